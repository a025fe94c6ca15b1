/* SPDX-License-Identifier: ISC */
#ifndef PARSE_FOLDED_H
#define PARSE_FOLDED_H

/*
 * folded -- text of several lines before it is known what they are worth.
 *
 * A line that ends anywhere ends in FOLDED_FOLD, one that its author has
 * broken in FOLDED_BREAK; the text itself holds neither.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

#define FOLDED_FOLD '\r'
#define FOLDED_BREAK '\n'

/* All lines as one of clean text. */
struct str folded_one_line(struct arena *a, struct str text);

/* Each line up to end as it is, with an LF. */
struct str folded_lines(struct arena *a, struct str text, char end);

/*
 * Whether the second line rules off the columns of the first. Markdown proper
 * has no tables, but its authors do.
 */
bool folded_is_table(struct str text);

#endif
