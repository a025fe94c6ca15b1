/* SPDX-License-Identifier: ISC */
#ifndef UNIT_WATCHED_FOLDER_H
#define UNIT_WATCHED_FOLDER_H

/*
 * watched_folder -- a real folder that is saved to, step by step, in all the
 * ways there are.
 *
 * Time is ours: what the kernel tells is real, when it was is said.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "app/watch.h"
#include "site/files.h"
#include "unit/remove_tree.h"
#include "unit/unit.h"

#define STEP_MS 40 /* more than is waited for when nothing is half done */
#define SETTLED_IN_MS 4000
#define STEPS_MAX 12

/* A page is whole if it ends so. */
#define WHOLE "\nend\n"

enum step_kind {
	STEP_NONE,
	STEP_CREATE, /* open, empty, to be written; STEP_PUT is to it */
	STEP_APPEND, /* open what is there */
	STEP_PUT,    /* text b */
	STEP_CLOSE,
	STEP_RENAME, /* to b */
	STEP_REMOVE,
	STEP_SYMLINK, /* to b */
	STEP_LINK,    /* to b: a second name */
	STEP_FOLDER,
	STEP_EXCHANGE, /* with b, both in one go */
};

struct step {
	enum step_kind kind;
	const char *a;
	const char *b;
};

struct watched_folder {
	char path[64];
	struct folder folder;
	struct watched place;
	struct watcher *watcher;
	int64_t now;
	int open; /* by the last step that opened something */
	int builds;
	char built[128]; /* what the last of them read of the page */
};

static inline void
put_file(const struct watched_folder *f, const char *name, const char *text)
{
	int at = openat(f->folder.root, name, O_WRONLY | O_CREAT | O_TRUNC,
	    0644);

	assert_true(at >= 0);
	assert_int_equal(write(at, text, strlen(text)), strlen(text));
	close(at);
}

static inline void
watched_make(struct watched_folder *f)
{
	*f = (struct watched_folder){ .open = -1, .now = 1000 };
	snprintf(f->path, sizeof(f->path), "/tmp/vitae-watch-XXXXXX");
	assert_non_null(mkdtemp(f->path));
	assert_true(folder_open(&f->folder, f->path));
}

static inline void
watched_begin(struct watched_folder *f, bool polled)
{
	f->place = (struct watched){ &f->folder, 0 };
	f->watcher = watcher_new(&f->place, 1, 1);
	if (polled)
		watcher_poll(f->watcher);
}

static inline void
watched_remove(struct watched_folder *f)
{
	watcher_free(f->watcher);
	folder_close(&f->folder);
	remove_tree(f->path);
}

static inline int
step_open(struct watched_folder *f, const char *name, int how)
{
	f->open = openat(f->folder.root, name, O_WRONLY | O_CREAT | how, 0644);
	return f->open < 0 ? -1 : 0;
}

static inline int
step_result(struct watched_folder *f, const struct step *s)
{
	const int root = f->folder.root;

	switch (s->kind) {
	case STEP_NONE:
		return 0;
	case STEP_CREATE:
		return step_open(f, s->a, O_TRUNC);
	case STEP_APPEND:
		return step_open(f, s->a, O_APPEND);
	case STEP_PUT:
		return write(f->open, s->b, strlen(s->b)) < 0 ? -1 : 0;
	case STEP_CLOSE:
		return close(f->open);
	case STEP_RENAME:
		return renameat(root, s->a, root, s->b);
	case STEP_REMOVE:
		return unlinkat(root, s->a, 0);
	case STEP_SYMLINK:
		return symlinkat(s->b, root, s->a);
	case STEP_LINK:
		return linkat(root, s->b, root, s->a, 0);
	case STEP_FOLDER:
		return mkdirat(root, s->a, 0755);
	case STEP_EXCHANGE:
		return renameat2(root, s->a, root, s->b, RENAME_EXCHANGE);
	}
	return -1;
}

/* What is opened stays so. The disk's clock has coarse ticks. */
static inline void
do_step(struct watched_folder *f, const struct step *s)
{
	const struct timespec tick = { .tv_nsec = 5000000 };

	if (watcher_fd(f->watcher) < 0)
		nanosleep(&tick, NULL);
	if (step_result(f, s) != 0)
		fail_msg("step %d: %s", s->kind, strerror(errno));
}

/* Everything that a build would read now has to be whole. */
static inline void
check_whole(const struct watched_folder *f, struct str path, const char *why)
{
	struct folder_list list;
	struct arena a;

	arena_init(&a);
	if (f->folder.list(&f->folder, path, &a, &list) != FOLDER_OK)
		list.count = 0; /* a link to elsewhere */
	for (size_t i = 0; i < list.count; i++) {
		struct str name = list.at[i].name, text = { NULL, 0 };
		struct str whole = arena_printf(&a, "%.*s%s%.*s",
		    STR_ARG(path), path.len > 0 ? "/" : "", STR_ARG(name));

		if (files_hide(name) || path.len > 32) /* a link round */
			continue;
		if (list.at[i].kind == FOLDER_DIRECTORY) {
			check_whole(f, whole, why);
		} else if (str_ends(name, STR(".gmi"))) {
			f->folder.read(&f->folder, whole, 4096, &a, &text);
			if (!str_ends(text, STR(WHOLE)))
				fail_msg("%s: a build of %.*s: \"%.*s\"", why,
				    STR_ARG(whole), STR_ARG(text));
		}
	}
	arena_release(&a);
}

static inline void
build(struct watched_folder *f, const char *page, const char *why)
{
	struct str text = { NULL, 0 };
	struct arena a;

	f->builds++;
	check_whole(f, STR(""), why);
	if (page == NULL)
		return;
	arena_init(&a);
	check_row(f->folder.read(&f->folder, str_of(page), 4096, &a, &text) ==
		      FOLDER_OK,
	    why);
	snprintf(f->built, sizeof(f->built), "%.*s", STR_ARG(text));
	arena_release(&a);
}

/* Let so much time pass; what settles meanwhile is built. */
static inline void
let_pass(struct watched_folder *f, int64_t ms, const char *page,
    const char *why)
{
	const int64_t end = f->now + ms;
	int64_t wait;

	while (f->now <= end) {
		if (watcher_look(f->watcher, f->now, &wait) == 0) {
			watcher_seen(f->watcher, 0);
			build(f, page, why);
		}
		f->now += 10;
	}
}

#endif
