/* SPDX-License-Identifier: ISC */
#include "site/files.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "site/load.h"
#include "unit/memory_folder.h"
#include "unit/unit.h"

struct found {
	struct arena arena;
	struct diags diags;
	struct files files;
	bool complete;
};

static void
find_in(struct found *f, const struct folder *folder)
{
	arena_init(&f->arena);
	diags_init(&f->diags, &f->arena);
	f->complete = files_find(&f->files, folder, false, NULL, NULL,
	    &f->arena, &f->diags);
}

static void
find(struct found *f, const struct memory_folder *m)
{
	const struct folder folder = memory_folder(m);

	find_in(f, &folder);
}

/* The paths of all files, each with a blank behind it. */
static struct str
paths_of(struct found *f)
{
	struct str all = STR("");

	for (const struct file *i = f->files.first; i != NULL; i = i->next)
		all = arena_printf(&f->arena, "%.*s%.*s ", STR_ARG(all),
		    STR_ARG(i->path));
	return all;
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
	{ "M-13 a file too large for Gemini",
	    { .path = STR_INIT("x.mp4"), .bytes = { "", LOAD_FILE_MAX + 1 } },
	    STR_INIT("x.mp4"), STR_INIT("too large; not served"),
	    "not-served" },
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

#define SOURCE                                  \
	{                                       \
		.path = STR_INIT("profile.txt") \
	}
#define FILE_OF(name)                  \
	{                              \
		.path = STR_INIT(name) \
	}
#define LINK_OF(name, target)                                    \
	{                                                        \
		.path = STR_INIT(name), .link = STR_INIT(target) \
	}

/* What links lead to: the files there are, and what is said of the others. */
static const struct {
	const char *why;
	struct memory_file files[5];
	const char *paths;
	const char *code; /* NULL = nothing is said */
	const char *place;
	const char *text;
} links[] = {
	{ "X-12 the source by another name",
	    { SOURCE, LINK_OF("copy.txt", "profile.txt"), FILE_OF("z") },
	    "z ", "source-link", "copy.txt",
	    "profile.txt under another name; not served" },
	{ "X-12 the source from a folder below",
	    { SOURCE, LINK_OF("d/profile.txt", "profile.txt") },
	    "", "source-link", "d/profile.txt",
	    "profile.txt under another name; not served" },
	{ "X-12 as an index",
	    { SOURCE, LINK_OF("d/index.gmi", "profile.txt") },
	    "", "source-link", "d/index.gmi",
	    "profile.txt under another name; not served" },
	{ "X-12 what the source is a link to",
	    { FILE_OF("d/me.txt"), FILE_OF("d/z"),
		LINK_OF("profile.txt", "d/me.txt") },
	    "d/z ", "source-link", "d/me.txt",
	    "profile.txt under another name; not served" },
	{ "X-12 the root by another name",
	    { SOURCE, LINK_OF("me", ""), FILE_OF("z") },
	    "z ", "folder-loop", "me", "a link back to /; not served" },
	{ "the folder it stands in",
	    { SOURCE, FILE_OF("d/a"), LINK_OF("d/b", "d"), FILE_OF("d/z") },
	    "d/a d/z ", "folder-loop", "d/b",
	    "a link back to /d; not served" },
	{ "one further up",
	    { SOURCE, FILE_OF("d/e/a"), LINK_OF("d/e/b", "d") },
	    "d/e/a ", "folder-loop", "d/e/b",
	    "a link back to /d; not served" },
	{ "a sibling is there twice",
	    { SOURCE, FILE_OF("2024/a"), LINK_OF("latest", "2024") },
	    "2024/a latest/a ", NULL, NULL, NULL },
	{ "a file is there twice",
	    { SOURCE, FILE_OF("a"), LINK_OF("d/b", "a") },
	    "a d/b ", NULL, NULL, NULL },
	{ "X-10 a backup that is a link is just hidden",
	    { SOURCE, LINK_OF("profile.txt~", "profile.txt") },
	    "", NULL, NULL, NULL },
};

static size_t
count_files(const struct memory_file *files, size_t max)
{
	size_t count = 0;

	while (count < max && files[count].path.len > 0)
		count++;
	return count;
}

static void
links_lead_neither_to_the_source_nor_back(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(links); i++) {
		const struct memory_folder m = {
			.files = links[i].files,
			.count = count_files(links[i].files,
			    COUNT(links[i].files)),
		};
		const struct diag *d;
		struct found f;

		find(&f, &m);
		d = f.diags.first;
		check_row(f.complete, links[i].why);
		assert_str(paths_of(&f), str_of(links[i].paths));
		check_row((d != NULL) == (links[i].code != NULL),
		    links[i].why);
		if (d != NULL) {
			check_row(d->next == NULL, links[i].why);
			assert_string_equal(d->code, links[i].code);
			assert_str(d->at.file, str_of(links[i].place));
			assert_str(d->text, str_of(links[i].text));
			assert_int_equal(d->level, DIAG_WARNING);
		}
		arena_release(&f.arena);
	}
}

