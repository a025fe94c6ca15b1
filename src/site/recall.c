/* SPDX-License-Identifier: ISC */
#include "site/recall.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct recall_slot {
	struct recall_item *item;
};

struct recall_item {
	struct str name;
	struct str from;
	struct recalled what;
	bool used;
	struct recall_item *next; /* of those replaced */
	char bytes[];
};

void
recall_init(struct recall *r)
{
	*r = (struct recall){ 0 };
	table_init(&r->places);
}

static void
free_replaced(struct recall *r)
{
	while (r->replaced != NULL) {
		struct recall_item *item = r->replaced;

		r->replaced = item->next;
		free(item);
	}
}

void
recall_release(struct recall *r)
{
	free_replaced(r);
	for (size_t i = 0; i < r->count; i++)
		free(r->slots[i].item);
	free(r->slots);
	table_release(&r->places);
	recall_init(r);
}

static struct recall_item *
item_of(const struct recall *r, struct str name)
{
	uint64_t at = 0;

	return table_find(&r->places, name, &at) ? r->slots[at].item : NULL;
}

bool
recall_find(struct recall *r, struct str name, struct str from,
    struct recalled *found)
{
	struct recall_item *item = item_of(r, name);

	if (item == NULL || !str_eq(item->from, from))
		return false;
	item->used = true;
	*found = item->what;
	return true;
}

bool
recall_last(const struct recall *r, struct str name, struct recalled *found)
{
	const struct recall_item *item = item_of(r, name);

	if (item == NULL)
		return false;
	*found = item->what;
	return true;
}

static struct str
put_bytes(char **room, struct str s)
{
	struct str copy = { *room, s.len };

	if (s.len > 0)
		memcpy(*room, s.at, s.len);
	*room += s.len;
	return copy;
}

static struct recall_item *
item_new(struct str name, struct str from, struct str made, uint64_t version)
{
	struct recall_item *item =
	    mem_new(1, sizeof(*item) + name.len + from.len + made.len);
	char *room = item->bytes;

	item->name = put_bytes(&room, name);
	item->from = put_bytes(&room, from);
	item->what.made = put_bytes(&room, made);
	item->what.version = version;
	item->used = true;
	return item;
}

static void
add(struct recall *r, struct recall_item *item)
{
	if (r->count == r->cap) {
		r->cap = r->cap > 0 ? r->cap * 2 : 64;
		r->slots = mem_grow(r->slots, r->cap, sizeof(*r->slots));
	}
	table_add(&r->places, item->name, r->count);
	r->slots[r->count++].item = item;
}

/* Somebody may still look at the old one, whose name is the table's key. */
static void
replace(struct recall *r, struct recall_item *item, uint64_t at)
{
	r->slots[at].item->next = r->replaced;
	r->replaced = r->slots[at].item;
	r->slots[at].item = item;
}

struct recalled
recall_renew(struct recall *r, struct str name, struct str from,
    struct str made, uint64_t version)
{
	struct recall_item *item = item_new(name, from, made, version);
	uint64_t at = 0;

	if (table_find(&r->places, name, &at))
		replace(r, item, at);
	else
		add(r, item);
	return item->what;
}

struct recalled
recall_put(struct recall *r, struct str name, struct str from,
    struct str made)
{
	return recall_renew(r, name, from, made, ++r->versions);
}

void
recall_sweep(struct recall *r)
{
	size_t count = r->count;

	r->count = 0;
	table_release(&r->places);
	for (size_t i = 0; i < count; i++) {
		struct recall_item *item = r->slots[i].item;

		if (!item->used) {
			free(item);
			continue;
		}
		item->used = false;
		add(r, item);
	}
	free_replaced(r);
}
