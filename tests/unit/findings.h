/* SPDX-License-Identifier: ISC */
#ifndef UNIT_FINDINGS_H
#define UNIT_FINDINGS_H

/*
 * findings -- what was found, as people see it.
 */

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/diag.h"

/* All of them as they are printed, in the arena of d. */
static inline struct str
findings_printed(const struct diags *d)
{
	struct str printed = { NULL, 0 };
	char *text = NULL;
	FILE *out = open_memstream(&text, &printed.len);
	int closed;

	assert(out != NULL);
	diags_print(d, out);
	closed = fclose(out);
	assert(closed == 0);
	(void)closed;
	printed.at = text;
	printed = arena_str(d->arena, printed);
	free(text);
	return printed;
}

#endif
