/* SPDX-License-Identifier: ISC */
#ifndef PARSE_BIBSCAN_H
#define PARSE_BIBSCAN_H

/*
 * bibscan -- where the things of a .bib file begin and end.
 *
 * BibTeX counts braces, whatever stands in front of them, and one that is
 * missing would swallow the rest of the file. So lines are looked at as well:
 * one that begins as an entry ends the entry above it, and in an entry without
 * an end, one that begins as a field ends the value above it.
 */

#include <stdbool.h>

#include "base/str.h"

/* "@type {" or "@type (" */
struct bib_head {
	struct str type;
	char open;
	size_t len; /* with the opening sign */
};

/* Whether s begins with a head. */
bool bibscan_head(struct str s, struct bib_head *head);

/* Whether s begins with "name = " and what can begin a value. */
bool bibscan_is_field(struct str s);

/*
 * How long the body is that stands in front of s, behind a head; *closed says
 * whether its closing sign is behind it.
 */
size_t bibscan_body(struct str s, char open, bool *closed);

/* As bibscan_body, by braces alone: what is no entry may hold some. */
size_t bibscan_group(struct str s, bool *closed);

/*
 * How long the value is that stands in front of s, behind its opening brace or
 * quote. torn says that the entry around it has no end.
 */
size_t bibscan_value(struct str s, char open, bool torn, bool *closed);

/* How many blanks, line ends among them, s begins with. */
size_t bibscan_blanks(struct str s);

/* How long the name is that s begins with: of a field or string. */
size_t bibscan_name(struct str s);

#endif
