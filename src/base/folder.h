/* SPDX-License-Identifier: ISC */
#ifndef BASE_FOLDER_H
#define BASE_FOLDER_H

/*
 * folder -- the capsule's files, read beneath their root.
 *
 * The one seam between the builder and the file system, so that tests can put
 * a folder of their own, or one whose third call fails, in its place. A path
 * is relative to the root, in segments divided by '/', without "." or "..";
 * "" is the root itself.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

enum folder_result {
	FOLDER_OK,
	FOLDER_MISSING,
	FOLDER_DENIED,	 /* not readable for this user */
	FOLDER_SPECIAL,	 /* FIFO, socket, device: never opened for reading */
	FOLDER_OUTSIDE,	 /* a symbolic link that leaves the root */
	FOLDER_TOO_LONG, /* more bytes than the caller takes */
	FOLDER_FAILED,	 /* anything else: I/O error, descriptor limit */
};

enum folder_kind {
	FOLDER_FILE,
	FOLDER_DIRECTORY,
	FOLDER_OTHER,
};

/* Equal for all names of one file or folder: two links, a link's target. */
struct folder_id {
	uint64_t device;
	uint64_t inode;
};

struct folder_entry {
	struct str name;
	enum folder_kind kind; /* of what a symbolic link points to */
	struct folder_id id;   /* that one's, too; zeros if it is not there */
};

struct folder_list {
	struct folder_entry *at; /* sorted by name, bytewise */
	size_t count;
	struct folder_id id; /* of the folder itself */
};

struct folder {
	/* The whole file into *bytes, a NUL behind it, at most max bytes. */
	enum folder_result (*read)(const struct folder *f, struct str path,
	    size_t max, struct arena *a, struct str *bytes);
	/* What a directory holds, without "." and "..". */
	enum folder_result (*list)(const struct folder *f, struct str path,
	    struct arena *a, struct folder_list *list);
	int root;	/* folder_open's: the directory */
	const void *of; /* a double's own data */
};

/*
 * The directory at path; false, with errno set, if it cannot be opened. All
 * later access stays beneath it (openat2 RESOLVE_BENEATH), never blocks on a
 * FIFO (O_NONBLOCK) and reads regular files only.
 */
bool folder_open(struct folder *f, const char *path);
void folder_close(struct folder *f);

bool folder_same(struct folder_id a, struct folder_id b);

/* A few words for a message: "no such file", "permission denied". */
const char *folder_reason(enum folder_result result);

#endif
