/* SPDX-License-Identifier: ISC */
#ifndef SITE_INVENTORY_H
#define SITE_INVENTORY_H

/*
 * inventory -- what is in each folder of a capsule, as its readers see it.
 */

#include "base/arena.h"
#include "base/names.h"
#include "model/doc.h"
#include "site/files.h"

/* One thing in a folder. */
struct inventory_item {
	struct str path;		 /* where it is asked for: "/d/a.gmi" */
	struct str name;		 /* as the folder has it */
	const struct file *file;	 /* NULL = a folder, or a map */
	const struct doc *doc;		 /* made of it, or NULL */
	struct inventory_folder *folder; /* NULL = it is none */
	struct inventory_item *next;
};

struct inventory_folder {
	struct str path;	      /* "/", "/d" */
	struct str name;	      /* empty = the root */
	struct inventory_item *first; /* in no order */
	size_t count;
	const struct file *head;       /* says what stands above a listing */
	const struct file *tag;	       /* its first line is a title */
	const struct file *index;      /* answers for it, or NULL */
	const struct doc *page;	       /* at its path, or NULL */
	struct doc *listing;	       /* the same, for who makes one */
	struct str title;	       /* for them as well */
	struct inventory_folder *up;   /* NULL = the root */
	struct inventory_folder *next; /* one that was found before */
};

struct inventory {
	struct arena *arena;
	struct names folders;	       /* by path */
	struct inventory_folder *last; /* each before the one it is in */
};

/*
 * Of all files but those that nobody wrote, and of the docs that were made of
 * maps, which are no files.
 */
void inventory_take(struct inventory *inv, struct arena *a, struct doc *docs,
    const struct files *files);

#endif
