/* SPDX-License-Identifier: ISC */
#ifndef PARSE_LINES_H
#define PARSE_LINES_H

/*
 * lines -- profile text as classified lines (G1 to G10).
 *
 * The first characters of a line decide its kind; what stands around it is
 * the business of those who read the list. Words of a line are never lost:
 * what no kind claims is LINE_TEXT. Comments leave no line, a run of blank
 * lines leaves at most two, and a fence with all it holds leaves one.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "model/profile.h"

#define LINE_BYTES_MAX ((size_t)64 * 1024)
#define LINE_ERRORS_MAX 20

/* From so many blanks in front on, a line below an item belongs to it (G9). */
#define LINE_INDENT 2

enum line_kind {
	LINE_BLANK,
	LINE_PRE,     /* text = a fence's lines, with LFs; extra = its alt */
	LINE_HEADING, /* level 1 to 3; text, or extra = the id in {braces} */
	LINE_LINK,    /* text = label, extra = target */
	LINE_ITEM,    /* text behind the marker */
	LINE_QUOTE,   /* text behind the marker, may be empty */
	LINE_FIELD,   /* "Word: value"; extra = the word, text = the value */
	LINE_TEXT,
};

struct line {
	enum line_kind kind;
	int level;
	struct str text; /* cleaned by G1, as all but that of LINE_PRE */
	struct str extra;
	enum key key;	  /* of a LINE_FIELD, were it of the header */
	struct str whole; /* the line as plain text, markers and all */
	bool escaped;	  /* text by a backslash, whatever it looks like */
	size_t indent;	  /* columns of blanks in front */
	struct place at;  /* of the first character that is no blank */
};

struct line_list {
	struct line *at;
	size_t count;
	struct comment *comments; /* in source order */
};

/*
 * The lines of source, or false if it holds what cannot be text: controls,
 * bidi marks and invalid UTF-8 (each is an error in d with its line and
 * column, at most LINE_ERRORS_MAX per file), a line above LINE_BYTES_MAX, a
 * fence without an end. A LINE_FIELD's word is any one to three words before
 * the first colon, a wide one or not; whether it is a known key depends on
 * where it stands. Headings, comments and fences are such in the first column
 * only. A backslash in front of what would be more than text makes it text
 * (G13). Places where a word seems to be missing get a hint [gap]. Linear in
 * source.
 */
bool lines_split(struct arena *a, struct str source, struct str file,
    struct diags *d, struct line_list *lines);

/* A line of clean text alone, so many columns from the left, as it would be. */
struct line line_of(struct str whole, size_t indent);

/* Whether a backslash in front of such a line would be taken away (G13). */
bool line_takes_backslash(struct str whole, size_t indent);

#endif
