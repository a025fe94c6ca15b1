/* SPDX-License-Identifier: ISC */
/* A tree in a folder that others use as well. */
#include "unit/unit.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/plant.h"

struct ground {
	char root[64];
	char folder[80];
	struct arena arena;
	struct exported tree;
	struct plant_counts counts;
};

static int
setup(void **state)
{
	static struct ground g;

	snprintf(g.root, sizeof(g.root), "/tmp/vitae-plant-XXXXXX");
	assert_non_null(mkdtemp(g.root));
	snprintf(g.folder, sizeof(g.folder), "%s/site", g.root);
	arena_init(&g.arena);
	exported_init(&g.tree, &g.arena);
	*state = &g;
	return 0;
}

static int
teardown(void **state)
{
	struct ground *g = *state;
	char command[128];

	arena_release(&g->arena);
	snprintf(command, sizeof(command), "rm -rf '%s'", g->root);
	return system(command);
}

static void
begin(struct ground *g)
{
	exported_init(&g->tree, &g->arena);
}

static void
add(struct ground *g, const char *path, const char *bytes)
{
	assert_true(exported_add(&g->tree, str_of(path), str_of(bytes)));
}

static bool
plant(struct ground *g)
{
	return plant_tree(g->folder, &g->tree, &g->counts);
}

static const char *
path_in(const struct ground *g, const char *name)
{
	static char path[512];

	snprintf(path, sizeof(path), "%s/%s", g->folder, name);
	return path;
}

static void
write_file(const struct ground *g, const char *name, const char *bytes)
{
	FILE *file = fopen(path_in(g, name), "w");

	assert_non_null(file);
	fputs(bytes, file);
	assert_int_equal(fclose(file), 0);
}

static void
expect(const struct ground *g, const char *name, const char *want)
{
	FILE *file = fopen(path_in(g, name), "r");
	char got[256] = "";
	size_t len;

	if (want == NULL) {
		assert_null(file);
		return;
	}
	if (file == NULL)
		fail_msg("no %s", name);
	len = fread(got, 1, sizeof(got) - 1, file);
	fclose(file);
	assert_str(((struct str){ got, len }), str_of(want));
}

static void
plant_three(struct ground *g)
{
	add(g, "index.html", "home");
	add(g, "about/index.html", "about");
	add(g, "a/b/c.txt", "deep");
	assert_true(plant(g));
}

static void
a_tree_is_written_and_then_only_what_differs(void **state)
{
	struct ground *g = *state;

	plant_three(g);
	assert_int_equal(g->counts.written, 3);
	expect(g, "a/b/c.txt", "deep");
	begin(g);
	add(g, "index.html", "home");
	add(g, "about/index.html", "ABOUT");
	add(g, "new.txt", "");
	assert_true(plant(g));
	assert_int_equal(g->counts.written, 2);
	assert_int_equal(g->counts.same, 1);
	assert_int_equal(g->counts.removed, 1);
	expect(g, "about/index.html", "ABOUT");
	expect(g, "new.txt", "");
	expect(g, "a", NULL);
	expect(g, ".vitae-new", NULL);
}

static void
files_of_others_stay(void **state)
{
	struct ground *g = *state;

	plant_three(g);
	write_file(g, "a/b/mine.txt", "mine");
	write_file(g, "theirs.html", "theirs");
	begin(g);
	add(g, "index.html", "other");
	add(g, "theirs.html", "ours");
	assert_false(plant(g));
	expect(g, "index.html", "home"); /* nothing was begun */
	expect(g, "a/b/c.txt", "deep");
	begin(g);
	add(g, "index.html", "other");
	add(g, "theirs.html", "theirs"); /* the same: it is ours now */
	assert_true(plant(g));
	expect(g, "index.html", "other");
	expect(g, "a/b/mine.txt", "mine");
	expect(g, "a/b/c.txt", NULL);
}

/* A page of before that has others below it now. */
static void
a_file_becomes_a_folder(void **state)
{
	struct ground *g = *state;

	add(g, "about", "about");
	assert_true(plant(g));
	begin(g);
	add(g, "about/index.html", "about");
	assert_true(plant(g));
	assert_int_equal(g->counts.written, 1);
	assert_int_equal(g->counts.removed, 1);
	expect(g, "about/index.html", "about");
	begin(g);
	add(g, "about/index.html/deep", "deep");
	assert_true(plant(g));
	write_file(g, "theirs", "theirs");
	begin(g);
	add(g, "theirs/index.html", "ours");
	assert_false(plant(g));
	expect(g, "theirs", "theirs");
}

/* Such a name would be two lines of the list, the second somebody else's. */
static void
no_path_is_two_lines(void **state)
{
	struct ground *g = *state;

	assert_int_equal(mkdir(g->folder, 0755), 0);
	write_file(g, "theirs", "theirs");
	add(g, "a\ntheirs", "a");
	assert_false(plant(g));
	begin(g);
	assert_true(plant(g));
	expect(g, "theirs", "theirs");
}

