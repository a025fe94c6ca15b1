/* SPDX-License-Identifier: ISC */
#ifndef PAGE_LANGUAGES_H
#define PAGE_LANGUAGES_H

/*
 * languages -- the pages of a profile in all its languages, and the ways
 * between them.
 *
 * A page that is there in another language has one link to it, labelled with
 * that language's own name: on the home page above all headings, elsewhere at
 * the foot. Sections are the same by their id, all other pages by their path
 * behind "/zh". What a translation lacks is linked from its home page, not
 * copied: a page has one language, and one address.
 */

#include "base/arena.h"
#include "model/profile.h"
#include "model/doc.h"
#include "proto/origin.h"

/* The pages of p, and of all p->next, with these ways between them. */
struct doc *languages_pages(struct arena *a, const struct profile *p,
    const struct origin *o);

/*
 * Append links to the sections that p, a translation, has not: "Publications
 * (English)".
 */
void languages_add_missing(struct arena *a, struct doc *doc,
    const struct profile *p);

#endif
