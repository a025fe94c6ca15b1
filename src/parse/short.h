/* SPDX-License-Identifier: ISC */
#ifndef PARSE_SHORT_H
#define PARSE_SHORT_H

/*
 * short -- a line at the top of a raw page, and what it tells (G19).
 */

#include "model/profile.h"
#include "parse/lines.h"

/* Fits on a terminal, ends no sentence, announces nothing, is no title. */
bool short_fits(const struct line *line);

/*
 * The field that line is, by its form or its words; its key is KEY_FIELD if
 * neither says anything. "Contact: ada@example.org" is an Email of that label.
 */
struct field short_field(const struct line *line);

/* Whether it does say something, and is no piece of running text. */
bool short_is_clear(const struct line *line);

/* Whether it may be of the header at all: it fits, and is no sentence. */
bool short_is_plain(const struct line *line);

/* The menu of a web site: "Home | Publications | Teaching". */
bool short_is_menu(const struct line *line);

#endif
