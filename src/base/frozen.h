/* SPDX-License-Identifier: ISC */
#ifndef BASE_FROZEN_H
#define BASE_FROZEN_H

/*
 * frozen -- bytes in memory that no process can change any more.
 *
 * A memfd with write, grow and shrink sealed, mapped read-only. Children that
 * are forked later share it, and others are given the descriptor. An image
 * file that is to be served is copied in, so that whoever shortens it takes no
 * ground from under a reader.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct frozen {
	int fd;		  /* owned, as the mapping is */
	struct str bytes; /* mapped, page-aligned; never empty */
};

/* False, with a line in the log, if the system gives no such memory. */
bool frozen_copy(struct frozen *f, struct str bytes);

/*
 * What another process has frozen, by its descriptor, which is f's from now on.
 * False, with the descriptor closed, if it is none, is empty or has more than
 * max bytes, could still be changed, or cannot be mapped.
 */
bool frozen_adopt(struct frozen *f, int fd, size_t max);

/* May be all zeros, or released. */
void frozen_release(struct frozen *f);

#endif
