/* SPDX-License-Identifier: ISC */
#ifndef SITE_FILES_H
#define SITE_FILES_H

/*
 * files -- what a capsule folder holds beside its source.
 *
 * Every regular file below the root but profile.txt, hidden names and editors'
 * backups. Left out with a warning are those that cannot be read, have
 * names that no request could carry, are profile.txt under another name, or
 * begin as a private key does. Links to folders are followed, so that
 * one folder may be there under two names, but not to one they stand in.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/folder.h"
#include "base/str.h"
#include "site/media.h"

#define FILES_SOURCE STR("profile.txt")

struct file {
	struct str path; /* "files/a b.pdf" */
	struct str bytes;
	struct media media;
	struct str lang; /* of gemtext, if something is said of it */
	unsigned zone;	 /* site/zones sets it: guarded_zone() */
	unsigned trees;	 /* bits 1u << TREE_x: its forms on Gopher */
	bool index;	 /* answers for its folder as well (M-01) */
	struct file *next;
};

struct files {
	struct file *first;
	struct file **end;
	struct file *sources; /* not served as they are: site/sources.h */
	struct file **sources_end;
	size_t bytes;	/* of all of them */
	size_t entries; /* names seen, folders and hidden ones among them */
};

/*
 * The files of the folder, by folder and name, in a. False, with an error in
 * d, if there are more than LOAD_TOTAL_MAX bytes or LOAD_ENTRIES_MAX names.
 */
bool files_find(struct files *files, const struct folder *folder,
    struct arena *a, struct diags *d);

/* Where it is served, as bits 1u << VIEW_x: in a zone on Gemini alone. */
unsigned file_views(const struct file *f);

/* What answers for a folder: its path with a final slash, "" for the root. */
struct str file_folder(const struct file *f);

#endif
