/* SPDX-License-Identifier: ISC */
#ifndef UNIT_WRITE_TEXT_H
#define UNIT_WRITE_TEXT_H

/*
 * write_text -- a file that only its owner can read, as keys are.
 */

#include <stdio.h>
#include <sys/stat.h>

#include "unit/unit.h"

static inline void
write_text(const char *path, struct str text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fwrite(text.at, 1, text.len, file);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(path, 0600), 0);
}

#endif
