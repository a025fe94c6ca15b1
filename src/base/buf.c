/* SPDX-License-Identifier: ISC */
#include "base/buf.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void
buf_init(struct buf *b)
{
	*b = (struct buf){ 0 };
}

void
buf_fixed(struct buf *b, char *storage, size_t cap)
{
	*b = (struct buf){ .at = storage, .cap = cap, .fixed = true };
}

void
buf_release(struct buf *b)
{
	if (b->fixed) {
		buf_clear(b);
		return;
	}
	free(b->at);
	buf_init(b);
}

void
buf_clear(struct buf *b)
{
	b->len = 0;
	b->cut = false;
}

/* Room for more bytes, or NULL if b is fixed and full. */
static char *
buf_room(struct buf *b, size_t more)
{
	size_t cap = b->cap;

	if (more <= b->cap - b->len)
		return b->at + b->len;
	if (b->fixed) {
		b->cut = true;
		return NULL;
	}
	assert(more < SIZE_MAX / 2 - b->len);
	while (cap - b->len < more)
		cap = cap < 64 ? 64 : cap * 2;
	b->at = mem_grow(b->at, cap, 1);
	b->cap = cap;
	return b->at + b->len;
}

void
buf_add(struct buf *b, struct str s)
{
	char *room;

	if (s.len == 0 || (room = buf_room(b, s.len)) == NULL)
		return;
	memcpy(room, s.at, s.len);
	b->len += s.len;
}

void
buf_char(struct buf *b, char c)
{
	buf_add(b, (struct str){ &c, 1 });
}

void
buf_printf(struct buf *b, const char *format, ...)
{
	va_list args, again;
	int need;
	char *room;

	va_start(args, format);
	va_copy(again, args);
	need = vsnprintf(NULL, 0, format, args);
	va_end(args);
	assert(need >= 0);
	/* One byte more than is kept: vsnprintf writes a NUL. */
	room = buf_room(b, (size_t)need + 1);
	if (room != NULL) {
		vsnprintf(room, (size_t)need + 1, format, again);
		b->len += (size_t)need;
	}
	va_end(again);
}

struct str
buf_str(const struct buf *b)
{
	return (struct str){ b->at, b->len };
}

struct str
buf_keep(struct buf *b, struct arena *a)
{
	struct str kept = arena_str(a, buf_str(b));

	buf_release(b);
	return kept;
}
