/* SPDX-License-Identifier: ISC */
#ifndef BASE_NAMES_H
#define BASE_NAMES_H

/*
 * names -- something for each of many names, found in constant time.
 *
 * Lives in an arena, grows, forgets nothing. Names are borrowed and differ by
 * any byte.
 */

#include "base/arena.h"
#include "base/str.h"

struct names {
	struct arena *arena;
	struct names_slot *slots;
	size_t cap;
	size_t count;
};

void names_init(struct names *n, struct arena *arena);

/* What the name stands for, or NULL. */
void *names_find(const struct names *n, struct str name);

/* Let name stand for what, which is not NULL, whatever it stood for before. */
void names_put(struct names *n, struct str name, void *what);

#endif
