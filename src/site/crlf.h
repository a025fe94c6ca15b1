/* SPDX-License-Identifier: ISC */
#ifndef SITE_CRLF_H
#define SITE_CRLF_H

/*
 * crlf -- a stored text file as Gopher sends it.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/charset.h"
#include "base/str.h"

/*
 * text with every line ended by CRLF (O-30), and a blank behind a lone dot,
 * which some clients take for the end; in the charset if it is UTF-8, with
 * every character in its columns as in columns_fold, since files have tables.
 * text itself, not a copy, if that changes nothing, or if it holds a NUL and so
 * is no text in lines. In a.
 */
struct str crlf_text(struct arena *a, struct str text, enum charset charset);

/*
 * The same of a text that comes in pieces, however it is cut, in the charset it
 * is in, and of every byte of it: that a NUL comes would be known too late.
 */
struct crlf {	    /* zeros at the start */
	size_t len; /* bytes of this line that are out */
	bool dot;   /* the first of them is one */
	bool cr;    /* a CR is not: perhaps it is half a line end */
};

void crlf_add(struct crlf *c, struct buf *out, struct str piece);
void crlf_end(struct crlf *c, struct buf *out);

#endif
