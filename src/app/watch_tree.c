/* SPDX-License-Identifier: ISC */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/watch_part.h"
#include "base/arena.h"
#include "base/mem.h"
#include "site/load.h"

#define CHANGES                                                           \
	(IN_CREATE | IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB | IN_DELETE | \
	    IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF)

size_t
watches_place(const struct watches *t, int wd, size_t place)
{
	size_t low = 0, high = t->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct watch *w = &t->at[middle];

		if (w->wd < wd || (w->wd == wd && w->place < place))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void
insert(struct watches *t, size_t i, struct watch w)
{
	if (t->count == t->cap) {
		t->cap = t->cap > 0 ? t->cap * 2 : 64;
		t->at = mem_grow(t->at, t->cap, sizeof(*t->at));
	}
	memmove(&t->at[i + 1], &t->at[i], (t->count - i) * sizeof(*t->at));
	t->at[i] = w;
	t->count++;
}

static void
remove_at(struct watches *t, size_t i)
{
	free(t->at[i].path);
	t->count--;
	memmove(&t->at[i], &t->at[i + 1], (t->count - i) * sizeof(*t->at));
}

static char *
copy(struct str path)
{
	char *at = mem_new(path.len + 1, 1);

	if (path.len > 0)
		memcpy(at, path.at, path.len);
	return at;
}

/* False if this walk has been there: two links, or one that leads back up. */
static bool
mark(struct watches *t, int wd, size_t place, struct str path)
{
	size_t i = watches_place(t, wd, place);

	if (i == t->count || t->at[i].wd != wd || t->at[i].place != place) {
		insert(t, i, (struct watch){ wd, place, t->walk, copy(path) });
		return true;
	}
	if (t->at[i].walk == t->walk)
		return false;
	free(t->at[i].path);
	t->at[i].path = copy(path);
	t->at[i].walk = t->walk;
	return true;
}

/*
 * The kernel takes no descriptor for it, but a path; this one cannot lead to
 * anything else. -1 with errno.
 */
static int
watch_beneath(const struct watches *t, const struct folder *folder,
    struct str path)
{
	int fd = folder_directory(folder, path);
	char name[64];
	int wd, error;

	if (fd < 0)
		return -1;
	snprintf(name, sizeof(name), "/proc/self/fd/%d", fd);
	wd = inotify_add_watch(t->fd, name, CHANGES | IN_EXCL_UNLINK);
	error = errno;
	close(fd);
	errno = error;
	return wd;
}

/* Others have gone meanwhile, or are not for us to read. */
static bool
is_fatal(int error, struct str path)
{
	return error == ENOSPC || error == ENOMEM || error == EMFILE ||
	       error == ENFILE || (error == ENOENT && path.len == 0);
}

static bool walk(struct watches *t, size_t place, struct str path,
    struct arena *a, unsigned depth);

static bool
walk_below(struct watches *t, size_t place, struct str path, struct arena *a,
    unsigned depth)
{
	const struct folder *folder = t->all->places[place].folder;
	struct folder_list list;

	if (folder->list(folder, path, a, &list) != FOLDER_OK)
		return true;
	for (size_t i = 0; i < list.count; i++) {
		struct str name = list.at[i].name;

		if (list.at[i].kind == FOLDER_DIRECTORY &&
		    !watched_hides(name) &&
		    !walk(t, place,
			arena_printf(a, "%.*s%s%.*s", STR_ARG(path),
			    path.len > 0 ? "/" : "", STR_ARG(name)),
			a, depth))
			return false;
	}
	return true;
}

/* The watch comes first: what appears while we look is told, or seen. */
static bool
walk(struct watches *t, size_t place, struct str path, struct arena *a,
    unsigned depth)
{
	const struct folder *folder = t->all->places[place].folder;
	int wd = watch_beneath(t, folder, path);

	if (wd < 0)
		return !is_fatal(errno, path);
	if (!mark(t, wd, place, path) || depth == LOAD_DEPTH_MAX)
		return true;
	return walk_below(t, place, path, a, depth + 1);
}

bool
watches_walk(struct watches *t, size_t place, struct str path)
{
	struct arena a;
	bool fine;

	arena_init(&a);
	t->walk++;
	fine = walk(t, place, path, &a, 0);
	arena_release(&a);
	return fine;
}

void
watches_forget(struct watches *t, int wd)
{
	size_t i = watches_place(t, wd, 0);

	while (i < t->count && t->at[i].wd == wd)
		remove_at(t, i);
}

/* What this walk has not come by is watched no more. */
static void
sweep(struct watches *t, unsigned since)
{
	size_t i = 0;

	while (i < t->count) {
		int wd = t->at[i].wd;

		if (t->at[i].walk >= since) {
			i++;
			continue;
		}
		remove_at(t, i);
		i = watches_place(t, wd, 0);
		if (i == t->count || t->at[i].wd != wd)
			inotify_rm_watch(t->fd, wd);
	}
}

bool
watches_walk_all(struct watches *t)
{
	unsigned since = t->walk + 1;

	t->moved = false;
	for (size_t i = 0; i < t->all->count; i++)
		if (!watches_walk(t, i, STR("")))
			return false;
	sweep(t, since);
	return true;
}

struct watches *
watches_new(const struct watched_all *all)
{
	struct watches *t = mem_new(1, sizeof(*t));
	int error;

	t->all = all;
	t->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	if (t->fd >= 0 && watches_walk_all(t))
		return t;
	error = errno;
	watches_free(t);
	errno = error;
	return NULL;
}

void
watches_free(struct watches *t)
{
	if (t == NULL)
		return;
	while (t->count > 0)
		remove_at(t, t->count - 1);
	free(t->at);
	if (t->fd >= 0)
		close(t->fd);
	free(t);
}

/* Such as a disk that was away; one that is watched has a watch at its root. */
bool
watches_seek(struct watches *t, size_t group)
{
	for (size_t p = 0; p < t->all->count; p++) {
		bool known = false;

		if (t->all->places[p].group != group)
			continue;
		for (size_t i = 0; i < t->count && !known; i++)
			known = t->at[i].place == p && t->at[i].path[0] == '\0';
		if (!known && !watches_walk(t, p, STR("")))
			return false;
	}
	return true;
}
