/* SPDX-License-Identifier: ISC */
#ifndef PARSE_PARAGRAPH_H
#define PARSE_PARAGRAPH_H

/*
 * paragraph -- neighbouring text lines: one text, or a list of lines (G11).
 */

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "parse/lines.h"

/* The text lines of the paragraph that begins at line; views the line list. */
struct paragraph {
	const struct line *at;
	size_t count;
};

/*
 * The paragraph that stands first in rest lines from `line` on. It has no lines
 * if they begin with something else. A news label begins another one (G10).
 */
struct paragraph paragraph_first(const struct line *line, size_t rest);

/*
 * How many of its lines are the introduction of those behind: all up to the
 * first that ends in ':'. 0 without one.
 */
size_t paragraph_intro(struct paragraph p);

/* p without its first n lines, and the first n alone. */
struct paragraph paragraph_skip(struct paragraph p, size_t n);
struct paragraph paragraph_take(struct paragraph p, size_t n);

/* The columns of its widest line. */
size_t paragraph_width(struct paragraph p);

/*
 * Whether the line in front of line i > 0 was ended on purpose: the next word
 * would have fitted into so many columns. Prose that was filled to its widest
 * line never has such a break.
 */
bool paragraph_breaks(struct paragraph p, size_t i, size_t width);

/*
 * Two or more lines of which none ends a sentence or in a comma, with half or
 * more of the breaks on purpose.
 */
bool paragraph_is_list(struct paragraph p);

/*
 * The lines as one text: joined by a space, but without one behind a hyphen
 * and between two CJK characters.
 */
struct str paragraph_text(struct arena *a, struct paragraph p);

/* Adds one more line to a text, by the same rule. */
void paragraph_add(struct buf *text, struct str line);

/* Ends in sentence punctuation, the brackets and quotes around it aside. */
bool text_ends_sentence(struct str text);

#endif
