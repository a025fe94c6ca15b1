/* SPDX-License-Identifier: ISC */
#ifndef APP_PLANT_H
#define APP_PLANT_H

/*
 * plant -- a static tree as files of a folder, in which others may have theirs.
 *
 * Only what has changed is written: first all of it beside, in a folder
 * ".vitae-new", and when that is on the disk each file is renamed into its
 * place. So a reader sees a file as it was or as it is, never a part, and what
 * fails for want of room changes nothing. Then what an earlier run has written
 * and this one has not is removed, with folders that become empty.
 *
 * Which files are a run's own is in the list ".vitae-export", a path a line. No
 * other file is overwritten, unless it is what would be written, nor removed;
 * no symbolic link below the folder is followed. A run that is killed leaves
 * files that are whole, and a list with all of its own.
 */

#include <stdbool.h>
#include <stddef.h>

#include "site/exported.h"

struct plant_counts {
	size_t written;
	size_t same;
	size_t removed;
};

/*
 * Make the folder, if it is not there, and its files those of the tree. False,
 * with a line in the log, if it cannot be done: a file of somebody else's is in
 * the way, another run is at it, the disk is full.
 */
bool plant_tree(const char *folder, const struct exported *tree,
    struct plant_counts *counts);

#endif
