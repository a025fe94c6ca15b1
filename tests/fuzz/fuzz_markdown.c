/* SPDX-License-Identifier: ISC */
/*
 * Any bytes as a file of Markdown: the properties of unit/markdown_props.h.
 */
#include <stdio.h>
#include <stdlib.h>

#include "unit/markdown_props.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str source = { (const char *)data, size };
	const char *wrong;

	if (size > 8192)
		return 0; /* the properties take quadratic time */
	wrong = markdown_holds(source);
	if (wrong != NULL) {
		fprintf(stderr, "%s:\n%.*s\n", wrong, STR_ARG(source));
		abort();
	}
	return 0;
}
