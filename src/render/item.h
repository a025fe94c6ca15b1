/* SPDX-License-Identifier: ISC */
#ifndef RENDER_ITEM_H
#define RENDER_ITEM_H

/*
 * item -- where a link leads, in Gopher's terms.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "page/doc.h"
#include "proto/gopher.h"
#include "proto/origin.h"

/*
 * The menu item of a link: a path at o's host, gopher and finger URLs natively
 * (O-23, O-24), every other one as 'h' with "URL:" (O-22). False if
 * there is no such item: without a target, or for a gopher URL that is none,
 * which no client could follow behind "URL:" (gopher rule 25).
 */
bool item_of(struct arena *a, const struct block *link, const struct origin *o,
    struct gopher_target *item);

/* text with all that no URL may hold percent-encoded (T-17). */
struct str item_url(struct arena *a, struct str text);

#endif
