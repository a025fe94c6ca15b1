/* SPDX-License-Identifier: ISC */
#ifndef APP_SOURCE_H
#define APP_SOURCE_H

/*
 * source -- the profile that a command is to read and perhaps rewrite.
 */

#include <limits.h>
#include <stdbool.h>

#include "base/buf.h"

struct source {
	char path[PATH_MAX];
	struct buf text;
};

/*
 * The profile.txt of the capsule at given, or the file at given itself. False,
 * with a line in the log, if it cannot be read. source_release in either case.
 */
bool source_read(struct source *s, const char *given);
void source_release(struct source *s);

#endif
