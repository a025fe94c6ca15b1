/* SPDX-License-Identifier: ISC */
#ifndef PAGE_SECTION_H
#define PAGE_SECTION_H

/*
 * section -- one page for one section of the profile.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "model/profile.h"
#include "model/doc.h"

/*
 * The section with all its nodes in order, and, linked by next, the pages of
 * those entries that have one.
 */
struct doc *section_page(struct arena *a, const struct profile *p,
    const struct section *s);

/* Where section_page stands: "/students". */
struct str section_path(struct arena *a, const struct profile *p,
    const struct section *s);

/*
 * Whether what s says may stand on the page at path: one of its own zone, if it
 * lies in one. Other pages may only lead to it (O-55).
 */
bool section_is_open(const struct profile *p, const struct section *s,
    struct str path);

/* Append its nodes, shown where its audience is, if it is open to the page. */
void section_add(struct arena *a, struct doc *doc, const struct profile *p,
    const struct section *s);

/* That audience as bits 1u << VIEW_x. */
unsigned section_views(const struct section *s);

/*
 * How other pages name it, a list with its length: "Students (3)"; but one in a
 * zone by its title alone.
 */
struct str section_label(struct arena *a, const struct section *s);

#endif
