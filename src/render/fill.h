/* SPDX-License-Identifier: ISC */
#ifndef RENDER_FILL_H
#define RENDER_FILL_H

/*
 * fill -- paragraphs as lines for a screen of fixed width.
 *
 * On top of base/wrap: hanging indents, lines that must not begin like
 * markup, and words that no line can hold.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/wrap.h"

struct fill {
	struct str first;  /* stands before the first line, ASCII */
	struct str rest;   /* and before each of the others */
	const char *guard; /* a line beginning with one of these gets a blank */
	bool whole_urls;   /* leave a URL wider than the line in one piece */
};

/*
 * text in lines of at most width columns, everything included. A word
 * wider than that is cut, so that nothing is lost. No text, no lines.
 */
struct lines fill_text(struct arena *a, struct str text, size_t width,
    const struct fill *how);

/*
 * A line of art or code in pieces of at most width columns, so that nothing is
 * lost; most are one. A piece that gemtext would take for a link or a fence
 * gets a blank in front.
 */
struct lines fill_line(struct arena *a, struct str line, size_t width);

#endif
