/* SPDX-License-Identifier: ISC */
#ifndef PAGE_LISTING_H
#define PAGE_LISTING_H

/*
 * listing -- what is in a folder, one link for each thing.
 */

#include "base/arena.h"
#include "model/date.h"
#include "model/doc.h"

#define LISTING_MAX 5000 /* links on one page */

struct listing_entry {
	struct str path;     /* decoded; of a folder without a final slash */
	struct str name;     /* of a file behind the day that it begins with */
	struct str title;    /* what it calls itself; empty = nothing */
	struct str weight;   /* "PDF, 310 kB"; empty = unknown */
	struct date day;     /* at the beginning of its name, or unknown */
	struct date changed; /* may be unknown */
	bool folder;
};

/*
 * Put the entries into the order of the page, and behind what doc says already
 * a link to each, in its language:
 *
 *	those with a day, the newest first	2024-05-01 Title (3 kB)
 *	folders, by name			Title (folder), or name/
 *	all others, by name			Title (PDF, 310 kB, 2024-03-02)
 *
 * What is in parentheses stands in the label alone. Of more than LISTING_MAX
 * the number of those left out is said.
 */
void listing_add(struct arena *a, struct doc *doc,
    struct listing_entry *entries, size_t count);

/* Below all that, the way to the folder above, whose path is decoded. */
void listing_add_up(struct arena *a, struct doc *doc, struct str path,
    struct str title);

#endif
