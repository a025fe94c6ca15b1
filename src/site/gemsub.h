/* SPDX-License-Identifier: ISC */
#ifndef SITE_GEMSUB_H
#define SITE_GEMSUB_H

/*
 * gemsub -- what a page says to those who subscribe to it (S-02 to S-07).
 *
 * By the companion specification "Subscribing to Gemini pages", which takes any
 * page for a feed that has links with days. All texts are borrowed.
 */

#include <stdbool.h>

#include "base/str.h"
#include "model/date.h"
#include "model/doc.h"

/* Its title, or else its first heading of level 1; empty if it has neither. */
struct str gemsub_title(const struct doc *doc);

/* The heading of level 2 below that, with no more than headings between. */
struct str gemsub_subtitle(const struct doc *doc);

/*
 * Whether a block is an entry: a link whose label begins with a day that
 * exists. Its title is what stands behind the label's first word, without a
 * dash or colon in front, and empty if nothing does.
 */
bool gemsub_entry(const struct block *block, struct date *day,
    struct str *title);

/* Whether any block is. */
bool gemsub_is_feed(const struct doc *doc);

#endif
