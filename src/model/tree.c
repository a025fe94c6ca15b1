/* SPDX-License-Identifier: ISC */
#include "model/tree.h"

#define GEMTEXT_HOME STR("/index")
#define GEMTEXT_SUFFIX STR(".gmi")

struct str
tree_path(struct arena *a, enum tree tree, struct str path)
{
	struct str below = str_eq(path, STR("/")) ? STR("") : path;

	switch (tree) {
	case TREE_ASCII:
		return arena_printf(a, "%.*s%.*s", STR_ARG(TREE_ASCII_ROOT),
		    STR_ARG(below));
	case TREE_GEMTEXT:
		return arena_printf(a, "%.*s%.*s",
		    STR_ARG(below.len > 0 ? below : GEMTEXT_HOME),
		    STR_ARG(GEMTEXT_SUFFIX));
	case TREE_MAIN:
	case TREE_COUNT:
		break;
	}
	return path;
}

bool
tree_page(enum tree tree, struct str path, struct str *page)
{
	struct str home = STR("");

	if (tree == TREE_GEMTEXT && str_ends(path, GEMTEXT_SUFFIX)) {
		*page = str_take(path, path.len - GEMTEXT_SUFFIX.len);
		home = GEMTEXT_HOME;
	} else if (tree == TREE_ASCII && str_starts(path, TREE_ASCII_ROOT)) {
		*page = str_skip(path, TREE_ASCII_ROOT.len);
	} else {
		return false;
	}
	if (str_eq(*page, home))
		*page = STR("/");
	return str_starts(*page, STR("/"));
}
