/* SPDX-License-Identifier: ISC */
#ifndef FRONT_STATUS_H
#define FRONT_STATUS_H

/*
 * status -- the header line of a Gemini reply.
 */

#include "front/front.h"
#include "proto/gemini.h"

/* Complete the reply with its header; the body, if any, is the caller's. */
enum answer status_answer(struct reply *reply, enum gemini_status status,
    struct str meta);

/* Moved to a decoded path of this host; 51 if that is too long for a header. */
enum answer status_moved(struct reply *reply, struct str path);

#endif
