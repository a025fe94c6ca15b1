/* SPDX-License-Identifier: ISC */
#include "site/unchanged.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "unit/memory_folder.h"
#include "unit/random_capsule.h"
#include "unit/remove_tree.h"
#include "unit/same_build.h"

#define SECOND INT64_C(1000000000)
#define NOW (1000 * SECOND)
#define PATH_ROOM 512

static int64_t
fixed_clock(void)
{
	return NOW;
}

static const struct load *
plain_load(const struct folder *folder, struct memory *m)
{
	static const struct str hosts[] = { STR_INIT("example.org") };
	static struct load load;

	load = (struct load){
		.folder = folder,
		.origin = { .host = hosts[0], .port = { 1965, 70 } },
		.hosts = hosts,
		.host_count = 1,
		.today = { .year = 2026, .month = 4, .day = 17 },
		.memory = m,
	};
	return &load;
}

/* Whether a file that has been read with these times is read once more. */
static const struct {
	const char *why;
	int64_t written[2];
	int64_t touched[2];
	bool again;
} times[] = {
	{ "long ago", { 1, 1 }, { 1, 1 }, false },
	{ "just settled", { NOW - 4 * SECOND, NOW - 4 * SECOND },
	    { NOW - 4 * SECOND, NOW - 4 * SECOND }, false },
	{ "just before", { NOW - SECOND, NOW - SECOND },
	    { NOW - SECOND, NOW - SECOND }, true },
	{ "in the future", { NOW + SECOND, NOW + SECOND },
	    { NOW + SECOND, NOW + SECOND }, true },
	{ "its time set back just before", { 1, 1 },
	    { NOW - SECOND, NOW - SECOND }, true },
	{ "written", { 1, 2 }, { 1, 1 }, true },
	{ "touched", { 1, 1 }, { 1, 2 }, true },
	{ "nobody knows when", { 0, 0 }, { 0, 0 }, true },
};

/* Calls of a second build; the texts of both are as long as each other. */
static void
reads_what_may_have_changed(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(times); i++) {
		size_t calls = 0;
		struct memory_file files[] = {
			{ .path = STR("index.gmi"), .bytes = STR("# Ada\n") },
		};
		const struct memory_folder root = { files, 1, &calls, 0 };
		const struct folder folder = memory_folder(&root);
		struct memory *m = memory_new();
		size_t used[2];

		m->clock = fixed_clock;
		for (size_t turn = 0; turn < 2; turn++) {
			struct build b;

			files[0].written = times[i].written[turn];
			files[0].touched = times[i].touched[turn];
			calls = 0;
			build_make(&b, plain_load(&folder, m));
			check_row(b.built, times[i].why);
			build_release(&b);
			used[turn] = calls;
		}
		check_row(used[1] + !times[i].again == used[0], times[i].why);
		memory_free(m);
	}
}

/* Not even by what is kept of it. */
static void
forgets_what_is_gone(void **state)
{
	struct memory_file files[] = {
		{ .path = STR("index.gmi"), .bytes = STR("# Ada\n") },
		{ .path = STR("a.gmi"), .bytes = STR("# A\n") },
	};
	struct memory_folder root = { files, 2, NULL, 0 };
	const struct folder folder = memory_folder(&root);
	struct memory *m = memory_new();
	size_t pages[3], bodies[3];

	(void)state;
	for (size_t turn = 0; turn < 3; turn++) {
		struct build b;

		root.count = 2 - turn % 2;
		build_make(&b, plain_load(&folder, m));
		assert_true(b.built);
		build_release(&b);
		assert_int_equal(m->files.count, root.count);
		pages[turn] = m->pages.count;
		bodies[turn] = m->bodies.count;
	}
	assert_true(pages[1] < pages[0] && bodies[1] < bodies[0]);
	assert_int_equal(pages[2], pages[0]);
	assert_int_equal(bodies[2], bodies[0]);
	memory_free(m);
}

static void
makes_the_same_bytes_of_the_same_files(void **state)
{
	const struct memory_file files[] = {
		{ .path = STR("index.gmi"), .bytes = STR("# Ada\n=> a.md\n") },
		{ .path = STR("a.md"), .bytes = STR("# A\n\nText\n") },
	};
	const struct memory_folder root = { files, 2, NULL, 0 };
	const struct folder folder = memory_folder(&root);
	struct memory *m = memory_new();
	struct build first, again;

	(void)state;
	build_make(&first, plain_load(&folder, m));
	build_make(&again, plain_load(&folder, m));
	assert_true(str_eq(buf_str(&first.bytes), buf_str(&again.bytes)));
	build_release(&first);
	build_release(&again);
	memory_free(m);
}

