/* SPDX-License-Identifier: ISC */
#include <sched.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "unit/watched_folder.h"

#define PAGE "# Page" WHOLE
#define FILES 300

static void
steps(struct watched_folder *f, const struct step *all, size_t count,
    const char *why)
{
	for (size_t i = 0; i < count; i++) {
		do_step(f, &all[i]);
		let_pass(f, STEP_MS, NULL, why);
	}
}

/* How many builds come of what has just been done. */
static int
builds(struct watched_folder *f, const char *why)
{
	f->builds = 0;
	let_pass(f, SETTLED_IN_MS, NULL, why);
	return f->builds;
}

/* git checkout: each page is gone for a moment, and then half there. */
static void
many_files_are_built_whole(void **state)
{
	struct watched_folder f;

	(void)state;
	watched_make(&f);
	for (int i = 0; i < FILES; i++) {
		char name[16];

		snprintf(name, sizeof(name), "p%d.gmi", i);
		put_file(&f, name, PAGE);
	}
	watched_begin(&f, false);
	for (int i = 0; i < FILES; i++) {
		char name[16];
		const struct step all[] = {
			{ STEP_REMOVE, name, 0 },
			{ STEP_CREATE, name, 0 },
			{ STEP_PUT, 0, "# Another" },
			{ STEP_PUT, 0, WHOLE },
			{ STEP_CLOSE, 0, 0 },
		};

		snprintf(name, sizeof(name), "p%d.gmi", i);
		for (size_t s = 0; s < COUNT(all); s++) {
			do_step(&f, &all[s]);
			let_pass(&f, 1, name, "checkout");
		}
	}
	assert_in_range(f.builds, 1, FILES / 4);
	assert_in_range(builds(&f, "the rest"), 1, 1);
	watched_remove(&f);
}

/* cp -r: folders in folders, each watched as it comes. */
static void
new_folders_are_watched(void **state)
{
	static const struct step copy[] = {
		{ STEP_FOLDER, "a", 0 },
		{ STEP_CREATE, "a/one.gmi", 0 },
		{ STEP_PUT, 0, "# One" },
		{ STEP_PUT, 0, WHOLE },
		{ STEP_CLOSE, 0, 0 },
		{ STEP_FOLDER, "a/b", 0 },
		{ STEP_CREATE, "a/b/two.gmi", 0 },
		{ STEP_PUT, 0, "# Two" },
		{ STEP_PUT, 0, WHOLE },
		{ STEP_CLOSE, 0, 0 },
	};
	struct watched_folder f;

	(void)state;
	watched_make(&f);
	watched_begin(&f, false);
	steps(&f, copy, COUNT(copy), "cp -r");
	assert_int_equal(builds(&f, "cp -r"), 1);
	put_file(&f, "a/b/two.gmi", PAGE);
	assert_int_equal(builds(&f, "in the new folder"), 1);
	/* Whole trees at once: nobody looked meanwhile. */
	assert_int_equal(mkdirat(f.folder.root, "c", 0755), 0);
	assert_int_equal(mkdirat(f.folder.root, "c/d", 0755), 0);
	put_file(&f, "c/d/three.gmi", PAGE);
	assert_int_equal(builds(&f, "at once"), 1);
	put_file(&f, "c/d/three.gmi", PAGE "again" WHOLE);
	assert_int_equal(builds(&f, "in what came at once"), 1);
	watched_remove(&f);
}

