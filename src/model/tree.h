/* SPDX-License-Identifier: ISC */
#ifndef MODEL_TREE_H
#define MODEL_TREE_H

/*
 * tree -- the forms in which Gopher has the pages, each a tree of selectors.
 *
 * Gopher can neither name a charset nor say what a heading is. Beside the
 * pages themselves there are hence the same ones spelled in ASCII, for
 * terminals that know nothing else, if the author asks for them, and as
 * gemtext, which Lagrange shows as such where it is told of a text file with
 * that suffix. Links stay in their tree as long as the page they lead to is in
 * it, and lead to the page itself if not.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

enum tree {
	TREE_MAIN,
	TREE_ASCII,   /* "/ascii/about", and "/ascii" for the home page */
	TREE_GEMTEXT, /* "/about.gmi", and "/index.gmi" for the home page */
	TREE_COUNT,
};

#define TREE_ASCII_ROOT STR("/ascii")

/* The path of the page at path, "/" or "/about", in a tree. */
struct str tree_path(struct arena *a, enum tree tree, struct str path);

/*
 * The other way: *page, borrowed, is the path of the page that would be at path
 * in a tree. False if none would.
 */
bool tree_page(enum tree tree, struct str path, struct str *page);

#endif
