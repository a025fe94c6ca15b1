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

#define FOLDER_PATH_MAX 4095 /* bytes */

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
	uint64_t size;	       /* of a file, in bytes */
	int64_t changed;       /* seconds since 1970; 0 = unknown */
	/*
	 * In nanoseconds, when the bytes of a file were last written, and when
	 * anything of it was changed. 0 = unknown, as of what a link leads to:
	 * that may not be readable when it is so by another link.
	 */
	int64_t written;
	int64_t touched;
};

struct folder_list {
	struct folder_entry *at; /* sorted by name, bytewise */
	size_t count;
	struct folder_id id; /* of the folder itself */
};

/* A regular file, open to be read in pieces. */
struct folder_file {
	int fd;		 /* the caller's to close */
	uint64_t size;	 /* bytes, now */
	int64_t changed; /* seconds since 1970; 0 = unknown */
};

struct folder {
	/* The whole file into *bytes, a NUL behind it, at most max bytes. */
	enum folder_result (*read)(const struct folder *f, struct str path,
	    size_t max, struct arena *a, struct str *bytes);
	/* The file itself, for what is too large to be read at once. */
	enum folder_result (*open)(const struct folder *f, struct str path,
	    struct folder_file *file);
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

/*
 * A descriptor of a directory, beneath folder_open()'s as all access is; the
 * caller's to close. -1 with errno.
 */
int folder_directory(const struct folder *f, struct str path);

/* Whether a path is one as above, and of a file: "" is none. */
bool folder_path_is_sound(struct str path);

bool folder_same(struct folder_id a, struct folder_id b);

/* A few words for a message: "no such file", "permission denied". */
const char *folder_reason(enum folder_result result);

#endif
