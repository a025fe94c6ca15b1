/* SPDX-License-Identifier: ISC */
#ifndef E2E_READING_H
#define E2E_READING_H

/*
 * reading -- replies as a reader's program takes them apart.
 *
 * Written from the texts of the protocols, not from src/: what both get wrong
 * in the same way would not be found. Functions that judge return NULL, or what
 * is wrong.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* "20 text/gemini", without its CRLF (G-60 to G-62). */
const char *header_fault(struct str header);

/* What every gemtext page must be (T-01, T-03, T-14, T-15). */
const char *gemtext_fault(struct str body);

/*
 * What one that was written by us must be: one title, in front (T-27), and no
 * link, heading or fence in a form that we do not write (T-16, T-19, T-21,
 * T-26, T-31 to T-33).
 */
const char *page_fault(struct str body);

/* The URL of the next link line of *rest, if there is one. */
struct gemtext {
	struct str rest;
	bool fenced;
};
bool gemtext_link(struct gemtext *page, struct str *url);

struct menu_line {
	char type;
	struct str text;
	struct str selector;
	struct str host;
	uint16_t port;
};

/* The next line of *rest that is not the final dot; false if it is none. */
bool menu_line(struct str *rest, struct menu_line *line);

/* Every line, its width, and the dot at the end (O-10, O-12, O-37). */
const char *menu_fault(struct str body);

/* CRLF lines, and none that old clients take for the end (O-30, O-36). */
const char *text_fault(struct str body);

#endif
