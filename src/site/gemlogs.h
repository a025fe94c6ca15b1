/* SPDX-License-Identifier: ISC */
#ifndef SITE_GEMLOGS_H
#define SITE_GEMLOGS_H

/*
 * gemlogs -- feeds of pages that were not made of a profile.
 *
 * A page of gemtext, Markdown or a map, or a listing, with a link whose label
 * begins with a day, "2024-05-01 Title", is one that readers can subscribe to
 * (the gemsub convention); it gets an Atom feed on each protocol that has the
 * page: "/log/atom.xml" of a folder's, "/posts.xml" of "/posts.gmi". The page
 * itself is the menu on Gopher. A page that another one lists in this way is a
 * post, and gets none unless it is a folder's: many posts lead to the one
 * before. Where something stands under a feed's path already, that stays.
 *
 * An entry is what its page says, where that is one of this capsule; else its
 * link and title alone. Nothing of a zone is in it (O-55).
 */

#include "base/arena.h"
#include "base/str.h"
#include "model/doc.h"
#include "model/profile.h"
#include "page/feeds.h"
#include "proto/origin.h"
#include "site/files.h"
#include "site/policy.h"

/* Bytes of a text in a feed, and of all of them; for more there is a link. */
#define GEMLOGS_TEXT_MAX FILES_LARGE
#define GEMLOGS_ALL_MAX ((size_t)32 << 20)

struct gemlogs {
	struct arena *arena;
	const struct profile *profile; /* who writes; may say nothing */
	const struct origin *origin;
	const struct policy *policy; /* NULL = none */
	struct str lang;	     /* of files that say none; or empty */
};

/*
 * Append the feeds of pages, which are the last of docs, to those of the
 * profile. The links of docs are not completed yet. A page gets a way to its
 * feed, but where it is gemtext, which stays as it is.
 */
void gemlogs_add(const struct gemlogs *g, const struct doc *docs,
    struct doc *pages, const struct files *files, struct feeds *feeds);

#endif
