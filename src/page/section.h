/* SPDX-License-Identifier: ISC */
#ifndef PAGE_SECTION_H
#define PAGE_SECTION_H

/*
 * section -- one page for one section of the profile.
 */

#include "base/arena.h"
#include "model/profile.h"
#include "page/doc.h"

/*
 * The section with all its nodes in order, and, linked by next, the pages of
 * those entries that have one.
 */
struct doc *section_page(struct arena *a, const struct profile *p,
    const struct section *s);

/* Where section_page stands: "/students". */
struct str section_path(struct arena *a, const struct profile *p,
    const struct section *s);

/* Append its nodes, shown where its audience is. */
void section_add(struct arena *a, struct doc *doc, const struct section *s);

/* That audience as bits 1u << VIEW_x. */
unsigned section_views(const struct section *s);

/* How other pages name it, a list with its length: "Students (3)". */
struct str section_label(struct arena *a, const struct section *s);

#endif
