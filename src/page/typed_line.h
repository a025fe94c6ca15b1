/* SPDX-License-Identifier: ISC */
#ifndef PAGE_TYPED_LINE_H
#define PAGE_TYPED_LINE_H

/*
 * typed_line -- a line of typed text, and what it is by its looks.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

/* One line of an author's who knew how wide it is shown. */
struct typed_line {
	struct str whole; /* in NFC, without blanks at its end */
	struct str text;  /* and without those in front */
	size_t margin;	  /* columns of blanks in front */
	size_t width;	  /* columns of whole */
	struct place at;
};

/* Neighbouring lines, none of them blank. */
struct typed {
	const struct typed_line *at;
	size_t count;
};

struct typed_line typed_line_of(struct arena *a, struct str text,
    struct place at);

/*
 * How many of the lines are a heading for themselves: "== Text ==", "# Text",
 * or one above a rule. *text is what it says, *level 2 or 3. 0 if none is.
 */
size_t typed_heading(struct typed lines, struct str *text, int *level);

/* A line short enough for a heading that does not end like a sentence. */
bool typed_is_label(const struct typed_line *line);

/* text with one space for every run of blanks. */
struct str typed_words(struct arena *a, struct str text);

/* Bytes of the list marker that text begins with, its blank included. */
size_t typed_marker(struct str text);

/* Of a list whose numbers or letters are to be kept, for they say which. */
bool typed_is_numbered(struct str text);

/* A marker, a number, a quotation, a rule or a heading: no line goes on so. */
bool typed_begins_part(struct str text);

/* Both lines begin with a number, or with what their values are of. */
bool typed_are_listed(struct str a, struct str b);

#endif