static void
folders_move(void **state)
{
	struct watched_folder f;
	const char *outside = "/tmp/vitae-watch-away";

	(void)state;
	watched_make(&f);
	remove_tree(outside);
	mkdirat(f.folder.root, "a", 0755);
	mkdirat(f.folder.root, "a/b", 0755);
	watched_begin(&f, false);
	assert_int_equal(renameat(f.folder.root, "a", f.folder.root, "c"), 0);
	assert_int_equal(builds(&f, "moved"), 1);
	put_file(&f, "c/b/page.gmi", PAGE);
	assert_int_equal(builds(&f, "in what has moved"), 1);
	mkdirat(f.folder.root, "c/b/d", 0755);
	assert_int_equal(builds(&f, "a folder there"), 1);
	put_file(&f, "c/b/d/page.gmi", PAGE);
	assert_int_equal(builds(&f, "in that"), 1);
	/* What is none of ours any more does not count. */
	assert_int_equal(renameat(f.folder.root, "c", AT_FDCWD, outside), 0);
	assert_int_equal(builds(&f, "moved away"), 1);
	put_file(&f, "../vitae-watch-away/b/page.gmi", PAGE "more" WHOLE);
	assert_int_equal(builds(&f, "there"), 0);
	remove_tree(outside);
	watched_remove(&f);
}

static void
links_are_followed_inside(void **state)
{
	static const struct step turn = { STEP_RENAME, "..next", "..now" };
	struct watched_folder f;

	(void)state;
	watched_make(&f);
	mkdirat(f.folder.root, ".store", 0755);
	mkdirat(f.folder.root, ".other", 0755);
	assert_int_equal(symlinkat(".store", f.folder.root, "shown"), 0);
	assert_int_equal(symlinkat(".", f.folder.root, "loop"), 0);
	assert_int_equal(symlinkat("/tmp", f.folder.root, "outside"), 0);
	watched_begin(&f, false);
	put_file(&f, ".store/page.gmi", PAGE);
	assert_int_equal(builds(&f, "behind a link"), 1);
	put_file(&f, ".other/page.gmi", PAGE);
	assert_int_equal(builds(&f, "hidden"), 0);
	assert_int_equal(symlinkat(".other", f.folder.root, "new"), 0);
	assert_int_equal(builds(&f, "a new link"), 1);
	put_file(&f, ".other/page.gmi", PAGE);
	assert_int_equal(builds(&f, "behind the new link"), 1);
	/* As volumes of Kubernetes are changed. */
	assert_int_equal(symlinkat(".store", f.folder.root, "..next"), 0);
	assert_int_equal(builds(&f, "a hidden link"), 0);
	do_step(&f, &turn);
	assert_int_equal(builds(&f, "a hidden link over another"), 1);
	watched_remove(&f);
}

static void
hidden_files_do_not_count(void **state)
{
	static const char *const names[] = {
		".git-index",
		"page.gmi~",
		"#page.gmi#",
		"page.gmi.bak",
		"page.tmp",
	};
	struct watched_folder f;

	(void)state;
	for (int polled = 0; polled < 2; polled++) {
		watched_make(&f);
		mkdirat(f.folder.root, ".git", 0755);
		watched_begin(&f, polled != 0);
		for (size_t i = 0; i < COUNT(names); i++)
			put_file(&f, names[i], "x");
		put_file(&f, ".git/HEAD", "x");
		assert_int_equal(builds(&f, "hidden"), 0);
		put_file(&f, ".mollyhead", "x");
		assert_int_equal(builds(&f, "hidden, but a heading"), 1);
		watched_remove(&f);
	}
}

/* What is open for ever, or forgotten, is no reason to wait for ever. */
static void
open_files_count_at_last(void **state)
{
	static const struct step begin[] = {
		{ STEP_APPEND, "log.txt", 0 },
		{ STEP_PUT, 0, "a line\n" },
	};
	struct watched_folder f;

	(void)state;
	watched_make(&f);
	watched_begin(&f, false);
	steps(&f, begin, COUNT(begin), "a log");
	assert_int_equal(f.builds, 0);
	assert_int_equal(builds(&f, "left open"), 1);
	for (int i = 0; i < 10 && f.builds < 2; i++) {
		do_step(&f, &begin[1]);
		let_pass(&f, 1500, NULL, "a line now and then");
	}
	assert_int_equal(f.builds, 1);
	let_pass(&f, 1500, NULL, "no line any more");
	assert_int_equal(f.builds, 2);
	close(f.open);
	watched_remove(&f);
}

