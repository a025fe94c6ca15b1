/* SPDX-License-Identifier: ISC */
#ifndef BASE_BUF_H
#define BASE_BUF_H

/*
 * buf -- bytes that are written one after the other.
 *
 * Two kinds behind one interface. A growing one (buf_init) owns heap memory
 * until buf_release. A fixed one (buf_fixed) writes into the caller's array and
 * allocates nothing: what does not fit is dropped as a whole, and `cut` is set,
 * so that a caller on the request path checks once, at the end.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

struct buf {
	char *at;
	size_t len;
	size_t cap;
	bool fixed;
	bool cut; /* fixed only: something did not fit */
};

void buf_init(struct buf *b);
void buf_fixed(struct buf *b, char *storage, size_t cap);

/* Frees a growing one; leaves both kinds empty and usable as before. */
void buf_release(struct buf *b);

/* Forget the bytes, keep the memory. */
void buf_clear(struct buf *b);

void buf_add(struct buf *b, struct str s);
void buf_char(struct buf *b, char c);

/* As printf(3). A fixed one needs room for one byte more than it keeps. */
void buf_printf(struct buf *b, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The bytes so far; borrowed until the next write. */
struct str buf_str(const struct buf *b);

/* The bytes, copied to a with a NUL behind them; b is released. */
struct str buf_keep(struct buf *b, struct arena *a);

#endif
