/* SPDX-License-Identifier: ISC */
#ifndef SITE_MAP_FILES_H
#define SITE_MAP_FILES_H

/*
 * map_files -- the files of a capsule as its Gopher maps see them.
 *
 * Nothing is read from the disk once more: a map can name, include and list
 * what is served, and nothing else. What it includes has FILES_LARGE bytes at
 * most.
 */

#include "base/names.h"
#include "parse/map.h"
#include "site/files.h"

/* All of them, by path and by folder. */
struct map_folders {
	struct names files;   /* struct file, by its path */
	struct names folders; /* struct map_folder, "" = the root */
};

/* Those that one map may see: in its own zone or in none. */
struct map_sight {
	const struct map_folders *all;
	unsigned zone;
	bool listings; /* every folder has a page */
};

void map_folders_init(struct map_folders *all, struct arena *a,
    const struct files *files);

/* Whether path, without a slash at either end, is a folder. */
bool map_folders_has(const struct map_folders *all, struct str path);

/*
 * A listing has the folder's files, but neither its map nor files that nobody
 * wrote, and those folders that have something to be shown for them.
 */
struct map_files map_files_of(const struct map_sight *sight);

#endif
