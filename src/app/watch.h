/* SPDX-License-Identifier: ISC */
#ifndef APP_WATCH_H
#define APP_WATCH_H

/*
 * watch -- notices that something below a folder has changed, and has settled.
 *
 * By inotify where there is one, else by looking at names, sizes and times
 * every WATCH_POLL_MS; polling also takes over when the system has no watches
 * left, and for disks of other machines, which the log says once. Folders are
 * in groups, such as all that one host shows: a group settles as a whole.
 *
 * Editors save in many ways: writing to the file, truncating it first, renaming
 * another over it, with backups and locks beside it. So a change counts when
 * nothing more has happened for WATCH_QUIET_MS, no file is open that something
 * was just written to, and no name has just gone that may come back. While ever
 * more changes, one after the other, they count after WATCH_LATEST_MS: the
 * build reads what is there, and another follows. What is hidden or an editor's
 * backup does not count.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/folder.h"

#define WATCH_QUIET_MS 30
#define WATCH_AGAIN_MS 250 /* in which what is gone or half known comes back */
#define WATCH_LATEST_MS 2000
#define WATCH_OPEN_MS 30000 /* even files that are being written count */
#define WATCH_POLL_MS 2000

/* A folder on the disk, borrowed, with a descriptor of its own. */
struct watched {
	const struct folder *folder;
	size_t group;
};

struct watcher;

/*
 * Of groups 0 to groups - 1; the places are borrowed. What changes from now on
 * counts.
 */
struct watcher *watcher_new(const struct watched *places, size_t count,
    size_t groups);
void watcher_free(struct watcher *w);

/* From now on look every WATCH_POLL_MS. */
void watcher_poll(struct watcher *w);

/* To be waited for (readable); -1 = none: only time passes. */
int watcher_fd(const struct watcher *w);

/*
 * Look now: a group that has changed and settled, -1 = none. *wait_ms is how
 * long to wait for the next look if nothing happens before; INT64_MAX = for
 * ever.
 */
int watcher_look(struct watcher *w, int64_t now_ms, int64_t *wait_ms);

/* Whether, at that look, a group had changed and not settled. */
bool watcher_is_waiting(const struct watcher *w, size_t group);

/* A build is about to read that group: what changes from now on counts. */
void watcher_seen(struct watcher *w, size_t group);

#endif
