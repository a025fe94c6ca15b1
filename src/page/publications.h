/* SPDX-License-Identifier: ISC */
#ifndef PAGE_PUBLICATIONS_H
#define PAGE_PUBLICATIONS_H

/*
 * publications -- a page for each entry of the bibliography.
 */

#include "base/arena.h"
#include "model/bib.h"
#include "model/guarded.h"
#include "model/profile.h"
#include "model/doc.h"

/* The pages of p->bib by year, linked by next, or NULL; not of translations. */
struct doc *publications_pages(struct arena *a, const struct profile *p);

/* Where an entry alone can be had, from the root: "publications/KEY.bib". */
struct str publications_file(struct arena *a, const struct bib_entry *e);

/* Whether it can be: not if its page is in a zone and the file would not be. */
bool publications_has_file(struct arena *a, const struct guarded *g,
    const struct bib_entry *e);

/* And all of them. */
#define PUBLICATIONS_FILE STR("publications.bib")

#endif
