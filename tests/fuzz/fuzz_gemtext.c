/* SPDX-License-Identifier: ISC */
/*
 * Any bytes as a file of gemtext: the properties of unit/gemtext_props.h, and
 * those of the way to Gopher and back of unit/roundtrip_props.h.
 */
#include <stdio.h>
#include <stdlib.h>

#include "unit/roundtrip_props.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str source = { (const char *)data, size };
	const char *wrong = gemtext_holds(source);

	if (wrong == NULL)
		wrong = roundtrip_holds(source);
	if (wrong != NULL) {
		fprintf(stderr, "%s:\n%.*s\n", wrong, STR_ARG(source));
		abort();
	}
	return 0;
}
