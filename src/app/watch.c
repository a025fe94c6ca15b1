/* SPDX-License-Identifier: ISC */
#include "app/watch.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "app/watch_part.h"
#include "base/log.h"
#include "base/mem.h"
#include "site/files.h"
#include "site/listings.h"

struct watcher {
	struct watched_all all;
	struct watches *watches; /* NULL = we look ourselves: the next two */
	uint64_t *sums;		 /* of each group, at the last look */
	int64_t *looked_at;	 /* when that was, ms */
};

bool
watched_hides(struct str name)
{
	return files_hide(name) && !listings_is_head(name);
}

void
watched_note(const struct watched_all *all, size_t group,
    enum settle_event what, int64_t now)
{
	const struct happened h = { .what = what };

	settle_note(&all->settles[group], &h, now);
}

void
watched_unsure(const struct watched_all *all, int64_t now)
{
	for (size_t i = 0; i < all->groups; i++)
		watched_note(all, i, SETTLE_UNSURE, now);
}

static bool
is_elsewhere(const struct watched_all *all)
{
	for (size_t i = 0; i < all->count; i++)
		if (look_is_needed(all->places[i].folder))
			return true;
	return false;
}

void
watcher_poll(struct watcher *w)
{
	watches_free(w->watches);
	w->watches = NULL;
	for (size_t i = 0; i < w->all.groups; i++)
		w->sums[i] = look_at_group(&w->all, i);
}

static void
fall_back(struct watcher *w, const char *why)
{
	log_line("changes of folders are looked for every %d s: %s",
	    WATCH_POLL_MS / 1000, why);
	watcher_poll(w);
}

/* ENOSPC has nothing to do with the disk here: inotify_add_watch(2). */
static const char *
reason(int error)
{
	return error == ENOSPC ? "no watches are left, of as many as "
				 "fs.inotify.max_user_watches says"
			       : strerror(error);
}

struct watcher *
watcher_new(const struct watched *places, size_t count, size_t groups)
{
	struct watcher *w = mem_new(1, sizeof(*w));

	w->all = (struct watched_all){
		.places = places,
		.count = count,
		.settles = mem_new(groups, sizeof(*w->all.settles)),
		.groups = groups,
	};
	w->sums = mem_new(groups, sizeof(*w->sums));
	w->looked_at = mem_new(groups, sizeof(*w->looked_at));
	if (is_elsewhere(&w->all)) {
		fall_back(w, "a disk that other machines may write to");
		return w;
	}
	w->watches = watches_new(&w->all);
	if (w->watches == NULL)
		fall_back(w, reason(errno));
	return w;
}

void
watcher_free(struct watcher *w)
{
	if (w == NULL)
		return;
	watches_free(w->watches);
	for (size_t i = 0; i < w->all.groups; i++)
		settle_release(&w->all.settles[i]);
	free(w->all.settles);
	free(w->sums);
	free(w->looked_at);
	free(w);
}

int
watcher_fd(const struct watcher *w)
{
	return w->watches != NULL ? w->watches->fd : -1;
}

/* Once more before long, if something has changed: it may go on. */
static int64_t
next_look(const struct watcher *w, size_t group)
{
	bool changed = w->all.settles[group].changed;

	return w->looked_at[group] + (changed ? WATCH_AGAIN_MS : WATCH_POLL_MS);
}

static void
look(struct watcher *w, size_t group, int64_t now)
{
	uint64_t sum;

	if (now < next_look(w, group))
		return;
	sum = look_at_group(&w->all, group);
	if (sum != w->sums[group])
		watched_note(&w->all, group, SETTLE_UNSURE, now);
	w->sums[group] = sum;
	w->looked_at[group] = now;
}

/* No watches left: what has happened since may be anything. */
static void
take_events(struct watcher *w, int64_t now)
{
	if (watches_look(w->watches, now))
		return;
	fall_back(w, reason(errno));
	watched_unsure(&w->all, now);
}

/* When to look at a group again; it has settled if that is now or before. */
static int64_t
time_of(struct watcher *w, size_t group, int64_t now, bool *settled)
{
	int64_t at;

	if (w->watches == NULL)
		look(w, group, now);
	at = settle_at(&w->all.settles[group]);
	*settled = at <= now;
	if (w->watches == NULL && at > next_look(w, group))
		at = next_look(w, group);
	return at;
}

int
watcher_look(struct watcher *w, int64_t now, int64_t *wait_ms)
{
	int64_t next = INT64_MAX;
	int settled = -1;

	if (w->watches != NULL)
		take_events(w, now);
	for (size_t i = 0; i < w->all.groups; i++) {
		bool has_settled;
		int64_t at = time_of(w, i, now, &has_settled);

		if (has_settled && settled < 0)
			settled = (int)i;
		if (at < next)
			next = at;
	}
	*wait_ms = next;
	if (next != INT64_MAX)
		*wait_ms = next > now ? next - now : 0;
	return settled;
}

bool
watcher_is_waiting(const struct watcher *w, size_t group)
{
	return w->all.settles[group].changed;
}

void
watcher_seen(struct watcher *w, size_t group)
{
	if (w->watches != NULL && !watches_seek(w->watches, group))
		fall_back(w, reason(errno));
	settle_clear(&w->all.settles[group]);
}
