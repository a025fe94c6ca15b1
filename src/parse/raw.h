/* SPDX-License-Identifier: ISC */
#ifndef PARSE_RAW_H
#define PARSE_RAW_H

/*
 * raw -- a page pasted as it is: what its lines are is guessed (G19, G20).
 */

#include "parse/draft.h"
#include "parse/lines.h"

/*
 * The header of a raw page: its first line is the name; further short lines
 * are sorted by their words. Returns how many lines that were.
 */
size_t raw_header(struct draft *d, const struct line_list *lines);

/*
 * Moves lists of students, each with the paragraph that announces it, from the
 * text about the page's owner to a section of their own.
 */
void raw_students(struct draft *d);

#endif
