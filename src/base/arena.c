/* SPDX-License-Identifier: ISC */
#include "base/arena.h"

#include <assert.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define CHUNK_MIN ((size_t)64 * 1024)

struct arena_chunk {
	struct arena_chunk *before;
	size_t used;
	size_t cap;
	alignas(max_align_t) char bytes[];
};

void
arena_init(struct arena *a)
{
	a->last = NULL;
}

void
arena_release(struct arena *a)
{
	while (a->last != NULL) {
		struct arena_chunk *chunk = a->last;

		a->last = chunk->before;
		free(chunk);
	}
}

static void
arena_add_chunk(struct arena *a, size_t need)
{
	size_t cap = need > CHUNK_MIN ? need : CHUNK_MIN;
	struct arena_chunk *chunk = mem_new(1, sizeof(*chunk) + cap);

	chunk->before = a->last;
	chunk->cap = cap;
	a->last = chunk;
}

void *
arena_array(struct arena *a, size_t n, size_t size)
{
	const size_t unit = alignof(max_align_t);
	size_t need;
	void *room;

	assert(size > 0 && n < SIZE_MAX / 2 / size - unit);
	need = (n * size + unit - 1) / unit * unit;
	if (a->last == NULL || a->last->cap - a->last->used < need)
		arena_add_chunk(a, need);
	room = a->last->bytes + a->last->used;
	a->last->used += need;
	return room; /* still zero: chunks come from calloc */
}

struct str
arena_str(struct arena *a, struct str s)
{
	char *copy = arena_array(a, s.len + 1, 1);

	if (s.len > 0)
		memcpy(copy, s.at, s.len);
	return (struct str){ copy, s.len };
}

struct str
arena_printf(struct arena *a, const char *format, ...)
{
	va_list args, again;
	int need;
	char *room;

	va_start(args, format);
	va_copy(again, args);
	need = vsnprintf(NULL, 0, format, args);
	va_end(args);
	assert(need >= 0);
	room = arena_array(a, (size_t)need + 1, 1);
	vsnprintf(room, (size_t)need + 1, format, again);
	va_end(again);
	return (struct str){ room, (size_t)need };
}
