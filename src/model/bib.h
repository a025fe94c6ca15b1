/* SPDX-License-Identifier: ISC */
#ifndef MODEL_BIB_H
#define MODEL_BIB_H

/*
 * bib -- what bibliographies say, as plain data.
 *
 * Made by parse/bibtex, read by page/, never changed in between. Everything
 * lives in the arena of the load. All text but `source` and `value` is clean
 * in the sense of model/profile.h.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/names.h"
#include "base/str.h"

struct bib_field {
	struct str name;  /* in small letters: "booktitle" */
	struct str value; /* TeX, its pieces joined */
	struct str text;  /* the same for readers */
	struct place at;
	struct bib_field *next;
};

struct bib_person {
	struct str name; /* "First von Last, Jr" */
	struct bib_person *next;
};

struct bib_people {
	struct bib_person *first;
	bool others; /* "and others" at the end */
};

/* An @string that something is made of. */
struct bib_use {
	const struct bib_string *string;
	struct bib_use *next;
};

struct bib_string {
	struct str value;     /* TeX, its pieces joined */
	struct str source;    /* as it was written, or empty: a month */
	struct bib_use *uses; /* by its own value */
	size_t number;	      /* from 0; what it uses has a smaller one */
	size_t user;	      /* of use to the reader only */
};

struct bib_entry {
	struct str type;   /* in small letters: "inproceedings" */
	struct str key;	   /* may be empty */
	struct str slug;   /* unique, [a-z0-9-]+ */
	struct str source; /* the entry as it was written, '@' to '}' */
	struct str lines;  /* the same for a fence, as text of a NODE_PRE */
	struct bib_field *fields;
	struct bib_use *uses; /* by its values */
	struct bib_people authors;
	struct bib_people editors;
	const struct bib_entry *parent; /* its crossref, or NULL */
	unsigned zone;			/* of its page: guarded_zone() */
	struct place at;
	struct bib_entry *next;
};

struct bib {
	struct bib_entry *first; /* in source order, keys differ */
	struct bib_entry **end;
	size_t count;
	size_t strings;	   /* how many there were */
	struct names keys; /* entries by key */
};

struct bib_list {
	const struct bib_entry **at;
	size_t count;
};

void bib_init(struct bib *b, struct arena *a);

/* The entry of that key, or NULL. */
const struct bib_entry *bib_entry_of(const struct bib *b, struct str key);

/*
 * The entry's own field of that name, or NULL; the first one if there are
 * several.
 */
const struct bib_field *bib_own(const struct bib_entry *e, struct str name);

/*
 * The text of a field, own or inherited, or an empty view. An entry has from
 * its parent what it does not say itself, but no title, and the parent's title
 * as its booktitle (the rules of BibTeX's styles, and of biblatex).
 */
struct str bib_text(const struct bib_entry *e, struct str name);

/* The first number of four digits in year or date; 0 = there is none. */
unsigned bib_year(const struct bib_entry *e);

/* All entries, latest year first, without a year last, else in their order. */
struct bib_list bib_by_year(struct arena *a, const struct bib *b);

#endif
