/* SPDX-License-Identifier: ISC */
#ifndef PARSE_WRAPPED_H
#define PARSE_WRAPPED_H

/*
 * wrapped -- running text in lines of source that read as that text again.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "parse/lines.h"

/* How the lines stand, and which of them get a backslash (G13). */
struct wrapping {
	size_t width;	   /* columns of the whole line, for running text */
	struct str first;  /* in front of the first line: "* " */
	size_t indent;	   /* blanks in front of the others */
	bool marked_first; /* the first line is no text for what is before it */

	/* Whether a line of the form of a field must not be one; NULL = no. */
	bool (*is_key)(const struct line *line);
};

/* Append text, which is not empty, in lines. */
void wrapped_write(struct arena *a, const struct wrapping *how, struct str text,
    struct buf *out);

#endif
