/* SPDX-License-Identifier: ISC */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

/*
 * arena -- memory that is freed all at once.
 *
 * Whatever a load makes (text, nodes, documents) lives in one arena and is
 * reached by plain pointers; nothing in it is freed alone. What arena_new and
 * arena_array return is zeroed and aligned for any type. Not thread-safe.
 */

#include <stddef.h>

#include "base/str.h"

struct arena {
	struct arena_chunk *last;
};

void arena_init(struct arena *a);
void arena_release(struct arena *a);

void *arena_array(struct arena *a, size_t n, size_t size);

/* A zeroed object of a type. */
#define arena_new(arena, type) ((type *)arena_array((arena), 1, sizeof(type)))

/* A copy of s; a NUL stands behind it, so .at is a C string as well. */
struct str arena_str(struct arena *a, struct str s);

/* As printf; the result also ends in NUL. */
struct str arena_printf(struct arena *a, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
