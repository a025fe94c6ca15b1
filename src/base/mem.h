/* SPDX-License-Identifier: ISC */
#ifndef BASE_MEM_H
#define BASE_MEM_H

/*
 * mem -- allocation that cannot fail.
 *
 * Sizes that come from outside are capped before they get here, so running out
 * of memory means that the machine is in trouble: a line on standard error and
 * abort(). The size of an array is checked for overflow first.
 */

#include <stddef.h>

/* n elements of size bytes, zeroed; release with free(). */
void *mem_new(size_t n, size_t size);

/* As realloc(3); the added part is not zeroed. */
void *mem_grow(void *old, size_t n, size_t size);

#endif
