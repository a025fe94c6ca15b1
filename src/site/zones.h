/* SPDX-License-Identifier: ISC */
#ifndef SITE_ZONES_H
#define SITE_ZONES_H

/*
 * zones -- what lies in a zone is marked as such, and nothing of it gets out.
 *
 * Whoever makes pages, feeds or the search asks the marks; what is in a zone
 * stands on pages of the same zone only, and others have at most a link to it
 * (O-55). What an author has put elsewhere as well is told by site/leaks.
 */

#include "base/arena.h"
#include "model/bib.h"
#include "model/guarded.h"
#include "model/profile.h"
#include "site/files.h"
#include "site/policy.h"

/* The paths of a policy's zones, by number; NULL if there are none. */
const struct guarded *zones_of(struct arena *a, const struct policy *policy);

/* Mark entries, before page/cite lists them. */
void zones_mark_bib(struct arena *a, const struct guarded *g, struct bib *bib);

/*
 * Mark sections, pages, posts and entries of first->guarded, in all languages,
 * and show them on Gemini alone.
 */
void zones_mark(struct arena *a, const struct profile *first);

void zones_mark_files(struct arena *a, const struct guarded *g,
    struct files *files);

#endif
