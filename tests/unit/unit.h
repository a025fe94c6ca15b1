/* SPDX-License-Identifier: ISC */
#ifndef UNIT_UNIT_H
#define UNIT_UNIT_H

/*
 * unit -- cmocka with the headers it needs in front, and views as arguments.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/count.h"
#include "base/str.h"

/* Fails with both texts shown. */
#define assert_str(got, want) assert_str_at((got), (want), __FILE__, __LINE__)

static inline void
assert_str_at(struct str got, struct str want, const char *file, int line)
{
	if (str_eq(got, want))
		return;
	print_error("got  \"%.*s\"\nwant \"%.*s\"\n", STR_ARG(got),
	    STR_ARG(want));
	_fail(file, line);
}

/* For table tests: name the row that failed. */
#define check_row(condition, why)                              \
	do {                                                   \
		if (!(condition))                              \
			fail_msg("%s: %s", (why), #condition); \
	} while (0)

#endif
