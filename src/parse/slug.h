/* SPDX-License-Identifier: ISC */
#ifndef PARSE_SLUG_H
#define PARSE_SLUG_H

/*
 * slug -- a title as one segment of a path: [a-z0-9-]+.
 */

#include "base/arena.h"
#include "base/str.h"

#define SLUG_MAX 48 /* bytes, without the number that makes it unique */

/* title as a slug, accents dropped; "section" if it has no ASCII letters. */
struct str slug_of(struct arena *a, struct str title);

/* The slugs given so far. */
struct slugs {
	struct arena *arena;
	struct slug_entry *entries;
	size_t cap;
};

/* For at most count slugs. The names of what a capsule always has are taken. */
void slugs_init(struct slugs *s, struct arena *arena, size_t count);

/* slug itself or, if that is taken, with the first free of "-2", "-3" ... */
struct str slugs_add(struct slugs *s, struct str slug);

#endif