/* More than the kernel keeps for us: all may have changed, and is watched. */
static void
too_many_events(void **state)
{
	struct watched_folder f;
	FILE *max = fopen("/proc/sys/fs/inotify/max_queued_events", "r");
	int events = 0;

	(void)state;
	assert_non_null(max);
	assert_int_equal(fscanf(max, "%d", &events), 1);
	fclose(max);
	if (events > 100000)
		skip();
	watched_make(&f);
	watched_begin(&f, false);
	for (int i = 0; i <= events / 2; i++) {
		put_file(&f, ".a", "x");
		put_file(&f, ".b", "x");
	}
	mkdirat(f.folder.root, "new", 0755);
	assert_int_equal(builds(&f, "more than there is room for"), 1);
	put_file(&f, "new/page.gmi", PAGE);
	assert_int_equal(builds(&f, "in a folder nobody told of"), 1);
	watched_remove(&f);
}

/* Without inotify: by looking, and the log says so. */
static void
polls_without_inotify(void **state)
{
	struct watched_folder f;
	struct rlimit old, none;

	(void)state;
	watched_make(&f);
	mkdirat(f.folder.root, "sub", 0755);
	put_file(&f, "sub/page.gmi", PAGE);
	getrlimit(RLIMIT_NOFILE, &old);
	none = (struct rlimit){ (rlim_t)f.folder.root + 1, old.rlim_max };
	setrlimit(RLIMIT_NOFILE, &none);
	watched_begin(&f, false);
	setrlimit(RLIMIT_NOFILE, &old);
	watcher_poll(f.watcher); /* nothing could be listed either */
	assert_int_equal(watcher_fd(f.watcher), -1);
	assert_int_equal(builds(&f, "nothing"), 0);
	do_step(&f, &(struct step){ STEP_FOLDER, "sub/deep", 0 });
	assert_int_equal(builds(&f, "a folder"), 1);
	put_file(&f, "sub/page.gmi", "# page" WHOLE);
	assert_int_equal(builds(&f, "of the same size"), 1);
	do_step(&f, &(struct step){ STEP_REMOVE, "sub/page.gmi", 0 });
	assert_int_equal(builds(&f, "removed"), 1);
	watched_remove(&f);
}

/* In a namespace of its own, which has its own number of watches. */
static bool
allow_watches(const char *count)
{
	FILE *file;

	if (unshare(CLONE_NEWUSER) != 0)
		return false;
	file = fopen("/proc/sys/user/max_inotify_watches", "w");
	if (file == NULL)
		return false;
	fputs(count, file);
	return fclose(file) == 0;
}

static void
run_out_of_watches(struct watched_folder *f)
{
	watched_begin(f, false);
	assert_true(watcher_fd(f->watcher) >= 0);
	for (int i = 0; i < 9; i++) {
		char name[8] = { 'd', (char)('0' + i) };

		do_step(f, &(struct step){ STEP_FOLDER, name, 0 });
	}
	assert_int_equal(builds(f, "nine folders"), 1);
	assert_int_equal(watcher_fd(f->watcher), -1);
	put_file(f, "d8/page.gmi", PAGE);
	assert_int_equal(builds(f, "in the last of them"), 1);
}

/* Of one user's, whom other programs leave few. */
static void
polls_when_there_are_no_watches_left(void **state)
{
	struct watched_folder f;
	int status = 0;
	pid_t child;

	(void)state;
	watched_make(&f);
	child = fork();
	if (child == 0) {
		if (!allow_watches("5"))
			_exit(2);
		run_out_of_watches(&f);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	watched_remove(&f);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 2)
		skip();
	assert_int_equal(status, 0);
}

