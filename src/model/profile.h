/* SPDX-License-Identifier: ISC */
#ifndef MODEL_PROFILE_H
#define MODEL_PROFILE_H

/*
 * profile -- what an author's profile text says, as plain data.
 *
 * Made by parse/, read by page/, never changed in between. Everything lives in
 * the arena of the load. All text is valid UTF-8 in NFC without control
 * characters, on one line, with single blanks (G1); only the lines of a
 * NODE_PRE keep their blanks and end in LF each.
 */

#include <stdbool.h>

#include "base/diag.h"
#include "base/str.h"
#include "model/date.h"
#include "model/guarded.h"
#include "model/words.h"

struct link {
	struct str target; /* as written: a URL or a path */
	struct str label;  /* may be empty */
	struct place at;
	struct link *next;
};

struct field {
	enum key key;
	struct str label; /* the key as its author wrote it */
	struct str value;
	struct place at;
	struct field *next;
};

/* A supervised student (G16). What is not known is empty. */
struct student {
	struct str name;
	struct str project;
	struct str degree;
	struct str dates;
	struct str now;
};

enum node_kind {
	NODE_TEXT,    /* a paragraph */
	NODE_ITEM,    /* one item or entry of a list */
	NODE_QUOTE,   /* one line of a quotation; empty between two others */
	NODE_PRE,     /* preformatted lines; alt says what they show */
	NODE_HEADING, /* below the section's own; level 2 or 3 */
	NODE_LINK,    /* a link of its own: `links` holds exactly that one */
};

struct node {
	enum node_kind kind;
	int level;
	struct when when; /* of an entry; it is no part of text (G17) */
	struct str slug;  /* of an entry with a page of its own, or empty */
	struct str text;
	struct str alt;
	struct link *links;	       /* of a paragraph or item (G7) */
	struct field *fields;	       /* of an item, in source order (G9) */
	struct str note;	       /* of an item: what follows its fields */
	const struct student *student; /* in a students section, or NULL */
	unsigned zone;		       /* of its own page: guarded_zone() */
	struct place at;
	struct node *next;
};

/* Where a section is shown (G15). */
enum audience {
	AUDIENCE_GEMINI = 1,
	AUDIENCE_GOPHER = 2,
	AUDIENCE_WEB = 4,
	AUDIENCE_ALL = 7,
};

enum order {
	ORDER_USUAL,  /* newest first for what is dated by its nature */
	ORDER_NEWEST, /* Order: newest */
	ORDER_GIVEN,  /* Order: given */
};

/* Instead of a number of items on the home page. */
#define SECTION_HOME_USUAL (-1) /* nothing said */
#define SECTION_HOME_ALL 10000	/* Home: yes */

/* A text with a title and a page: a part of the profile, or a file. */
struct section {
	enum section_id id;
	struct str title;   /* as written, or the id's usual one */
	struct str slug;    /* unique in the profile, [a-z0-9-]+ */
	struct node *nodes; /* entries in the order to show them in */
	size_t listed;	    /* entries of the bibliography among them */
	unsigned audience;  /* bits AUDIENCE_x */
	int home;	    /* items on the home page, or SECTION_HOME_x */
	enum order order;
	struct date date;   /* of a post in log/ */
	unsigned zone;	    /* site/zones sets it: guarded_zone() */
	struct str address; /* as written: {braces} or Slug; or empty */
	struct place at;
	struct section *next;
};

/* A line for no reader (G4). */
struct comment {
	struct str text; /* as it is in the source, sign and all */
	struct place at;
	struct comment *next;
};

struct bib;

struct profile {
	struct str file;
	struct str root;	  /* in front of all its paths: "", "/zh" */
	struct field *fields;	  /* the header, in source order */
	struct section *sections; /* in source order, none empty of nodes but
				     Publications, until page/cite */
	struct section *pages;	  /* files of the folder pages/, by name */
	struct section *posts;	  /* files of the folder log/, newest first */
	const struct bib *bib;	  /* page/cite adds it; NULL = there is none */
	struct str banner;	  /* site/banner adds it: as of a NODE_PRE */
	bool raw;		  /* read by the rules for raw pages (G19) */
	struct comment *comments; /* for parse/write alone, in source order */

	/* What is in a zone; site/load adds it, NULL = nothing. */
	const struct guarded *guarded;

	/* It and its translations, that at "/" first; NULL = there is one. */
	const struct profile *languages;
	const struct profile *next; /* of these */
};

/* The value of the first header field of that key, or an empty view. */
struct str profile_value(const struct profile *p, enum key key);

/* The first section of that id, or NULL. */
const struct section *profile_section(const struct profile *p,
    enum section_id id);

/* How many nodes of a kind a section has. */
size_t section_count(const struct section *s, enum node_kind kind);

/* BCP 47 tag from the Lang field, "en" without one. */
struct str profile_lang(const struct profile *p);

#endif
