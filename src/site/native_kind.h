/* SPDX-License-Identifier: ISC */
#ifndef SITE_NATIVE_KIND_H
#define SITE_NATIVE_KIND_H

/*
 * native_kind -- which files are pages or menus of their own, by their names.
 */

#include "site/files.h"

/* In the order in which they may have a path. */
enum native_kind {
	NATIVE_GOPHERMAP,
	NATIVE_GPH,
	NATIVE_GEMTEXT,
	NATIVE_INDEX, /* of Markdown, as are all below */
	NATIVE_README,
	NATIVE_MARKDOWN,
	NATIVE_NONE,
};

enum native_kind native_kind(const struct file *f);

/* Whether a file of that name is the page of its folder. */
bool native_is_index(struct str name);

/* Whether it is a map, and the folder's at that. */
bool native_is_map(struct str name);

/* Whether a page may be made of the file at path, which takes all its bytes. */
bool native_is_source(struct str path);

#endif
