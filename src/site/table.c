/* SPDX-License-Identifier: ISC */
#include "site/table.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"

#define CAP_MIN 64

struct table_slot {
	struct str key;
	uint64_t hash;
	uint64_t number;
	bool used;
};

void
table_init(struct table *t)
{
	*t = (struct table){ 0 };
}

void
table_release(struct table *t)
{
	free(t->slots);
	table_init(t);
}

/* The slot that holds key, or the free one where it belongs. */
static struct table_slot *
slot_of(const struct table *t, struct str key, uint64_t hash)
{
	size_t at = (size_t)hash & (t->cap - 1);

	while (t->slots[at].used && (t->slots[at].hash != hash ||
					!str_eq(t->slots[at].key, key)))
		at = (at + 1) & (t->cap - 1);
	return &t->slots[at];
}

static void
grow(struct table *t)
{
	struct table old = *t;

	t->cap = old.cap > 0 ? old.cap * 2 : CAP_MIN;
	t->slots = mem_new(t->cap, sizeof(*t->slots));
	for (size_t i = 0; i < old.cap; i++)
		if (old.slots[i].used)
			*slot_of(t, old.slots[i].key, old.slots[i].hash) =
			    old.slots[i];
	free(old.slots);
}

bool
table_find(const struct table *t, struct str key, uint64_t *number)
{
	const struct table_slot *slot;

	if (t->count == 0)
		return false;
	slot = slot_of(t, key, hash_key(key));
	if (!slot->used)
		return false;
	*number = slot->number;
	return true;
}

bool
table_add(struct table *t, struct str key, uint64_t number)
{
	uint64_t hash = hash_key(key);
	struct table_slot *slot;

	if (t->count >= t->cap / 2)
		grow(t);
	slot = slot_of(t, key, hash);
	if (slot->used)
		return false;
	*slot = (struct table_slot){ key, hash, number, true };
	t->count++;
	return true;
}
