/* SPDX-License-Identifier: ISC */
#ifndef SITE_SHELF_H
#define SITE_SHELF_H

/*
 * shelf -- all that a front answers from: images, their searches, their lists.
 *
 * One shelf is one capsule; a server has one for each virtual host. The search
 * is at "search", the further pages of its results at "search/2" and so on; no
 * page or file can have these keys. If Gopher has pages in ASCII, so has it the
 * search, at "ascii/search".
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/folder.h"
#include "base/str.h"
#include "model/tree.h"
#include "proto/origin.h"
#include "site/image.h"
#include "site/members.h"
#include "site/search.h"

#define SHELF_SEARCH STR("search")

struct shelf {
	const struct image *image;
	struct search *search; /* NULL = none */
	/* Of each zone of the image; NULL = nobody is let in anywhere. */
	const struct members *members;
	/* Where the image's RESOURCE_FILEs are; NULL = nowhere. */
	const struct folder *folder;
};

struct shelves {
	const struct shelf *at; /* the first answers who names no host */
	size_t count;
};

#define SHELF_NONE (-1)

/*
 * Which shelf answers to a host name in canonical form: one that has just this
 * name, else one with "*." and all of it behind the first dot, else one with
 * "*". SHELF_NONE if none does.
 */
int shelves_find(const struct shelves *shelves, struct str host);

struct found {
	size_t search;		  /* a page of results, from 1; 0 = none */
	enum tree tree;		  /* of the search, on Gopher */
	struct resource resource; /* unless it is the search */
};

/* Whether it is there to be read over that protocol. */
bool shelf_has_view(const struct shelf *shelf, enum view v);

/* The file of a RESOURCE_FILE: FOLDER_MISSING without a folder. */
enum folder_result shelf_open(const struct shelf *shelf,
    const struct resource *resource, struct folder_file *file);

/* What is under key in a view, as image_find() wants it. False if nothing. */
bool shelf_find(const struct shelf *shelf, enum view v, struct str key,
    struct found *found);

/*
 * The path of the page or file that the one at path, decoded, is a form of on
 * Gopher; path itself, borrowed, if it is none.
 */
struct str shelf_usual_path(const struct shelf *shelf, struct str path);

/*
 * Whether key, without slashes at either end, is the search's; *page, from 1,
 * is the page of results it asks for.
 */
bool shelf_is_search(struct str key, size_t *page);

#endif
