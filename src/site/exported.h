/* SPDX-License-Identifier: ISC */
#ifndef SITE_EXPORTED_H
#define SITE_EXPORTED_H

/*
 * exported -- the files of a static tree, before anybody writes them.
 *
 * What a capsule is for servers that know nothing of Vitae: a web server, or
 * the Gemini or Gopher server of a host with many accounts.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/names.h"
#include "base/str.h"

struct exported_file {
	struct str path;  /* "about/index.html": no slash at either end */
	struct str bytes; /* borrowed: they outlive the tree */
	struct exported_file *next;
};

struct exported {
	struct arena *arena; /* of paths and rows */
	struct exported_file *first;
	struct exported_file **end;
	size_t count;
	struct names known; /* files, and the folders they need, by path */
};

void exported_init(struct exported *e, struct arena *a);

/*
 * The path is copied. False, and nothing added, if a file is there already, or
 * if one would have to be a folder as well.
 */
bool exported_add(struct exported *e, struct str path, struct str bytes);

/* Whether there is a file at that path. */
bool exported_has(const struct exported *e, struct str path);

#endif
