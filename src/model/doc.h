/* SPDX-License-Identifier: ISC */
#ifndef MODEL_DOC_H
#define MODEL_DOC_H

/*
 * doc -- a page before it is written for a protocol: a list of blocks.
 *
 * page/ makes it, site/link completes its links, render/ reads it. A block is
 * one line of gemtext, which is the least of the output forms: what a block
 * says must be complete in one line of text and one link. All text is clean in
 * the sense of model/profile.h.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "model/guarded.h"
#include "model/tree.h"
#include "proto/origin.h"

enum block_kind {
	BLOCK_HEADING, /* level 2 or 3; 1 if the author has several titles */
	BLOCK_TEXT,
	BLOCK_ITEM,
	BLOCK_QUOTE,
	BLOCK_PRE, /* text holds lines, each ending in LF; alt describes them */
	BLOCK_LINK,
};

struct block {
	enum block_kind kind;
	int level;
	struct str text; /* for a link its label, never empty */
	struct str alt;
	bool code;	   /* lines to be read, not a drawing */
	struct str target; /* of a link: URL, or decoded path from the root */
	char item;	   /* of a link: Gopher type, set by site/link */
	struct str own;	   /* the owner's name in text, between underscores */
	struct str label;  /* of one to a file: text, and how large it is */
	bool tight;	   /* no blank line above this block */
	bool nav;	   /* way to another page, or foot: no content */
	unsigned views;	   /* bits 1u << VIEW_x: where it is shown */
	unsigned trees;	   /* of a link: bits 1u << TREE_x its target is in */
	bool crosses;	   /* of a link: it leads into another tree, */
	enum tree into;	   /* this one, in which it is not shown */
	struct str gopher; /* its target on Gopher, if that is another, */
	struct str form;   /* and as gemtext, if not as tree_path() has it */
	struct place at;
	struct block *next;
};

struct menu;

#define ALL_VIEWS ((1u << VIEW_KINDS) - 1)
/* Those of them that images hold. */
#define SERVED_VIEWS ((1u << VIEW_COUNT) - 1)

struct doc {
	struct str path;  /* "/" or "/about", never with a final slash */
	struct str title; /* empty = none: renderers write none */
	struct str lang;
	bool menu;		/* a menu on Gopher, else a text file */
	bool echo;		/* of others' words: its title is searched */
	unsigned views;		/* bits 1u << VIEW_x: where it is a page */
	unsigned trees;		/* bits 1u << TREE_x: its forms on Gopher */
	unsigned zone;		/* guarded_zone() of its path */
	bool folder;		/* on Gemini it is at "/about/" */
	struct str source;	/* of a file: "/about.md"; else empty */
	struct str form;	/* as gemtext, if not as tree_path() has it */
	const struct menu *map; /* shown on Gopher in its stead, or NULL */
	size_t width;		/* columns on Gopher; 0 = GOPHER_WIDTH */
	/* Of a home page, the heading above ways to the same elsewhere. */
	struct block *elsewhere;
	struct block *first;
	struct block *last; /* NULL = none yet */
	struct block **end;
	struct doc *next;
};

/* A page in all views. */
struct doc *doc_new(struct arena *a, struct str path, struct str title,
    struct str lang);

/* Its path in a tree of Gopher. */
struct str doc_path(struct arena *a, const struct doc *doc, enum tree tree);

/*
 * What it is called elsewhere, never empty: its title, or what it begins with
 * if that is a heading, or the last part of its path.
 */
struct str doc_label(const struct doc *doc);

/* Set its zone; one in a zone is a page on Gemini alone (O-55). */
void doc_guard(struct doc *doc, const struct guarded *guarded);

/*
 * Append a block; the caller sets what else it needs. Shown in all views; a
 * heading has level 2. A link without a label is labelled with its target.
 */
struct block *doc_add(struct arena *a, struct doc *doc, enum block_kind kind,
    struct str text);
struct block *doc_add_link(struct arena *a, struct doc *doc, struct str target,
    struct str label);

/* As doc_add_link, a way to another page: ways stand together. */
struct block *doc_add_way(struct arena *a, struct doc *doc, struct str target,
    struct str label);

/* The same, right behind a block of the doc. */
struct block *doc_add_way_behind(struct arena *a, struct doc *doc,
    struct block *block, struct str target, struct str label);

/* The columns of the widest line of a BLOCK_PRE. */
size_t block_width(const struct block *pre);

/* What a link shows: its label, or its text without one. */
struct str block_label(const struct block *link);

/* The first block from this one on that view v shows, or NULL. */
const struct block *block_shown(const struct block *block, enum view v);

/* The same of a tree of Gopher. */
const struct block *block_in_tree(const struct block *block, enum tree tree);

/* The tree that a link in a tree leads to, and its target in a tree. */
enum tree block_leads_to(const struct block *link, enum tree tree);
struct str block_path(struct arena *a, const struct block *link,
    enum tree tree);

#endif
