/* SPDX-License-Identifier: ISC */
#ifndef PAGE_SECTION_H
#define PAGE_SECTION_H

/*
 * section -- one page for one section of the profile.
 */

#include "base/arena.h"
#include "model/profile.h"
#include "page/doc.h"

/* The section with all its nodes in order, and the way home. */
struct doc *section_page(struct arena *a, const struct profile *p,
    const struct section *s);

/* Where section_page stands: "/students". */
struct str section_path(struct arena *a, const struct profile *p,
    const struct section *s);

/* Append the way home. */
struct block *section_home_link(struct arena *a, struct doc *doc,
    const struct profile *p);

/* How other pages name it, a list with its length: "Students (3)". */
struct str section_label(struct arena *a, const struct section *s);

#endif
