/* SPDX-License-Identifier: ISC */
#include <errno.h>
#include <fcntl.h>
#include <stdalign.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/watch_part.h"
#include "base/arena.h"

#define EVENTS_SIZE ((size_t)16 << 10)

/* An event at one place of the folder that it is of. */
struct event {
	struct watches *watches;
	const struct watch *at;
	uint32_t mask;
	uint32_t cookie;
	struct str name; /* empty = of the folder itself */
	int64_t now;
};

static void
note(const struct event *e, enum settle_event what)
{
	const struct watched_all *all = e->watches->all;
	const struct happened h = {
		.what = what,
		.folder = e->at->wd,
		.name = e->name,
		.cookie = e->cookie,
	};

	settle_note(&all->settles[all->places[e->at->place].group], &h, e->now);
}

/* It may hold folders that are not watched yet, and files half written. */
static bool
enter(const struct event *e)
{
	struct str above = str_of(e->at->path);
	size_t place = e->at->place;
	struct arena a;
	bool fine;

	note(e, SETTLE_UNSURE);
	arena_init(&a);
	fine = watches_walk(e->watches, place,
	    arena_printf(&a, "%.*s%s%.*s", STR_ARG(above),
		above.len > 0 && e->name.len > 0 ? "/" : "",
		STR_ARG(e->name)));
	arena_release(&a);
	return fine;
}

/* What the name is, not what a link leads to; 0 = it is gone already. */
static mode_t
kind_of(const struct event *e, nlink_t *links)
{
	const struct watched *place = &e->watches->all->places[e->at->place];
	struct stat st = { 0 };
	struct arena a;

	arena_init(&a);
	fstatat(place->folder->root,
	    arena_printf(&a, "%s%s%.*s", e->at->path,
		e->at->path[0] != '\0' ? "/" : "", STR_ARG(e->name))
		.at,
	    &st, AT_SYMLINK_NOFOLLOW);
	arena_release(&a);
	*links = st.st_nlink;
	return st.st_mode & S_IFMT;
}

static bool
of_folder(const struct event *e)
{
	if ((e->mask & (IN_DELETE | IN_MOVED_FROM)) == 0)
		return enter(e);
	note(e, SETTLE_GONE);
	e->watches->moved = e->watches->moved || (e->mask & IN_MOVED_FROM) != 0;
	return true;
}

/* One that has another name already was not made to be written. */
static bool
of_new_file(const struct event *e)
{
	nlink_t links;
	mode_t kind = kind_of(e, &links);

	if (kind == S_IFLNK)
		return enter(e);
	if ((e->mask & IN_CREATE) != 0 && kind == S_IFREG && links == 1)
		note(e, SETTLE_CREATED);
	else
		note(e, SETTLE_MOVED);
	return true;
}

/* A hidden link that takes another's place may be what visible ones go by. */
static bool
of_hidden(const struct event *e)
{
	nlink_t links;

	if ((e->mask & IN_MOVED_TO) != 0 && kind_of(e, &links) == S_IFLNK)
		note(e, SETTLE_UNSURE);
	return true;
}

/* False with errno if no more can be watched. */
static bool
take(const struct event *e)
{
	if (watched_hides(e->name))
		return of_hidden(e);
	if ((e->mask & IN_ISDIR) != 0)
		return of_folder(e);
	if ((e->mask & (IN_CREATE | IN_MOVED_TO)) != 0)
		return of_new_file(e);
	if ((e->mask & IN_MODIFY) != 0)
		note(e, SETTLE_WRITTEN);
	else if ((e->mask & IN_CLOSE_WRITE) != 0)
		note(e, SETTLE_CLOSED);
	else if ((e->mask & (IN_DELETE | IN_MOVED_FROM)) != 0)
		note(e, SETTLE_GONE);
	else
		note(e, SETTLE_TOUCHED);
	return true;
}

/* At each of its places, by number: walks insert others meanwhile. */
static bool
take_everywhere(struct watches *t, const struct inotify_event *is, int64_t now)
{
	struct event e = {
		.watches = t,
		.mask = is->mask,
		.cookie = is->cookie,
		.name = is->len > 0 ? str_of(is->name) : STR(""),
		.now = now,
	};

	for (size_t place = 0; place < t->all->count; place++) {
		size_t i = watches_place(t, is->wd, place);
		struct watch at;

		if (i == t->count || t->at[i].wd != is->wd)
			break;
		place = t->at[i].place;
		at = t->at[i];
		e.at = &at;
		if (!take(&e))
			return false;
	}
	return true;
}

static bool
take_one(struct watches *t, const struct inotify_event *is, int64_t now)
{
	if ((is->mask & IN_Q_OVERFLOW) != 0) {
		watched_unsure(t->all, now);
		t->moved = true;
		return true;
	}
	if ((is->mask & IN_IGNORED) != 0) {
		watches_forget(t, is->wd);
		return true;
	}
	return take_everywhere(t, is, now);
}

static bool
take_all(struct watches *t, const char *bytes, size_t len, int64_t now)
{
	size_t at = 0;

	while (at < len) {
		const struct inotify_event *is =
		    (const struct inotify_event *)(const void *)(bytes + at);

		if (!take_one(t, is, now))
			return false;
		at += sizeof(*is) + is->len;
	}
	return true;
}

bool
watches_look(struct watches *t, int64_t now)
{
	alignas(struct inotify_event) char events[EVENTS_SIZE];
	ssize_t got;

	while ((got = read(t->fd, events, sizeof(events))) > 0)
		if (!take_all(t, events, (size_t)got, now))
			return false;
	if (got < 0 && errno != EAGAIN && errno != EINTR)
		return false;
	return !t->moved || watches_walk_all(t);
}
