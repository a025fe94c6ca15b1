/* SPDX-License-Identifier: ISC */
#include "site/files.h"

#include "site/load.h"
#include "unit/memory_folder.h"
#include "unit/unit.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct found {
	struct arena arena;
	struct diags diags;
	struct files files;
	bool complete;
};

static void
find(struct found *f, const struct memory_folder *m)
{
	const struct folder folder = memory_folder(m);

	arena_init(&f->arena);
	diags_init(&f->diags, &f->arena);
	f->complete =
	    files_find(&f->files, &folder, &f->arena, &f->diags);
}

static const struct memory_file capsule[] = {
	{ .path = STR_INIT("profile.txt") },
	{ .path = STR_INIT("d/profile.txt") },
	{ .path = STR_INIT("d/index.gmi") },
	{ .path = STR_INIT("d/index.gemini") },
	{ .path = STR_INIT("e/index.gemini") },
	{ .path = STR_INIT("e/.hidden") },
	{ .path = STR_INIT(".git/config") },
	{ .path = STR_INIT("a~") },
	{ .path = STR_INIT("#a#") },
	{ .path = STR_INIT("#a") },
	{ .path = STR_INIT(".a.swp") },
	{ .path = STR_INIT("a.bak") },
	{ .path = STR_INIT("a.tmp") },
};

static const struct {
	struct str path;
	struct str folder;
	bool index;
} kept[] = {
	{ STR_INIT("#a"), STR_INIT(""), false },
	{ STR_INIT("d/index.gemini"), STR_INIT("d/"), false },
	{ STR_INIT("d/index.gmi"), STR_INIT("d/"), true },
	{ STR_INIT("d/profile.txt"), STR_INIT("d/"), false },
	{ STR_INIT("e/index.gemini"), STR_INIT("e/"), true },
};

/* M-01, X-10, X-12 */
static void
all_but_the_source_and_what_is_hidden(void **state)
{
	const struct memory_folder m = {
		.files = capsule,
		.count = COUNT(capsule),
	};
	const struct file *file;
	struct found f;

	(void)state;
	find(&f, &m);
	assert_true(f.complete);
	assert_null(f.diags.first);
	file = f.files.first;
	for (size_t i = 0; i < COUNT(kept); i++, file = file->next) {
		assert_non_null(file);
		assert_str(file->path, kept[i].path);
		assert_str(file_folder(file), kept[i].folder);
		assert_int_equal(file->index, kept[i].index);
	}
	assert_null(file);
	arena_release(&f.arena);
}

static const struct {
	const char *why;
	struct memory_file file;
	struct str place;
	struct str text;
	const char *code;
} unserved[] = {
	{ "X-11 unreadable",
	    { .path = STR_INIT("d/x"), .result = FOLDER_DENIED },
	    STR_INIT("d/x"), STR_INIT("permission denied; not served"),
	    "not-served" },
	{ "X-08 a link out",
	    { .path = STR_INIT("x"), .result = FOLDER_OUTSIDE },
	    STR_INIT("x"),
	    STR_INIT("a link that leaves the folder; not served"),
	    "not-served" },
	{ "X-09 a FIFO", { .path = STR_INIT("x"), .kind = FOLDER_OTHER },
	    STR_INIT("x"),
	    STR_INIT("not a regular file, or a link to nothing; not served"),
	    "not-served" },
	{ "X-11 a closed folder",
	    { .path = STR_INIT("d"),
		.kind = FOLDER_DIRECTORY,
		.result = FOLDER_DENIED },
	    STR_INIT("d"), STR_INIT("permission denied; not served"),
	    "not-served" },
	{ "X-16 a TAB in a name", { .path = STR_INIT("d/a\tb") },
	    STR_INIT("d"),
	    STR_INIT("\"a\\x09b\" has a name that is not plain text;"
		     " not served"),
	    "bad-name" },
	{ "X-07 a name that is not UTF-8", { .path = STR_INIT("d/\xc0\xaf") },
	    STR_INIT("d"),
	    STR_INIT("\"\\xc0\\xaf\" has a name that is not plain text;"
		     " not served"),
	    "bad-name" },
	{ "X-12 a private key",
	    { .path = STR_INIT("x.pem"),
		.bytes = STR_INIT("-----BEGIN EC PRIVATE KEY-----\nMHc") },
	    STR_INIT("x.pem"),
	    STR_INIT("begins as a private key does; not served"),
	    "private-key" },
};

static void
what_is_not_served_is_said(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(unserved); i++) {
		const struct memory_folder m = {
			.files = &unserved[i].file,
			.count = 1,
		};
		const struct diag *d;
		struct found f;

		find(&f, &m);
		d = f.diags.first;
		check_row(f.complete, unserved[i].why);
		check_row(f.files.first == NULL, unserved[i].why);
		check_row(d != NULL && d->next == NULL, unserved[i].why);
		assert_str(d->at.file, unserved[i].place);
		assert_str(d->text, unserved[i].text);
		assert_string_equal(d->code, unserved[i].code);
		assert_int_equal(d->level, DIAG_WARNING);
		arena_release(&f.arena);
	}
}

static void
a_folder_that_holds_itself_has_an_end(void **state)
{
	const struct memory_folder m = {
		.files = capsule,
		.count = 2,
		.loops = 1,
	};
	const struct diag *d;
	struct found f;

	(void)state;
	find(&f, &m);
	assert_true(f.complete);
	d = finding(&f.diags, "too-deep");
	assert_non_null(d);
	assert_int_equal(d->level, DIAG_WARNING);
	/* Three names in each folder: the source, the file's, its own. */
	assert_in_range(f.files.entries, 1, 3 * (LOAD_DEPTH_MAX + 1));
	arena_release(&f.arena);
}

/* Links that lead back up double the work at every level. */
static void
folders_that_hold_themselves_twice_are_given_up(void **state)
{
	const struct memory_folder m = { capsule, 2, NULL, 0, 2 };
	struct found f;

	(void)state;
	find(&f, &m);
	assert_false(f.complete);
	assert_int_equal(f.diags.count[DIAG_ERROR], 1);
	assert_non_null(finding(&f.diags, "too-large"));
	arena_release(&f.arena);
}

/* 33 times the same zeros: nobody looks at more than their beginning. */
static void
a_capsule_larger_than_the_limit_is_refused(void **state)
{
	static char large[LOAD_FILE_MAX];
	static struct memory_file files[33];
	static char names[COUNT(files)][16];
	const struct memory_folder m = { files, COUNT(files), NULL, 0, 0 };
	struct found f;

	(void)state;
	for (size_t i = 0; i < COUNT(files); i++) {
		snprintf(names[i], sizeof(names[i]), "%02zu.pdf", i);
		files[i].path = str_of(names[i]);
		files[i].bytes = (struct str){ large, sizeof(large) };
	}
	find(&f, &m);
	assert_false(f.complete);
	assert_non_null(finding(&f.diags, "too-large"));
	arena_release(&f.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_but_the_source_and_what_is_hidden),
		cmocka_unit_test(what_is_not_served_is_said),
		cmocka_unit_test(a_folder_that_holds_itself_has_an_end),
		cmocka_unit_test(
		    folders_that_hold_themselves_twice_are_given_up),
		cmocka_unit_test(a_capsule_larger_than_the_limit_is_refused),
	};

	return cmocka_run_group_tests_name("files", tests, NULL, NULL);
}
