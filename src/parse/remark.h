/* SPDX-License-Identifier: ISC */
#ifndef PARSE_REMARK_H
#define PARSE_REMARK_H

/*
 * remark -- which comments stand before which part of a profile.
 *
 * A field, heading, node or link is known by its line. What is written later
 * than it stood in the source takes its comments along.
 */

#include "base/arena.h"
#include "base/buf.h"
#include "model/profile.h"

struct remarks {
	struct remark *at; /* by place */
	size_t count;
};

void remarks_init(struct remarks *r, struct arena *a, const struct profile *p);

/*
 * Append, each on a line, the comments between the part of that line and the
 * one above it in the source, unless they are written already.
 */
void remarks_write(struct remarks *r, size_t line, struct buf *out);

/* Those that stand below all parts; false if there are none. */
bool remarks_write_last(struct remarks *r, struct buf *out);

#endif
