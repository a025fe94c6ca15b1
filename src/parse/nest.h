/* SPDX-License-Identifier: ISC */
#ifndef PARSE_NEST_H
#define PARSE_NEST_H

/*
 * nest -- blocks that stand in quotations and lists, in a document in which
 * nothing stands in anything.
 *
 * Who reads says what opens and closes, in the order of the source. A text in
 * a list has its number, and a dash for each list around its own (T-28); what
 * is in a quotation is quoted. A block is tight if no blank line is above it in
 * the source.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/doc.h"

/* Lines of the source, from 1 on. */
struct span {
	size_t first;
	size_t last;
};

struct nest {
	struct arena *arena;
	struct doc *doc;
	struct str file;	/* of places */
	struct nest_list *list; /* the innermost that is open */
	size_t quotes;		/* open ones */
	size_t line;		/* of source: the last of the block before */
	bool quoted;		/* which is of the quotation that is open */
	bool marker;		/* an item has begun and has no block yet */
};

void nest_init(struct nest *n, struct arena *a, struct doc *doc);

void nest_open_quote(struct nest *n);
void nest_close_quote(struct nest *n);
void nest_open_list(struct nest *n, bool ordered, size_t number);
void nest_close_list(struct nest *n);
void nest_open_item(struct nest *n);
void nest_close_item(struct nest *n);

/* A line of text; the first of an item is that. */
void nest_text(struct nest *n, struct str text, struct span span);

void nest_heading(struct nest *n, int level, struct str text, struct span span);

/* Lines to be read, each with its LF; links; none of these is quoted. */
void nest_pre(struct nest *n, struct str lines, struct str alt,
    struct span span);

/* With the number of its item, if that has nothing else. */
void nest_link(struct nest *n, struct str target, struct str label,
    struct span span, size_t line);

#endif
