/* SPDX-License-Identifier: ISC */
#ifndef APP_WATCH_PART_H
#define APP_WATCH_PART_H

/*
 * watch_part -- what app/watch.c does by inotify, and by looking.
 */

#include <stdbool.h>
#include <stdint.h>

#include "app/settle.h"
#include "app/watch.h"

/* What the watcher and its parts share; borrowed by these. */
struct watched_all {
	const struct watched *places;
	size_t count;
	struct settle *settles; /* of each group */
	size_t groups;
};

void watched_note(const struct watched_all *all, size_t group,
    enum settle_event what, int64_t now_ms);
/* Nobody knows what has changed, in any of them. */
void watched_unsure(const struct watched_all *all, int64_t now_ms);

/* Whether a name, in any folder, is nothing that a build would look at. */
bool watched_hides(struct str name);

/*
 * By inotify: a folder that is watched, at one of its places. The kernel has
 * one watch for each folder, whatever its names, and whichever host shows it.
 */
struct watch {
	int wd;
	size_t place;
	unsigned walk; /* the last one that came by */
	char *path;    /* a way that leads to it from the place's root */
};

struct watches {
	const struct watched_all *all;
	int fd;
	struct watch *at; /* by wd, then place: new ones come last */
	size_t count;
	size_t cap;
	unsigned walk;
	bool moved; /* folders have: paths may lead to others */
};

/* NULL with errno: there is none, or there are too few watches. */
struct watches *watches_new(const struct watched_all *all);
void watches_free(struct watches *t);

/* Note what has happened; false with errno if it is of no use any more. */
bool watches_look(struct watches *t, int64_t now_ms);

/* Find a folder that was not to be had before; false as above. */
bool watches_seek(struct watches *t, size_t group);

/* Watch what is at a path and below it, or in all places; false as above. */
bool watches_walk(struct watches *t, size_t place, struct str path);
bool watches_walk_all(struct watches *t);

/* The first watch that is not before this one. */
size_t watches_place(const struct watches *t, int wd, size_t place);

/* The kernel has ended it. */
void watches_forget(struct watches *t, int wd);

/*
 * By looking: a number that is another one as soon as anything in the folders
 * of a group is.
 */
uint64_t look_at_group(const struct watched_all *all, size_t group);

/* Whether a disk may be changed by machines of which inotify knows nothing. */
bool look_is_needed(const struct folder *folder);

#endif
