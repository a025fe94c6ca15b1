/* SPDX-License-Identifier: ISC */
#ifndef SITE_TABLE_H
#define SITE_TABLE_H

/*
 * table -- a number for each of many byte strings.
 *
 * Open addressing on hash_key(); grows by doubling, never shrinks, forgets
 * nothing. Only the builder uses it: its keys are the author's, so nobody from
 * outside can choose them to collide. Keys are borrowed.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct table {
	struct table_slot *slots;
	size_t cap; /* a power of two, or 0 */
	size_t count;
};

void table_init(struct table *t);
void table_release(struct table *t);

/* False, with *number untouched, if key is not in t. O(1). */
bool table_find(const struct table *t, struct str key, uint64_t *number);

/* False, with nothing changed, if key is in t already. O(1) amortised. */
bool table_add(struct table *t, struct str key, uint64_t number);

#endif
