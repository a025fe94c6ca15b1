/* SPDX-License-Identifier: ISC */
#ifndef FRONT_GATE_H
#define FRONT_GATE_H

/*
 * gate -- what Gemini's visitors are told at the border of a zone.
 *
 * It is told before anything is looked up, so that it is the same for pages
 * that exist and pages that do not.
 */

#include "front/front.h"

/*
 * Whether the visitor of request may go on to the decoded path; if not, *answer
 * is what becomes of the request.
 */
bool gate_is_open(const struct shelf *shelf, const struct request *request,
    struct str path, struct reply *reply, enum answer *answer);

#endif