static void
make_file(int root, const char *name)
{
	int fd = openat(root, name, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, "%\n", 2), 2);
	close(fd);
}

/* Last first, so that folders are empty by then. */
static const char *const on_disk[] = { "d", "d/a.txt", "d/hard.txt",
	"d/up", "latest", "me", "profile.txt", "soft.txt", "device.txt",
	"fifo.txt", "outside", "passwd.txt" };

static void
make_tree(int root)
{
	assert_int_equal(mkdirat(root, "d", 0755), 0);
	make_file(root, "d/a.txt");
	make_file(root, "profile.txt");
	assert_int_equal(linkat(root, "profile.txt", root, "d/hard.txt", 0), 0);
	assert_int_equal(symlinkat("profile.txt", root, "soft.txt"), 0);
	assert_int_equal(symlinkat("..", root, "d/up"), 0);
	assert_int_equal(symlinkat(".", root, "me"), 0);
	assert_int_equal(symlinkat("d", root, "latest"), 0);
	assert_int_equal(symlinkat("/dev/zero", root, "device.txt"), 0);
	assert_int_equal(symlinkat("/etc", root, "outside"), 0);
	assert_int_equal(symlinkat("/etc/passwd", root, "passwd.txt"), 0);
	assert_int_equal(mkfifoat(root, "fifo.txt", 0644), 0);
}

static void
remove_tree(int root)
{
	for (size_t i = COUNT(on_disk); i-- > 0;)
		assert_int_equal(unlinkat(root, on_disk[i],
				     i == 0 ? AT_REMOVEDIR : 0),
		    0);
}

/*
 * X-08, X-09, X-12: what the tables above say of links and of what is no file,
 * of those that a disk has. Whoever opened the FIFO would wait for a writer.
 */
static void
on_disk_it_is_the_same(void **state)
{
	static const char *const findings =
	    "d/hard.txt: warning: profile.txt under another name;"
	    " not served [source-link]\n"
	    "d/up: warning: a link back to /; not served [folder-loop]\n"
	    "device.txt: warning: not a regular file, or a link to nothing;"
	    " not served [not-served]\n"
	    "fifo.txt: warning: not a regular file, or a link to nothing;"
	    " not served [not-served]\n"
	    "latest/hard.txt: warning: profile.txt under another name;"
	    " not served [source-link]\n"
	    "latest/up: warning: a link back to /; not served"
	    " [folder-loop]\n"
	    "me: warning: a link back to /; not served [folder-loop]\n"
	    "outside: warning: a link that leaves the folder; not served"
	    " [not-served]\n"
	    "passwd.txt: warning: a link that leaves the folder; not served"
	    " [not-served]\n"
	    "soft.txt: warning: profile.txt under another name;"
	    " not served [source-link]\n";
	char top[] = "/tmp/vitae-files-XXXXXX";
	char said[2048] = "";
	FILE *out = fmemopen(said, sizeof(said), "w");
	struct folder folder;
	struct found f;

	(void)state;
	assert_non_null(mkdtemp(top));
	assert_true(folder_open(&folder, top));
	make_tree(folder.root);
	find_in(&f, &folder);
	diags_print(&f.diags, out);
	fclose(out);
	assert_true(f.complete);
	assert_str(paths_of(&f), STR("d/a.txt latest/a.txt "));
	assert_string_equal(said, findings);
	arena_release(&f.arena);
	remove_tree(folder.root);
	folder_close(&folder);
	assert_int_equal(rmdir(top), 0);
}

