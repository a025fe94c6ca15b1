/* SPDX-License-Identifier: ISC */
#ifndef SITE_SCAN_H
#define SITE_SCAN_H

/*
 * scan -- what the bytes of a text are, seen piece by piece.
 *
 * However they are divided, also within a character, the answer is the same,
 * and a text of any length needs no more memory than this.
 */

#include "base/str.h"
#include "base/utf8.h"

enum scan_kind {
	SCAN_ASCII,
	SCAN_UTF8,   /* with other characters, too */
	SCAN_OTHER,  /* neither: in a charset that nobody can know */
	SCAN_BINARY, /* with a NUL: nothing that has lines */
};

struct scan {
	enum scan_kind kind;	 /* of the pieces so far */
	char cut[UTF8_CHAR_MAX]; /* how the character at their end begins */
	size_t cut_len;
};

void scan_init(struct scan *s);
void scan_add(struct scan *s, struct str piece);
enum scan_kind scan_end(const struct scan *s);

/* The same of bytes that are all there. */
enum scan_kind scan_bytes(struct str bytes);

#endif
