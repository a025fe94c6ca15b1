/* SPDX-License-Identifier: ISC */
#ifndef UNIT_REMOVE_TREE_H
#define UNIT_REMOVE_TREE_H

/*
 * remove_tree -- a test's temporary folder with all that is in it.
 */

#include <ftw.h>
#include <stdio.h>

static inline int
remove_tree_entry(const char *path, const struct stat *st, int kind,
    struct FTW *at)
{
	(void)st;
	(void)kind;
	(void)at;
	return remove(path);
}

/* 0, or another number if something is left; links are not followed. */
static inline int
remove_tree(const char *folder)
{
	return nftw(folder, remove_tree_entry, 16, FTW_DEPTH | FTW_PHYS);
}

#endif
