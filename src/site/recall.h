/* SPDX-License-Identifier: ISC */
#ifndef SITE_RECALL_H
#define SITE_RECALL_H

/*
 * recall -- bytes by name, each with what they were made from.
 *
 * What was made is found again if what it would be made from now is the same to
 * the last byte: no sum of it is believed. What has been neither found nor put
 * since the last sweep is forgotten by the next; until that, all that was
 * found or put stays where it is.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "site/table.h"

struct recall {
	struct recall_slot *slots;
	size_t count;
	size_t cap;
	struct table places; /* in slots, by name */
	struct recall_item *replaced;
	uint64_t versions; /* so far; see below */
};

struct recalled {
	struct str made;
	uint64_t version; /* never 0; of each that is put, another */
};

void recall_init(struct recall *r);
void recall_release(struct recall *r);

/* False if there is none of that name, or it was made from something else. */
bool recall_find(struct recall *r, struct str name, struct str from,
    struct recalled *found);

/* What was made of that name last, whatever from; false if there is none. */
bool recall_last(const struct recall *r, struct str name,
    struct recalled *found);

/* Copies of all three, in the place of what the name stood for. */
struct recalled recall_put(struct recall *r, struct str name,
    struct str from, struct str made);

/* The same, made from something else as well: of the version it was. */
struct recalled recall_renew(struct recall *r, struct str name,
    struct str from, struct str made, uint64_t version);

void recall_sweep(struct recall *r);

#endif
