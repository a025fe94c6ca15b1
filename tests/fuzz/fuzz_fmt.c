/* SPDX-License-Identifier: ISC */
/*
 * Any bytes as a raw page: `vitae fmt` makes a written profile of it that says
 * the same and leaves nothing to guess.
 */
#include <stdio.h>
#include <stdlib.h>

#include "unit/format_props.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str source = { (const char *)data, size };
	struct buf text;
	const char *wrong;

	if (size > 4096)
		return 0; /* the properties take quadratic time */
	buf_init(&text);
	wrong = format_holds(source, &text);
	if (wrong != NULL) {
		fprintf(stderr, "%s:\n%.*s\n--- became\n%.*s\n", wrong,
		    STR_ARG(source), STR_ARG(buf_str(&text)));
		abort();
	}
	buf_release(&text);
	return 0;
}
