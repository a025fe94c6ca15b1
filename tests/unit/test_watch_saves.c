/* SPDX-License-Identifier: ISC */
#include "unit/watched_folder.h"

#define OLD "# Page, as it was" WHOLE
#define NEW_1 "# Page, "
#define NEW_2 "as it is"
#define NEW NEW_1 NEW_2 WHOLE

/* Of a page that is there, page.gmi, to which nothing else may happen. */
struct save {
	const char *why;
	struct step steps[STEPS_MAX];
	const char *now;   /* what the page has then */
	int64_t within_ms; /* of the last step, it is built */
};

#define SOON 60
#define LATER 400

static const struct save saves[] = {
	{ "truncate, and write in pieces",
	    { { STEP_CREATE, "page.gmi", 0 }, { STEP_PUT, 0, NEW_1 },
		{ STEP_PUT, 0, NEW_2 }, { STEP_PUT, 0, WHOLE },
		{ STEP_CLOSE, 0, 0 } },
	    NEW, SOON },
	{ "echo >>",
	    { { STEP_APPEND, "page.gmi", 0 }, { STEP_PUT, 0, "more" },
		{ STEP_PUT, 0, WHOLE }, { STEP_CLOSE, 0, 0 } },
	    OLD "more" WHOLE, SOON },
	{ "another name, then rename over it",
	    { { STEP_CREATE, "page.gmi.new", 0 }, { STEP_PUT, 0, NEW_1 },
		{ STEP_PUT, 0, NEW_2 WHOLE }, { STEP_CLOSE, 0, 0 },
		{ STEP_RENAME, "page.gmi.new", "page.gmi" } },
	    NEW, SOON },
	{ "sed -i",
	    { { STEP_CREATE, "sedAbCdEf", 0 }, { STEP_PUT, 0, NEW_1 },
		{ STEP_PUT, 0, NEW_2 WHOLE }, { STEP_CLOSE, 0, 0 },
		{ STEP_RENAME, "sedAbCdEf", "page.gmi" } },
	    NEW, SOON },
	{ "rsync",
	    { { STEP_CREATE, ".page.gmi.AbCdEf", 0 }, { STEP_PUT, 0, NEW_1 },
		{ STEP_PUT, 0, NEW_2 WHOLE }, { STEP_CLOSE, 0, 0 },
		{ STEP_RENAME, ".page.gmi.AbCdEf", "page.gmi" } },
	    NEW, SOON },
	{ "vim: a probe, the backup by rename, a new file, no backup",
	    { { STEP_CREATE, "4913", 0 }, { STEP_CLOSE, 0, 0 },
		{ STEP_REMOVE, "4913", 0 },
		{ STEP_RENAME, "page.gmi", "page.gmi~" },
		{ STEP_CREATE, "page.gmi", 0 }, { STEP_PUT, 0, NEW_1 },
		{ STEP_PUT, 0, NEW_2 WHOLE }, { STEP_CLOSE, 0, 0 },
		{ STEP_REMOVE, "page.gmi~", 0 } },
	    NEW, SOON },
	{ "vim, backupcopy=yes: a copy, then over the file",
	    { { STEP_CREATE, "page.gmi~", 0 }, { STEP_PUT, 0, OLD },
		{ STEP_CLOSE, 0, 0 }, { STEP_CREATE, "page.gmi", 0 },
		{ STEP_PUT, 0, NEW_1 }, { STEP_PUT, 0, NEW_2 WHOLE },
		{ STEP_CLOSE, 0, 0 }, { STEP_REMOVE, "page.gmi~", 0 } },
	    NEW, SOON },
	{ "Emacs: autosave, lock, backup by rename",
	    { { STEP_SYMLINK, ".#page.gmi", "me@here.1:2" },
		{ STEP_CREATE, "#page.gmi#", 0 }, { STEP_PUT, 0, NEW_1 },
		{ STEP_CLOSE, 0, 0 }, { STEP_RENAME, "page.gmi", "page.gmi~" },
		{ STEP_CREATE, "page.gmi", 0 }, { STEP_PUT, 0, NEW_1 },
		{ STEP_PUT, 0, NEW_2 WHOLE }, { STEP_CLOSE, 0, 0 },
		{ STEP_REMOVE, "#page.gmi#", 0 },
		{ STEP_REMOVE, ".#page.gmi", 0 } },
	    NEW, SOON },
	{ "git checkout: remove it, create it",
	    { { STEP_REMOVE, "page.gmi", 0 }, { STEP_CREATE, "page.gmi", 0 },
		{ STEP_PUT, 0, NEW_1 }, { STEP_PUT, 0, NEW_2 WHOLE },
		{ STEP_CLOSE, 0, 0 } },
	    NEW, SOON },
	{ "a safe save of macOS: both names change places",
	    { { STEP_CREATE, "page.sb-1", 0 }, { STEP_PUT, 0, NEW_1 },
		{ STEP_PUT, 0, NEW_2 WHOLE }, { STEP_CLOSE, 0, 0 },
		{ STEP_EXCHANGE, "page.sb-1", "page.gmi" },
		{ STEP_REMOVE, "page.sb-1", 0 } },
	    NEW, LATER },
	{ "a link to a new file, over it",
	    { { STEP_CREATE, ".new", 0 }, { STEP_PUT, 0, NEW },
		{ STEP_CLOSE, 0, 0 }, { STEP_LINK, "page.new", ".new" },
		{ STEP_RENAME, "page.new", "page.gmi" } },
	    NEW, SOON },
};

static void
save(const struct save *row, bool polled)
{
	struct watched_folder f;

	watched_make(&f);
	put_file(&f, "page.gmi", OLD);
	watched_begin(&f, polled);
	let_pass(&f, 3000, "page.gmi", row->why);
	check_row(f.builds == 0, row->why);
	for (size_t i = 0; i < STEPS_MAX; i++) {
		if (row->steps[i].kind == STEP_NONE)
			continue;
		do_step(&f, &row->steps[i]);
		if (!polled)
			let_pass(&f, STEP_MS, "page.gmi", row->why);
	}
	let_pass(&f, polled ? SETTLED_IN_MS : row->within_ms, "page.gmi",
	    row->why);
	if (strcmp(f.built, row->now) != 0)
		fail_msg("%s: built is \"%s\"", row->why, f.built);
	let_pass(&f, SETTLED_IN_MS, "page.gmi", row->why);
	watched_remove(&f);
}

static void
no_save_is_built_half_done_X36(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(saves); i++)
		save(&saves[i], false);
}

static void
nor_is_it_without_inotify_X36(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(saves); i++)
		save(&saves[i], true);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_save_is_built_half_done_X36),
		cmocka_unit_test(nor_is_it_without_inotify_X36),
	};

	return cmocka_run_group_tests_name("watch_saves", tests, NULL, NULL);
}
