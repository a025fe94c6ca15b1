/* SPDX-License-Identifier: ISC */
#ifndef PARSE_STAMP_H
#define PARSE_STAMP_H

/*
 * stamp -- a day for news that have none, put into their source.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "model/profile.h"

/*
 * Append source, which p was read from, with day in front of the text of each
 * item of news without a date, or behind its label; all other bytes stay.
 * Returns how many these are. What begins with something like a date is left to
 * its author, and so are, without `bare`, items that have no marker.
 */
size_t stamp_source(const struct profile *p, struct str source, struct str day,
    bool bare, struct buf *out);

#endif
