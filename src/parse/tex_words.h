/* SPDX-License-Identifier: ISC */
#ifndef PARSE_TEX_WORDS_H
#define PARSE_TEX_WORDS_H

/*
 * tex_words -- what the commands and signs of TeX stand for.
 */

#include <stdbool.h>

#include "base/str.h"

struct tex_accent {
	char sign;
	const char *mark;  /* combining */
	const char *alone; /* on nothing: "\~{}" */
};

/* What TeX writes so, and we so. */
struct tex_word {
	struct str name;
	struct str text;
};

/* The accent with that name, "'" or "c"; NULL if there is none. */
const struct tex_accent *tex_accent(struct str name);

/* The letter or sign of the command with that name; NULL if it is none. */
const struct tex_word *tex_letter(struct str name);

/* What rest begins with, if it means more than itself: "--". Or NULL. */
const struct tex_word *tex_sign(struct str rest);

/* Whether a command changes how its text looks, not what it says. */
bool tex_is_look(struct str name);

#endif
