/* SPDX-License-Identifier: ISC */
#ifndef APP_STARTER_H
#define APP_STARTER_H

/*
 * starter -- the capsule that `vitae new` begins with: files to write over.
 *
 * The person and the paper are invented. The news are of the given day.
 */

#include <stddef.h>

#include "base/buf.h"

struct starter_file {
	const char *name;
	void (*write)(const char *day, struct buf *out);
};

#define STARTER_FILES 2

extern const struct starter_file starter_files[STARTER_FILES];

#endif