/* Two groups, one of which has a folder that the other has as well. */
static void
groups_settle_apart(void **state)
{
	struct watched_folder f, g;
	struct watched places[3];
	struct folder sub;
	char path[80];
	int64_t wait;

	(void)state;
	watched_make(&f);
	watched_make(&g);
	mkdirat(f.folder.root, "sub", 0755);
	snprintf(path, sizeof(path), "%s/sub", f.path);
	assert_true(folder_open(&sub, path));
	places[0] = (struct watched){ &f.folder, 0 };
	places[1] = (struct watched){ &g.folder, 1 };
	places[2] = (struct watched){ &sub, 1 };
	f.watcher = watcher_new(places, 3, 2);
	put_file(&f, "page.gmi", PAGE);
	assert_int_equal(watcher_look(f.watcher, 0, &wait), -1);
	assert_int_equal(wait, WATCH_QUIET_MS);
	assert_int_equal(watcher_look(f.watcher, wait, &wait), 0);
	watcher_seen(f.watcher, 0);
	assert_int_equal(watcher_look(f.watcher, 1000, &wait), -1);
	assert_true(wait == INT64_MAX);
	put_file(&f, "sub/page.gmi", PAGE);
	watcher_look(f.watcher, 2000, &wait);
	assert_int_equal(watcher_look(f.watcher, 3000, &wait), 0);
	watcher_seen(f.watcher, 0);
	assert_int_equal(watcher_look(f.watcher, 3000, &wait), 1);
	folder_close(&sub);
	watched_remove(&f);
	watched_remove(&g);
}

/* The programs themselves, in time as it is; only whole pages are built. */
static void
programs_save(void **state)
{
	static const char script[] =
	    "cd \"$1\"; for i in 1 2 3 4 5; do"
	    " printf '# %s\\nend\\n' $i >page.gmi;"
	    " sed -i s/page/leaf/ page.gmi; sleep 0.05;"
	    " cp -r tree tree$i; mv tree$i moved$i; rm -r moved$i;"
	    " cp -p tree/one.gmi two.gmi; touch two.gmi; rm two.gmi; done;"
	    " printf '# last\\nend\\n' >page.gmi";
	const struct timespec moment = { .tv_nsec = 1000000 };
	struct watched_folder f;
	pid_t pid;
	int status;

	(void)state;
	watched_make(&f);
	mkdirat(f.folder.root, "tree", 0755);
	put_file(&f, "tree/one.gmi", PAGE);
	put_file(&f, "page.gmi", PAGE);
	watched_begin(&f, false);
	pid = fork();
	if (pid == 0) {
		execl("/bin/sh", "sh", "-c", script, "sh", f.path, NULL);
		_exit(1);
	}
	while (waitpid(pid, &status, WNOHANG) == 0) {
		struct timespec now;

		clock_gettime(CLOCK_MONOTONIC, &now);
		f.now = now.tv_sec * 1000 + now.tv_nsec / 1000000;
		let_pass(&f, 0, "page.gmi", "programs");
		nanosleep(&moment, NULL);
	}
	assert_int_equal(status, 0);
	let_pass(&f, SETTLED_IN_MS, "page.gmi", "programs");
	assert_string_equal(f.built, "# last" WHOLE);
	watched_remove(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(many_files_are_built_whole),
		cmocka_unit_test(new_folders_are_watched),
		cmocka_unit_test(folders_move),
		cmocka_unit_test(links_are_followed_inside),
		cmocka_unit_test(hidden_files_do_not_count),
		cmocka_unit_test(open_files_count_at_last),
		cmocka_unit_test(too_many_events),
		cmocka_unit_test(polls_without_inotify),
		cmocka_unit_test(polls_when_there_are_no_watches_left),
		cmocka_unit_test(groups_settle_apart),
		cmocka_unit_test(programs_save),
	};

	return cmocka_run_group_tests_name("watch", tests, NULL, NULL);
}
