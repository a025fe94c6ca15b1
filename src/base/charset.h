/* SPDX-License-Identifier: ISC */
#ifndef BASE_CHARSET_H
#define BASE_CHARSET_H

/*
 * charset -- the bytes that letters become on the wire.
 *
 * Text is UTF-8 everywhere in the program. Gopher cannot name a charset, and
 * some of its clients and terminals know only an older one: for these, text
 * that holds no other letters (render/fold sees to that) is encoded last.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

enum charset {
	CHARSET_UTF8,
	CHARSET_LATIN1,
	CHARSET_ASCII,
	CHARSET_COUNT,
};

/* As IANA registers it: "UTF-8", "ISO-8859-1", "US-ASCII". */
struct str charset_name(enum charset charset);

/*
 * The charset of a name, in any letter case, as people write it: "Latin-1",
 * "latin1" and "ASCII" too. False if it is none of ours.
 */
bool charset_parse(struct str name, enum charset *charset);

/* Whether the charset has this character; ISO 8859-1 has none of C1. */
bool charset_has(enum charset charset, uint32_t point);

/*
 * Encode what out holds from byte start on, in place: that is no longer than
 * its UTF-8. A character that the charset lacks becomes '?', and so does a
 * byte that is not UTF-8.
 */
void charset_encode(struct buf *out, size_t start, enum charset charset);

/*
 * text if it is valid UTF-8, else what its bytes are in ISO 8859-1, as old
 * clients send what their readers type; in a.
 */
struct str charset_guess(struct arena *a, struct str text);

#endif