#define FOUR "d/d/d/d/"
#define DEEP FOUR FOUR FOUR FOUR FOUR FOUR FOUR FOUR

static void
folders_may_be_32_deep(void **state)
{
	static const struct memory_file files[] = {
		FILE_OF(DEEP "a"),
		FILE_OF(DEEP "d/b"),
	};
	const struct memory_folder m = { .files = files, .count = 2 };
	const struct diag *d;
	struct found f;

	(void)state;
	find(&f, &m);
	assert_true(f.complete);
	assert_str(paths_of(&f), STR(DEEP "a "));
	d = f.diags.first;
	assert_non_null(d);
	assert_null(d->next);
	assert_string_equal(d->code, "too-deep");
	assert_str(d->at.file, STR(DEEP "d"));
	assert_int_equal(d->level, DIAG_WARNING);
	arena_release(&f.arena);
}

#define LINKS 16
#define FLOORS 5

/* No link leads back, but each floor has many ways to the next. */
static void
links_that_multiply_are_given_up(void **state)
{
	static struct memory_file files[LINKS * FLOORS];
	static char names[COUNT(files)][2][16];
	const struct memory_folder m = {
		.files = files,
		.count = COUNT(files),
	};
	struct found f;

	(void)state;
	for (size_t i = 0; i < COUNT(files); i++) {
		snprintf(names[i][0], 16, "%zu/%zu", i / LINKS, i % LINKS);
		snprintf(names[i][1], 16, "%zu", i / LINKS + 1);
		files[i].path = str_of(names[i][0]);
		files[i].link = str_of(names[i][1]);
	}
	find(&f, &m);
	assert_false(f.complete);
	assert_null(finding(&f.diags, "folder-loop"));
	assert_int_equal(f.diags.count[DIAG_ERROR], 1);
	assert_non_null(finding(&f.diags, "too-large"));
	assert_int_equal(f.files.entries, LOAD_ENTRIES_MAX + 1);
	arena_release(&f.arena);
}

/* G-67, G-68: the words are test_proof.c's. */
static void
doubtful_texts_are_served_as_they_are(void **state)
{
	static const struct memory_file files[] = {
		{ .path = STR_INIT("a.txt"),
		    .bytes = STR_INIT("\xef\xbb\xbf"
				      "a\r\nb\n") },
	};
	const struct memory_folder m = { .files = files, .count = 1 };
	struct found f;

	(void)state;
	find(&f, &m);
	assert_true(f.complete);
	assert_non_null(f.files.first);
	assert_str(f.files.first->bytes, files[0].bytes);
	assert_non_null(finding(&f.diags, "bom"));
	assert_non_null(finding(&f.diags, "line-ends"));
	arena_release(&f.arena);
}

/* 33 times the same zeros: nobody looks at more than their beginning. */
static void
a_capsule_larger_than_the_limit_is_refused(void **state)
{
	static char large[LOAD_FILE_MAX];
	static struct memory_file files[33];
	static char names[COUNT(files)][16];
	const struct memory_folder m = { files, COUNT(files), NULL, 0 };
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
		cmocka_unit_test(links_lead_neither_to_the_source_nor_back),
		cmocka_unit_test(on_disk_it_is_the_same),
		cmocka_unit_test(folders_may_be_32_deep),
		cmocka_unit_test(links_that_multiply_are_given_up),
		cmocka_unit_test(doubtful_texts_are_served_as_they_are),
		cmocka_unit_test(a_capsule_larger_than_the_limit_is_refused),
	};

	return cmocka_run_group_tests_name("files", tests, NULL, NULL);
}
