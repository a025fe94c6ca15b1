/* SPDX-License-Identifier: ISC */
#ifndef MODEL_GUARDED_H
#define MODEL_GUARDED_H

/*
 * guarded -- the parts of a capsule that only some readers may see (O-55).
 *
 * A part is all at or below a path. One that ends in a slash has the path
 * without it as well, but not "/members-only" of "/members"; of several the
 * innermost holds. Paths are decoded and begin with a slash, "/" is all.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct guarded {
	const struct str *at;
	size_t count;
};

bool guarded_covers(struct str part, struct str path);

/*
 * The number, from 1, of the part that holds for a path; 0 if none does. g may
 * be NULL: nothing is guarded.
 */
unsigned guarded_zone(const struct guarded *g, struct str path);

#endif
