/* SPDX-License-Identifier: ISC */
#ifndef PAGE_FEED_ENTRIES_H
#define PAGE_FEED_ENTRIES_H

/*
 * feed_entries -- what of a profile is an entry of a feed.
 */

#include <stddef.h>

#include "base/arena.h"
#include "base/names.h"
#include "model/profile.h"
#include "model/doc.h"
#include "page/feed.h"
#include "proto/origin.h"

/* Feeds of one view, one after the other. */
struct feed_maker {
	struct arena *arena;
	const struct origin *origin;
	enum view view;
	struct names docs; /* by path */

	/* Of the feed that is being made. */
	struct feed_entry *first;
	struct feed_entry **end;
};

/* With arena, origin and view set. */
void feed_maker_init(struct feed_maker *m, struct doc *docs);

/* Whatever there is in m's view, and in no zone: it stays in source order. */
void feed_add_news(struct feed_maker *m, const struct profile *p);
void feed_add_log(struct feed_maker *m, const struct profile *p);
void feed_add_publications(struct feed_maker *m, const struct profile *p);

/* The views, as bits 1u << VIEW_x, in which there is anything to add. */
unsigned feed_news_views(const struct profile *p);
unsigned feed_log_views(const struct profile *p);
unsigned feed_publications_views(const struct profile *p);

/*
 * The newest of what was added, at most max, newest first; of one day in the
 * order in which they were added (S-08). m begins anew.
 */
struct feed_entry *feed_take(struct feed_maker *m, size_t max);

#endif
