/* SPDX-License-Identifier: ISC */
#ifndef PAGE_FEEDS_H
#define PAGE_FEEDS_H

/*
 * feeds -- which feeds a profile has, and what stands in them.
 *
 * In them is what has a day: news and posts as their pages list them (S-16),
 * and publications with at least a year. A feed stands below the page that
 * says the same, "/news/atom.xml", and one of all of them at the root of each
 * language, "/zh/atom.xml". Publications have pages in one language only, and
 * so one feed, but are also in the feed of everything of each translation.
 *
 * The tinylog is the news once more, on Gemini, for those who ask for it with
 * "Tinylog: yes".
 */

#include "base/arena.h"
#include "model/profile.h"
#include "model/doc.h"
#include "page/feed.h"
#include "proto/origin.h"

#define FEEDS_ENTRIES 50 /* the newest; a feed says what is new, not all */

enum feeds_kind {
	FEEDS_ALL,
	FEEDS_NEWS,
	FEEDS_LOG,
	FEEDS_PUBLICATIONS,
	FEEDS_TINYLOG,
	FEEDS_COUNT,
};

/* Where a feed of the profile stands; empty if nothing would be in it. */
struct str feeds_path(struct arena *a, const struct profile *p,
    enum feeds_kind kind);

/* Append to that page of docs which says the same as a feed a link to it. */
void feeds_add_ways(struct arena *a, struct doc *docs,
    const struct profile *p);

/* The first feed of each view; the others are linked by next. */
struct feeds {
	struct feed *of[VIEW_KINDS];
};

/*
 * The feeds of p and its translations, newest entries first. docs are their
 * pages, of which those that a view shows are the contents; an entry says its
 * day itself, so they begin behind it.
 */
struct feeds feeds_of(struct arena *a, const struct profile *p,
    struct doc *docs, const struct origin *o);

#endif
