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

/*
 * Two or more lines that were ended on purpose: none of them ends a sentence
 * or in a comma, and at half or more of the breaks the next word would have
 * fitted. Prose that was filled to a width never does this.
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
