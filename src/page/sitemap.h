/* SPDX-License-Identifier: ISC */
#ifndef PAGE_SITEMAP_H
#define PAGE_SITEMAP_H

/*
 * sitemap -- every page of a profile, by kind.
 */

#include "base/arena.h"
#include "model/profile.h"
#include "model/doc.h"

/* Where it stands; empty if an own page has that address. */
struct str sitemap_path(struct arena *a, const struct profile *p);

/*
 * Links to docs, which are those of p without its home page: those that are
 * below no other first, then the others below the titles of their parents;
 * but none of those that lie in their parent's zone, which is not the map's.
 */
struct doc *sitemap_page(struct arena *a, const struct profile *p,
    const struct doc *docs);

#endif
