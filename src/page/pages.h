/* SPDX-License-Identifier: ISC */
#ifndef PAGE_PAGES_H
#define PAGE_PAGES_H

/*
 * pages -- a profile as documents: the home page and one page per section.
 *
 * The whole page map is decided here and in the files beside it (home.c,
 * section.c, entry.c), one page family each. Every word of the profile stands
 * on at least one page, in every view.
 */

#include "base/arena.h"
#include "model/profile.h"
#include "model/doc.h"
#include "proto/origin.h"

/* The pages, home first, linked by next. */
struct doc *pages_of(struct arena *a, const struct profile *p,
    const struct origin *o);

#endif
