/* SPDX-License-Identifier: ISC */
#ifndef SITE_NATIVE_H
#define SITE_NATIVE_H

/*
 * native -- files that are pages or menus of their own.
 *
 * Gemtext is Gemini's and a gophermap is Gopher's: each is served there as its
 * author wrote it, and on the other protocol as a page made of it. Markdown is
 * a page on both.
 */

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "model/doc.h"
#include "model/guarded.h"
#include "proto/origin.h"
#include "site/files.h"
#include "site/policy.h"

struct native {
	struct arena *arena;
	struct diags *diags;
	const struct origin *origin;
	const struct guarded *guarded; /* NULL = nothing is */
	const struct policy *policy;   /* NULL = none */
	struct str lang;	       /* of files that say none; or empty */
};

/*
 * docs, the pages of the profile or NULL, with those of files behind them:
 *
 *	a.gmi		on Gopher "/a", of which the file is the gemtext form
 *	a.md		"/a"; the file stays where it is
 *	gophermap	its folder, index.gph as well; not on Gemini where that
 *			has an index.gmi
 *	a.gophermap	"/a.gophermap", a.gph as well
 *	index.gmi	its folder, if no map has it; index.md and then
 *			README.md if there is no index.gmi either
 *
 * Where a page, file, folder or rule has the path already, a file stays what it
 * is without that, and a map, which is nothing else, is a warning [path-taken].
 * Maps are taken out of files (O-27). What is in a zone is on Gemini alone.
 */
struct doc *native_add(const struct native *n, struct doc *docs,
    struct files *files);

#endif
