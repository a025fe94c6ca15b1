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
#include "site/eyes.h"
#include "site/media.h"

struct memory;

#define FILES_SOURCE STR("profile.txt")

struct file {
	struct str path;  /* "files/a b.pdf" */
	struct str bytes; /* all of it; of a large one how it begins */
	uint64_t size;	  /* bytes */
	int64_t changed;  /* seconds since 1970; 0 = unknown */
	uint64_t version; /* site/unchanged: of the bytes; 0 = not known */
	bool large;	  /* it stays in its folder */
	struct media media;
	enum scan_kind kind; /* of text: what its bytes are */
	struct str lang;     /* of gemtext, if something is said of it */
	unsigned zone;	     /* site/zones sets it: guarded_zone() */
	unsigned trees;	     /* bits 1u << TREE_x: its forms on Gopher */
	bool index;	     /* answers for its folder as well (M-01) */
	bool paged;	     /* Gopher has a page in its stead */
	bool mapped;	     /* its folder is a map's on Gopher */
	bool made;	     /* its author did not write it: site/extras */
	struct file *next;
};

struct files {
	struct file *first;
	struct file **end;
	struct file *sources; /* not served as they are: site/sources.h */
	struct file **sources_end;
	struct file *heads; /* nor these: site/listings.h */
	struct file **heads_end;
	size_t bytes;	/* of all of them */
	size_t entries; /* names seen, folders and hidden ones among them */

	const struct folder *folder; /* where the large ones are */
};

/* Bytes above which a file may be large, and no map includes it. */
#define FILES_LARGE ((size_t)64 << 10)

/*
 * The files of the folder, by folder and name, in a. With stream, those above
 * FILES_LARGE bytes which no page is made of stay where they are: they are
 * large, whatever their size, and of these files->bytes counts what is kept.
 * Others may have LOAD_FILE_MAX bytes. False, with an error in d, if there are
 * more than LOAD_TOTAL_MAX bytes or LOAD_ENTRIES_MAX names.
 */
bool files_find(struct files *files, const struct folder *folder,
    bool stream, const struct eyes *eyes, struct memory *memory,
    struct arena *a, struct diags *d);

/*
 * Whether a name is a dot file's, or what editors leave beside the files they
 * save.
 */
bool files_hide(struct str name);

/*
 * Where it is served, and where it answers for its folder, as bits
 * 1u << VIEW_x: in a zone on Gemini alone.
 */
unsigned file_views(const struct file *f);
unsigned file_index_views(const struct file *f);

/* Its name in its folder. */
struct str file_name(const struct file *f);

/* What answers for a folder: its path with a final slash, "" for the root. */
struct str file_folder(const struct file *f);

#endif
