/* SPDX-License-Identifier: ISC */
#ifndef PAGE_DATED_H
#define PAGE_DATED_H

/*
 * dated -- entries with dates, as readers see them.
 */

#include "base/arena.h"
#include "model/profile.h"
#include "model/doc.h"

/*
 * The dates in words: the author's own, but digits alone as "2020-09 to
 * 2021-07" and "2021 to today". Empty if there are none.
 */
struct str dated_when(struct arena *a, struct str lang,
    const struct when *when);

/* Where the page of an entry with a slug stands: "/news/mirage". */
struct str dated_path(struct arena *a, const struct profile *p,
    const struct section *s, const struct node *node);

/*
 * Append an entry: as a link to its page that begins with its day, which is
 * what clients subscribe to (S-04), or, if it has none, as entry_add() does.
 */
void dated_add(struct arena *a, struct doc *doc, const struct profile *p,
    const struct section *s, const struct node *node, const struct node *above);

/* The pages of the entries of s, linked by next; NULL if none has one. */
struct doc *dated_pages(struct arena *a, const struct profile *p,
    const struct section *s);

#endif
