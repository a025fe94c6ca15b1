/* SPDX-License-Identifier: ISC */
#ifndef NET_PIECES_H
#define NET_PIECES_H

/*
 * pieces -- a file on its way to a stream, one piece in memory at a time.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "site/crlf.h"

#define PIECES_MAX ((size_t)32 << 10) /* bytes of the file in one */

struct pieces {
	int file;	/* borrowed; -1 = none */
	uint64_t left;	/* bytes that are still to be read */
	bool lines;	/* as text with CRLF line ends */
	struct crlf at; /* in these lines */
	struct buf now; /* the piece, which may be twice as long in lines */
};

/* The next size bytes of file, whatever it grows to; nothing is read yet. */
void pieces_init(struct pieces *p, int file, uint64_t size, bool lines);

/* The most that pieces to come may have, all together. */
uint64_t pieces_length(const struct pieces *p);

/*
 * The next piece, borrowed until the one after it; there must be one left. It
 * may be empty. False if the file has become shorter, or cannot be read.
 */
bool pieces_next(struct pieces *p, struct str *piece);

/* Frees memory; the file stays open. */
void pieces_release(struct pieces *p);

#endif
