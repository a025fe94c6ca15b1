/* SPDX-License-Identifier: ISC */
#ifndef BASE_MOUNTS_H
#define BASE_MOUNTS_H

/*
 * mounts -- several folders seen as one.
 *
 * A mount puts a folder, such as one of the web site, under a path of the root.
 * What the root itself has there is hidden by it. Each folder is read beneath
 * its own root: no link leads from one into another.
 */

#include "base/folder.h"

struct mount {
	struct str path; /* "papers", "a/b": no slash at either end */
	const struct folder *folder;
};

struct mounts {
	const struct folder *root;
	const struct mount *at; /* no path is in another, nor there twice */
	size_t count;
};

/* Whether path is the folder above, or in it: *rest is its path there. */
bool mounts_covers(struct str above, struct str path, struct str *rest);

/* f views m, which must stay as it is; nothing is to be closed. */
void mounts_folder(struct folder *f, const struct mounts *m);

#endif
