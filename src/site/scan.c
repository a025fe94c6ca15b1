/* SPDX-License-Identifier: ISC */
#include "site/scan.h"

#include <string.h>

void
scan_init(struct scan *s)
{
	*s = (struct scan){ .kind = SCAN_ASCII };
}

/* How piece goes on behind the character that the last one cut; skips that. */
static struct str
join(struct scan *s, struct str piece)
{
	struct str more = str_take(piece, sizeof(s->cut) - s->cut_len);
	size_t before = s->cut_len;
	uint32_t point;
	size_t len;

	memcpy(s->cut + before, more.at, more.len);
	s->cut_len += more.len;
	len = utf8_next((struct str){ s->cut, s->cut_len }, &point);
	if (len == 0) {
		if (s->cut_len == sizeof(s->cut))
			s->kind = SCAN_OTHER;
		return str_skip(piece, more.len);
	}
	s->cut_len = 0;
	return str_skip(piece, len - before);
}

/* What is left at the end may be a character that goes on. */
static void
add_text(struct scan *s, struct str piece)
{
	if (s->cut_len > 0)
		piece = join(s, piece);
	if (piece.len == 0 || s->kind == SCAN_OTHER)
		return;
	piece = str_skip(piece, utf8_valid(piece));
	if (piece.len >= sizeof(s->cut)) {
		s->kind = SCAN_OTHER;
		return;
	}
	if (piece.len > 0)
		memcpy(s->cut, piece.at, piece.len);
	s->cut_len = piece.len;
}

void
scan_add(struct scan *s, struct str piece)
{
	if (piece.len == 0 || s->kind == SCAN_BINARY)
		return;
	if (str_index(piece, '\0') < piece.len) {
		s->kind = SCAN_BINARY;
		return;
	}
	if (s->kind == SCAN_ASCII && !str_is_ascii(piece))
		s->kind = SCAN_UTF8;
	if (s->kind == SCAN_UTF8)
		add_text(s, piece);
}

enum scan_kind
scan_end(const struct scan *s)
{
	return s->kind == SCAN_UTF8 && s->cut_len > 0 ? SCAN_OTHER : s->kind;
}

enum scan_kind
scan_bytes(struct str bytes)
{
	struct scan s;

	scan_init(&s);
	scan_add(&s, bytes);
	return scan_end(&s);
}
