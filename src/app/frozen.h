/* SPDX-License-Identifier: ISC */
#ifndef APP_FROZEN_H
#define APP_FROZEN_H

/*
 * frozen -- bytes in memory that no process can change any more.
 *
 * A memfd with write, grow and shrink sealed, mapped read-only. Children that
 * are forked later share it. An image file that is to be served is copied in,
 * so that whoever shortens it takes no ground from under a reader.
 */

#include <stdbool.h>

#include "base/str.h"

struct frozen {
	int fd;
	struct str bytes; /* mapped, page-aligned; never empty */
};

/* False, with a line in the log, if the system gives no such memory. */
bool frozen_copy(struct frozen *f, struct str bytes);

void frozen_release(struct frozen *f);

#endif
