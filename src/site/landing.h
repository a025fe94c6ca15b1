/* SPDX-License-Identifier: ISC */
#ifndef SITE_LANDING_H
#define SITE_LANDING_H

/*
 * landing -- what readers find where a link leads, before it is completed.
 *
 * Gemtext is a page on Gopher and a file on Gemini, and a folder is one thing
 * with and without its slash: here each is one thing, with the path that it
 * has on either protocol.
 */

#include "base/arena.h"
#include "base/names.h"
#include "base/str.h"
#include "model/doc.h"
#include "proto/origin.h"
#include "site/files.h"

struct landing {
	struct str path;   /* decoded; a folder's ends in a slash */
	struct str gopher; /* the same on Gopher */
	char item;
	unsigned views; /* bits 1u << VIEW_x: where it is there */
	unsigned zone;
	const struct doc *doc;	 /* the page, or NULL */
	const struct file *file; /* what is served as it is, or NULL */
};

struct landings {
	struct arena *arena;
	const struct origin *origin;
	struct names names;
};

/* All that is borrowed. */
void landings_init(struct landings *l, struct arena *a, const struct origin *o,
    const struct doc *docs, const struct files *files);

/* What stands at a decoded path, with or without a final slash, or NULL. */
const struct landing *landings_find(const struct landings *l, struct str path);

/*
 * Where a link leads, by its target as parse/ leaves it: a URL, which may be
 * one of ours on Gemini, or an encoded path from the root. NULL if that is
 * elsewhere or nowhere.
 */
const struct landing *landings_of(const struct landings *l,
    struct str target);

#endif
