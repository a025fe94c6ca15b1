/* SPDX-License-Identifier: ISC */
#ifndef PAGE_REFERENCE_H
#define PAGE_REFERENCE_H

/*
 * reference -- a publication in words.
 */

#include "base/arena.h"
#include "model/bib.h"
#include "model/profile.h"

/* The heading above the entries of a year: "2023", "Without a year". */
struct str reference_year(struct arena *a, struct str lang,
    const struct bib_entry *e);

/* Where its page stands: "/publications/shockwave". */
struct str reference_path(struct arena *a, const struct bib_entry *e);

/*
 * Those entries of p->bib, by year, that may stand on the page at path: as
 * section_is_open() has it.
 */
struct bib_list reference_list(struct arena *a, const struct profile *p,
    struct str path);

/* The title, or what stands for it. */
struct str reference_title(const struct bib_entry *e);

/* As others call it: "Shockwave (NSDI'23)". */
struct str reference_short(struct arena *a, const struct bib_entry *e);

/* What it is and where it stands: "Shockwave: Fair and ..., NSDI". */
struct str reference_work(struct arena *a, const struct bib_entry *e);

/* The same with its year in front: "2023 Shockwave: Fair and ..., NSDI". */
struct str reference_line(struct arena *a, const struct bib_entry *e);

/*
 * "A. One, _Ada Example_ and others". The owner of the profile stands between
 * underscores, which is how underlined is typed, and what printed lists do:
 * gemtext has no bold, capitals are no mark in Chinese, and an asterisk means
 * an equal share in these lists. That is a name as the fields Name or Me have
 * it, or if there is none, the only one that shortens it: "P. Zheng".
 */
struct str reference_people(struct arena *a, const struct bib_people *people,
    const struct profile *p);

/* The owner's name in it as it is written there, or an empty view. */
struct str reference_own(struct str people);

/* "Proceedings of NSDI, volume 20, pp. 1-10, USENIX, April 2023". */
struct str reference_venue(struct arena *a, const struct bib_entry *e);

#endif
