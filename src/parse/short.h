/* SPDX-License-Identifier: ISC */
#ifndef PARSE_SHORT_H
#define PARSE_SHORT_H

/*
 * short -- a line at the top of a raw page, and what it tells (G19).
 */

#include "model/profile.h"
#include "parse/lines.h"

/*
 * The field that line is, by its form or its words; its key is KEY_FIELD if
 * neither says anything. "Contact: ada@example.org" is an Email of that label.
 */
struct field short_field(const struct line *line);

struct short_line {
	struct field field; /* as short_field has it; of one that fits */
	bool fits;	    /* narrow; no title, no end of a sentence */
	bool plain;	    /* it may be of the header: it fits, no sentence */
	bool clear;	    /* it says what it is, and is no piece of text */
};

struct short_line short_read(const struct line *line);

/* The menu of a web site: "Home | Publications | Teaching". */
bool short_is_menu(const struct line *line);

#endif
