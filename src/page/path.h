/* SPDX-License-Identifier: ISC */
#ifndef PAGE_PATH_H
#define PAGE_PATH_H

/*
 * path -- where pages stand that no author wrote.
 */

#include "base/arena.h"
#include "model/profile.h"

/*
 * The path of a generated page: "/cv", or "/zh/cv" for a translation. Empty if
 * a section or a file of pages/ has that address: an own page goes first.
 */
struct str path_generated(struct arena *a, const struct profile *p,
    struct str name);

#endif
