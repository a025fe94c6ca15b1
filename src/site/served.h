/* SPDX-License-Identifier: ISC */
#ifndef SITE_SERVED_H
#define SITE_SERVED_H

/*
 * served -- what is at which path of the capsule, before it is published.
 */

#include "base/arena.h"
#include "base/names.h"
#include "model/doc.h"
#include "page/feeds.h"
#include "site/files.h"

struct served {
	char item;
	unsigned views;	   /* in which it is there */
	unsigned trees;	   /* of these on Gopher */
	uint64_t bytes;	   /* of a file to be kept, no page; else 0 */
	struct str gopher; /* where it is there, and as gemtext, if elsewhere */
	struct str form;
	struct str whole; /* the file of a page that only Gopher has */
};

struct served_all {
	struct arena *arena;
	struct names items; /* struct served, by path */
	struct names pages; /* struct doc, by the file of Markdown */
};

void served_init(struct served_all *all, struct arena *a, struct doc *docs,
    const struct files *files, const struct feeds *feeds);

/*
 * What the server would find: at the path itself, as a folder's, as a page's.
 * NULL if nothing is there; else *path is where it is. A page that only Gopher
 * has is found at its file, which is on both.
 */
const struct served *served_find(const struct served_all *all,
    struct str *path);

/* What a link in a page means: between files of Markdown, their pages. */
struct str served_as(const struct served_all *all, const struct doc *from,
    struct str path);

#endif
