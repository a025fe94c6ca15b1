/* SPDX-License-Identifier: ISC */
#include "base/names.h"

#include "base/hash.h"

#define CAP_MIN ((size_t)64)

struct names_slot {
	struct str name;
	uint64_t hash;
	void *what; /* NULL = the slot is free */
};

void
names_init(struct names *n, struct arena *arena)
{
	*n = (struct names){ .arena = arena };
}

/* The slot of name, or the free one where it belongs. */
static struct names_slot *
slot_of(const struct names *n, struct str name, uint64_t hash)
{
	size_t i = (size_t)hash & (n->cap - 1);

	while (n->slots[i].what != NULL && (n->slots[i].hash != hash ||
					       !str_eq(n->slots[i].name, name)))
		i = (i + 1) & (n->cap - 1);
	return &n->slots[i];
}

void *
names_find(const struct names *n, struct str name)
{
	if (n->cap == 0)
		return NULL;
	return slot_of(n, name, hash_key(name))->what;
}

static void
grow(struct names *n)
{
	struct names old = *n;

	n->cap = old.cap > 0 ? old.cap * 2 : CAP_MIN;
	n->slots = arena_array(n->arena, n->cap, sizeof(*n->slots));
	for (size_t i = 0; i < old.cap; i++)
		if (old.slots[i].what != NULL)
			*slot_of(n, old.slots[i].name, old.slots[i].hash) =
			    old.slots[i];
}

void
names_put(struct names *n, struct str name, void *what)
{
	uint64_t hash = hash_key(name);
	struct names_slot *slot;

	if (n->count >= n->cap / 2)
		grow(n);
	slot = slot_of(n, name, hash);
	n->count += slot->what == NULL;
	*slot = (struct names_slot){ name, hash, what };
}