/* So that no page leads to what is not there yet. */
static void
what_is_new_comes_first(void **state)
{
	_Alignas(struct inotify_event) char events[4096];
	const struct inotify_event *next = (const void *)events;
	struct ground *g = *state;
	int fd = inotify_init1(IN_CLOEXEC);

	plant_three(g);
	begin(g);
	add(g, "index.html", "other");
	add(g, "new.txt", "new");
	assert_true(inotify_add_watch(fd, g->folder, IN_MOVED_TO) >= 0);
	assert_true(plant(g));
	assert_true(read(fd, events, sizeof(events)) > 0);
	close(fd);
	/* The list knows it before it is there. */
	assert_string_equal(next->name, ".vitae-export");
	next = (const void *)((const char *)(next + 1) + next->len);
	assert_string_equal(next->name, "new.txt");
}

static void
no_link_is_followed(void **state)
{
	struct ground *g = *state;
	char outside[128];

	snprintf(outside, sizeof(outside), "%s/outside", g->root);
	assert_int_equal(mkdir(outside, 0755), 0);
	assert_int_equal(mkdir(g->folder, 0755), 0);
	assert_int_equal(symlink(outside, path_in(g, "about")), 0);
	add(g, "about/index.html", "about");
	assert_false(plant(g));
	begin(g);
	assert_int_equal(symlink("/etc/hostname", path_in(g, "x")), 0);
	add(g, "x", "x");
	assert_false(plant(g));
	assert_int_equal(rmdir(outside), 0); /* it is empty */
}

/* A list that somebody else wrote leads to nothing outside either. */
static void
a_list_names_no_path_that_leaves(void **state)
{
	struct ground *g = *state;
	char outside[128];

	assert_int_equal(mkdir(g->folder, 0755), 0);
	snprintf(outside, sizeof(outside), "%s/kept", g->root);
	assert_int_equal(mkdir(outside, 0755), 0);
	write_file(g, "../kept/file", "kept");
	write_file(g, ".vitae-export",
	    "../kept/file\n/etc/hostname\n\na//b\n./x\nx/..\n");
	add(g, "index.html", "home");
	assert_true(plant(g));
	assert_int_equal(g->counts.removed, 0);
	expect(g, "../kept/file", "kept");
}

static void
one_run_at_a_time(void **state)
{
	struct ground *g = *state;
	int fd;

	plant_three(g);
	fd = open(g->folder, O_RDONLY | O_DIRECTORY);
	assert_int_equal(flock(fd, LOCK_EX | LOCK_NB), 0);
	assert_false(plant(g));
	close(fd);
	assert_true(plant(g));
}

/* What does not fit changes nothing, and leaves nothing. */
static void
without_room_all_stays_as_it_is(void **state)
{
	static char large[100000];
	struct ground *g = *state;
	struct rlimit before, small;

	plant_three(g);
	memset(large, 'x', sizeof(large) - 1);
	begin(g);
	add(g, "index.html", "other");
	add(g, "large.txt", large);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small = before;
	small.rlim_cur = 4096;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	assert_false(plant(g));
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	expect(g, "index.html", "home");
	expect(g, "a/b/c.txt", "deep");
	expect(g, ".vitae-new", NULL);
	assert_true(plant(g));
	expect(g, "index.html", "other");
}

static void
add_many(struct ground *g, char letter)
{
	static char bytes[2][128];
	char *text = bytes[letter == 'a'];
	char name[32];

	memset(text, letter, 100);
	begin(g);
	for (int i = 0; i < 100; i++) {
		snprintf(name, sizeof(name), "%d/%c.txt", i, letter);
		add(g, name, text);
		snprintf(name, sizeof(name), "%d/both.txt", i);
		add(g, name, text);
	}
}

static void
expect_whole(const struct ground *g)
{
	for (int i = 0; i < 100; i++) {
		char name[32], got[256] = "";
		FILE *file;
		size_t len;

		snprintf(name, sizeof(name), "%d/both.txt", i);
		file = fopen(path_in(g, name), "r");
		if (file == NULL)
			continue;
		len = fread(got, 1, sizeof(got), file);
		fclose(file);
		assert_int_equal(len, 100);
		assert_true(got[0] == got[99]);
	}
}

/* At any moment; the next run makes it good, and knows all that was theirs. */
static void
who_is_killed_leaves_whole_files(void **state)
{
	struct ground *g = *state;

	for (int i = 0; i < 60; i++) {
		pid_t child = fork();

		add_many(g, i % 2 == 0 ? 'a' : 'b');
		if (child == 0) {
			plant(g);
			_exit(0);
		}
		usleep((useconds_t)i * 300);
		kill(child, SIGKILL);
		assert_int_equal(waitpid(child, NULL, 0), child);
		expect_whole(g);
	}
	begin(g);
	add(g, "index.html", "home");
	assert_true(plant(g));
	expect(g, "7", NULL);
	expect(g, "99", NULL);
	expect(g, ".vitae-new", NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_tree_is_written_and_then_only_what_differs),
		TEST(files_of_others_stay),
		TEST(a_file_becomes_a_folder),
		TEST(no_path_is_two_lines),
		TEST(what_is_new_comes_first),
		TEST(no_link_is_followed),
		TEST(a_list_names_no_path_that_leaves),
		TEST(one_run_at_a_time),
		TEST(without_room_all_stays_as_it_is),
		TEST(who_is_killed_leaves_whole_files),
	};

	return cmocka_run_group_tests_name("plant", tests, NULL, NULL);
}
