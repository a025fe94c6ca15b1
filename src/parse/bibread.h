/* SPDX-License-Identifier: ISC */
#ifndef PARSE_BIBREAD_H
#define PARSE_BIBREAD_H

/*
 * bibread -- a .bib file while it is being read, and the fields in it.
 */

#include "parse/bibtex.h"

#define BIB_SHOWN 40 /* columns of the source in a message */

struct bibread {
	struct bibtex *to;
	struct str text;
	size_t at;	/* what comes next, */
	size_t end;	/* up to here: the file, or an entry's body */
	size_t counted; /* the byte that place is of */
	struct place place;
	struct bib_use *uses; /* of strings in what is being read */
	bool torn;	      /* the entry has no end, */
	bool told;	      /* and that was said */
	bool open_comment;    /* an @comment had no end */
	bool full;	      /* there is no room for another entry */
};

/* What is left up to the end, its first character, and over its blanks. */
struct str bibread_rest(const struct bibread *r);
char bibread_char(const struct bibread *r);
void bibread_blanks(struct bibread *r);

/* The place of a byte, which is not in front of one asked for before. */
struct place bibread_place(struct bibread *r, size_t at);

/* The first line of text, or of it what a message may need. */
struct str bibread_line(struct str text);

/* What text begins with, clean and short enough for a message. */
struct str bibread_shown(struct bibread *r, struct str text);

/* A warning [bib-syntax]: what, and of which text. */
void bibread_warn(struct bibread *r, struct place at, const char *what,
    struct str of);

/* name in small letters, and clean. */
struct str bibread_lower(struct arena *a, struct str name);

/*
 * Read the next field; its text is left to the caller. What is no field is
 * left out with a warning. False at the end.
 */
bool bibread_field(struct bibread *r, struct bib_field *field);

#endif
