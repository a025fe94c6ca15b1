/* SPDX-License-Identifier: ISC */
#ifndef FRONT_PLUS_H
#define FRONT_PLUS_H

/*
 * plus -- Gopher+, made from the answers of plain Gopher (O-47).
 *
 * UMN's client asks for the root menu in this form and shows nothing if it
 * gets another. Nothing else is offered: menu lines have no fifth field, so
 * that clients stay with plain Gopher from there on.
 */

#include <stdbool.h>

#include "front/front.h"
#include "proto/gopher.h"

/*
 * Give the complete plain reply to asked the form of Gopher+, if it asks for
 * that: in the field behind the selector; at a search, where words stand there,
 * in the one behind the words. busy says that the reply is an error because
 * there was no room.
 */
void plus_wrap(const struct shelf *shelf, const struct gopher_request *asked,
    bool busy, struct reply *reply);

#endif
