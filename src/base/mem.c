/* SPDX-License-Identifier: ISC */
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>

static void *
mem_check(void *got)
{
	if (got == NULL) {
		fputs("vitae: out of memory\n", stderr);
		abort();
	}
	return got;
}

void *
mem_new(size_t n, size_t size)
{
	return mem_check(calloc(n > 0 ? n : 1, size > 0 ? size : 1));
}

void *
mem_grow(void *old, size_t n, size_t size)
{
	return mem_check(reallocarray(old, n > 0 ? n : 1, size > 0 ? size : 1));
}
