/* SPDX-License-Identifier: ISC */
#ifndef PARSE_DRAFT_H
#define PARSE_DRAFT_H

/*
 * draft -- a profile while it is being read.
 *
 * Nodes go to the chapter that the last heading opened. Text in front of the
 * first heading, labelled news, and students found in a raw page have chapters
 * of their own, "implied" ones, until draft_finish unites them with a chapter
 * of the same id that the author gave a heading.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "base/diag.h"
#include "model/profile.h"
#include "parse/lines.h"

struct chapter {
	struct section *section;
	struct node **end; /* of section->nodes */
	struct str id;	   /* as written in {braces}, or empty */
	bool implied;
	struct chapter *next;
};

struct draft {
	struct arena *arena;
	struct diags *diags;
	struct profile *profile;
	struct field **fields_end;
	struct chapter *first; /* by place */
	struct chapter *open;  /* NULL before the first heading */
	struct chapter **end;
	struct chapter *news;	  /* where labelled news goes, or NULL */
	struct comment **comment; /* draft_finish's: up to where all are told */
};

void draft_init(struct draft *d, struct arena *a, struct diags *diags,
    struct str file);

/* Append to the header. */
void draft_field(struct draft *d, const struct field *field);

/* The chapter below a heading of level 1. */
void draft_heading(struct draft *d, const struct line *heading);

/* An implied chapter of that id, in the order of places. */
struct chapter *draft_implied(struct draft *d, enum section_id id,
    struct place at);

/* Append a node to the open chapter, or to the news. */
struct node *draft_node(struct draft *d, enum node_kind kind, struct str text,
    struct place at);
struct node *draft_news(struct draft *d, struct str text, struct place at);

/* Chapters to sections: united, named, without the empty ones. */
void draft_finish(struct draft *d);

#endif