struct disk {
	char root[64];
	char at[PATH_ROOM];
	char other[PATH_ROOM];
	struct arena arena;
	struct chance chance;
	struct str path;
};

/* A tick of the clock that file systems take their times from. */
static int64_t
tick_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME_COARSE, &now);
	return (int64_t)now.tv_sec * SECOND + now.tv_nsec;
}

static int64_t
late_clock(void)
{
	return tick_clock() + 10 * SECOND;
}

static void
write_bytes(const char *path, struct str bytes)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes.at, 1, bytes.len, file), bytes.len);
	assert_int_equal(fclose(file), 0);
}

static struct str
fresh_text(struct disk *d)
{
	struct buf text;

	buf_init(&text);
	put_text_at(&text, &d->chance, d->path);
	return buf_keep(&text, &d->arena);
}

static void
disk_write(struct disk *d)
{
	unlink(d->at);
	write_bytes(d->at, fresh_text(d));
}

/* In place, as long as before, and with the time it had. */
static void
disk_forge(struct disk *d)
{
	struct timespec kept[2];
	struct stat st;
	int fd = open(d->at, O_WRONLY | O_CLOEXEC);

	if (fd < 0)
		return;
	assert_int_equal(fstat(fd, &st), 0);
	kept[0] = st.st_atim;
	kept[1] = st.st_mtim;
	if (st.st_size > 9)
		assert_int_equal(pwrite(fd, "forged", 6, 3), 6);
	assert_int_equal(futimens(fd, kept), 0);
	close(fd);
}

static void
disk_rename(struct disk *d)
{
	rename(d->at, d->other);
}

static void
disk_unlink(struct disk *d)
{
	unlink(d->at);
}

static void
disk_hard_link(struct disk *d)
{
	unlink(d->at);
	if (link(d->other, d->at) < 0)
		return; /* the other has been removed, or is no file */
}

/* Within the folder at first, but by a way that leads out of it then. */
static void
disk_symbolic_link(struct disk *d)
{
	const bool out = chance_below(&d->chance, 2) == 0;

	unlink(d->at);
	if (symlink(out ? d->other : "index.gmi", d->at) < 0)
		return;
}

static void (*const disk_edits[])(struct disk *d) = {
	disk_write,
	disk_write,
	disk_write,
	disk_forge,
	disk_forge,
	disk_rename,
	disk_unlink,
	disk_hard_link,
	disk_symbolic_link,
	disk_symbolic_link,
};

static void
edit(struct disk *d)
{
	const int64_t before = tick_clock();

	d->path = chance_path(&d->chance);
	snprintf(d->at, PATH_ROOM, "%s/%.*s", d->root, STR_ARG(d->path));
	snprintf(d->other, PATH_ROOM, "%s/%.*s", d->root,
	    STR_ARG(chance_path(&d->chance)));
	while (tick_clock() == before)
		usleep(500);
	disk_edits[chance_below(&d->chance, COUNT(disk_edits))](d);
}

static void
compare(const struct folder *folder, struct memory *m)
{
	struct build got, want;

	build_make(&got, plain_load(folder, m));
	build_make(&want, plain_load(folder, NULL));
	same_build(&got, &want, capsule_words, 2);
	build_release(&got);
	build_release(&want);
}

static void
sees_each_edit_on_disk(void **state)
{
	static const char *const folders[] = { "pages", "log", "notes",
		"plain", "hole", "m" };
	struct memory *m = memory_new();
	struct disk d = { .root = "/tmp/unchanged.XXXXXX", .chance = { 7 } };
	struct folder folder;

	(void)state;
	arena_init(&d.arena);
	m->clock = late_clock;
	assert_non_null(mkdtemp(d.root));
	for (size_t i = 0; i < COUNT(folders); i++) {
		snprintf(d.at, PATH_ROOM, "%s/%s", d.root, folders[i]);
		assert_int_equal(mkdir(d.at, 0700), 0);
	}
	snprintf(d.at, PATH_ROOM, "%s/header.gmi", d.root);
	write_bytes(d.at, STR("# Ada\n"));
	assert_true(folder_open(&folder, d.root));
	for (size_t step = 0; step < 150; step++) {
		edit(&d);
		compare(&folder, m);
	}
	folder_close(&folder);
	assert_int_equal(remove_tree(d.root), 0);
	memory_free(m);
	arena_release(&d.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_what_may_have_changed),
		cmocka_unit_test(forgets_what_is_gone),
		cmocka_unit_test(makes_the_same_bytes_of_the_same_files),
		cmocka_unit_test(sees_each_edit_on_disk),
	};

	return cmocka_run_group_tests_name("unchanged", tests, NULL, NULL);
}
