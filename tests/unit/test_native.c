/* SPDX-License-Identifier: ISC */
/* Gemtext, Markdown and Gopher maps as pages on the other protocol. */
#include "site/native.h"

#include "base/count.h"
#include "unit/loaded.h"

#define FILES_MAX 5
#define MENU "application/gopher-menu"
#define TEXT "text/plain; charset=utf-8"
#define GEMTEXT "text/gemini; charset=utf-8"
#define OF_ADA GEMTEXT "; lang=en"
#define MARKDOWN "text/markdown; charset=utf-8"

#define FILE_OF(name, text)                                     \
	{                                                       \
		.path = STR_INIT(name), .bytes = STR_INIT(text) \
	}
#define PROFILE FILE_OF("profile.txt", "Name: Ada\n\n# About\nText.\n")

static const struct {
	const char *why;
	const struct memory_file files[FILES_MAX];
	enum view view;
	const char *path;
	const char *media; /* NULL = nothing is there */
	const char *has;
	char item;
} rows[] = {
	{ "gemtext is a text", { PROFILE, FILE_OF("d/a.gmi", "# A\n") },
	    VIEW_GOPHER, "/d/a", TEXT, "A\r\n=\r\n", '0' },
	{ "with a link a menu",
	    { PROFILE, FILE_OF("d/a.gmi", "=> b.gmi B\n"),
		FILE_OF("d/b.gmi", "# B\n") },
	    VIEW_GOPHER, "/d/a", MENU, "0B\t/d/b\texample.org\t70\r\n", '1' },
	{ "its gemtext stays in its tree",
	    { PROFILE, FILE_OF("d/a.gmi", "=> b.gmi B\n"),
		FILE_OF("d/b.gmi", "# B\n") },
	    VIEW_GOPHER, "/d/a.gmi", OF_ADA,
	    "=> gopher://example.org/0/d/b.gmi B\r\n", '0' },
	{ "on Gemini it is as it was",
	    { PROFILE, FILE_OF("d/a.gmi", "#A\r\n=>b.gmi\n") }, VIEW_GEMINI,
	    "/d/a.gmi", OF_ADA, "#A\r\n=>b.gmi\n", '0' },
	{ "and there only", { PROFILE, FILE_OF("d/a.gmi", "# A\n") },
	    VIEW_GEMINI, "/d/a", NULL, NULL, 0 },
	{ "an index is its folder",
	    { PROFILE, FILE_OF("d/index.gmi", "# D\n") }, VIEW_GOPHER, "/d",
	    TEXT, "D\r\n=\r\n", '0' },
	{ "and gemtext at its name",
	    { PROFILE, FILE_OF("d/index.gmi", "# D\n") }, VIEW_GOPHER,
	    "/d/index.gmi", OF_ADA, "# D\r\n", '0' },
	{ "a page has the path",
	    { PROFILE, FILE_OF("about.gmi", "# Mine\n") }, VIEW_GOPHER,
	    "/about", TEXT, "Text.", '0' },
	{ "so the file is as it was",
	    { PROFILE, FILE_OF("about.gmi", "# Mine\n") }, VIEW_GOPHER,
	    "/about.gmi", OF_ADA, "# Mine\r\n", '0' },
	{ "a file has the path",
	    { PROFILE, FILE_OF("d/a", "plain\n"),
		FILE_OF("d/a.gmi", "# A\n") },
	    VIEW_GOPHER, "/d/a", TEXT, "plain\r\n", '0' },
	{ "a folder has the path",
	    { PROFILE, FILE_OF("d/a.gmi", "# A\n"),
		FILE_OF("d/a/x.txt", "x\n") },
	    VIEW_GOPHER, "/d/a", MENU, "0x.txt (2 B)\t/d/a/x.txt\t", '1' },
	{ "the search has the path",
	    { PROFILE, FILE_OF("search.gmi", "# A\n") }, VIEW_GOPHER,
	    "/search.gmi", OF_ADA, "# A\r\n", '0' },
	{ "Markdown is a page on Gemini",
	    { PROFILE, FILE_OF("d/a.md", "*Words*\n") }, VIEW_GEMINI, "/d/a",
	    OF_ADA, "Words\n", '1' },
	{ "and on Gopher", { PROFILE, FILE_OF("d/a.md", "*Words*\n") },
	    VIEW_GOPHER, "/d/a", TEXT, "Words\r\n", '0' },
	{ "and stays a file", { PROFILE, FILE_OF("d/a.md", "*Words*\n") },
	    VIEW_GEMINI, "/d/a.md", MARKDOWN, "*Words*\n", '0' },
	{ "its links lead to pages",
	    { PROFILE, FILE_OF("a.md", "[B](b.md)\n"),
		FILE_OF("b.md", "B\n") },
	    VIEW_GEMINI, "/a", OF_ADA, "=> /b B\n", '1' },
	{ "O-26 a map is the folder's menu",
	    { PROFILE, FILE_OF("d/gophermap", "0Text\ta.txt\n"),
		FILE_OF("d/a.txt", "a\n") },
	    VIEW_GOPHER, "/d", MENU,
	    "0Text\t/d/a.txt\texample.org\t70\r\n", '1' },
	{ "and its page",
	    { PROFILE, FILE_OF("d/gophermap", "0Text\ta.txt\n"),
		FILE_OF("d/a.txt", "a\n") },
	    VIEW_GEMINI, "/d/", OF_ADA, "=> /d/a.txt Text\n", '1' },
	{ "O-27 but no file",
	    { PROFILE, FILE_OF("d/gophermap", "Hello\n") }, VIEW_GOPHER,
	    "/d/gophermap", NULL, NULL, 0 },
	{ "O-27 nor on Gemini",
	    { PROFILE, FILE_OF("d/gophermap", "Hello\n") }, VIEW_GEMINI,
	    "/d/gophermap", NULL, NULL, 0 },
	{ "a program is shown to nobody",
	    { PROFILE, FILE_OF("d/gophermap", "#!/bin/sh\n") }, VIEW_GOPHER,
	    "/d/gophermap", NULL, NULL, 0 },
	{ "with an index it is Gopher's",
	    { PROFILE, FILE_OF("d/gophermap", "Hello\n"),
		FILE_OF("d/index.gmi", "# D\n") },
	    VIEW_GOPHER, "/d", MENU, "iHello\t", '1' },
	{ "and that is Gemini's",
	    { PROFILE, FILE_OF("d/gophermap", "Hello\n"),
		FILE_OF("d/index.gmi", "# D\n") },
	    VIEW_GEMINI, "/d/", OF_ADA, "# D\n", '0' },
	{ "a map by its name",
	    { PROFILE, FILE_OF("d/b.gophermap", "Hello\n") }, VIEW_GOPHER,
	    "/d/b.gophermap", MENU, "iHello\t", '1' },
	{ "geomyidae's",
	    { PROFILE,
		FILE_OF("d/index.gph", "[1|A|/d|server|port]\n") },
	    VIEW_GOPHER, "/d", MENU, "1A\t/d\texample.org\t70\r\n", '1' },
	{ "T-27 a page that has no title gets its folder's name",
	    { PROFILE, FILE_OF("d/gophermap", "1Up\t/\n") }, VIEW_GEMINI,
	    "/d/", OF_ADA, "# d\n\n=> / Up\n", '1' },
	{ "T-27 or its file's",
	    { PROFILE, FILE_OF("d/b.gophermap", "1Up\t/\n") }, VIEW_GEMINI,
	    "/d/b.gophermap", OF_ADA, "# b\n\n=> / Up\n", '1' },
	{ "T-27 or the host's", { FILE_OF("gophermap", "1Up\t/x\n") },
	    VIEW_GEMINI, "/", GEMTEXT, "# example.org\n", '1' },
	{ "a link to a page that only Gopher has leads to its file",
	    { FILE_OF("profile.txt", "Name: Ada\n\n# About\n=> d/a A\n"),
		FILE_OF("d/a.gmi", "# A\n") },
	    VIEW_GEMINI, "/about", OF_ADA, "=> /d/a.gmi A\n", '1' },
	{ "and there to the page",
	    { FILE_OF("profile.txt", "Name: Ada\n\n# About\n=> d/a A\n"),
		FILE_OF("d/a.gmi", "# A\n") },
	    VIEW_GOPHER, "/about", MENU, "0A\t/d/a\t", '1' },
	{ "one by our own name stays",
	    { FILE_OF("index.gmi", "=> gemini://example.org/a.gmi A\n"),
		FILE_OF("a.gmi", "# A\n") },
	    VIEW_GOPHER, "/", MENU, "0A\t/a\texample.org\t70\r\n", '1' },
	{ "one by that of the other protocol leads there",
	    { FILE_OF("gophermap", "hA\tURL:gemini://example.org/a.gmi\n"),
		FILE_OF("a.gmi", "# A\n") },
	    VIEW_GEMINI, "/", GEMTEXT, "=> gemini://example.org/a.gmi A\n",
	    '1' },
	{ "O-26 nobody wrote robots.txt",
	    { FILE_OF("gophermap", "*\n"), FILE_OF("a.txt", "a\n") },
	    VIEW_GOPHER, "/", MENU,
	    "0a.txt\t/a.txt\texample.org\t70\r\n.\r\n", '1' },
	{ "a map lists folders without a page, which have a listing",
	    { FILE_OF("gophermap", "*\n"), FILE_OF("e/f/a.txt", "a\n") },
	    VIEW_GOPHER, "/", MENU, "1e\t/e\texample.org\t70\r\n.\r\n",
	    '1' },
	{ "a map includes what is there",
	    { PROFILE, FILE_OF("d/gophermap", "=../x.txt\n=b.txt\n"),
		FILE_OF("d/b.txt", "Included\n") },
	    VIEW_GOPHER, "/d", MENU, "iIncluded\t", '1' },
	{ "a map lists what is served",
	    { PROFILE, FILE_OF("d/gophermap", "*\n"),
		FILE_OF("d/b.txt", "b\n"), FILE_OF("d/.c.txt", "c\n"),
		FILE_OF("d/e/index.gmi", "e\n") },
	    VIEW_GOPHER, "/d", MENU,
	    "0b.txt\t/d/b.txt\texample.org\t70\r\n"
	    "1e\t/d/e\texample.org\t70\r\n.\r\n",
	    '1' },
	{ "without a profile", { FILE_OF("index.gmi", "# Mine\n") },
	    VIEW_GEMINI, "/", GEMTEXT, "# Mine\n", '0' },
	{ "O-02 its root on Gopher is a menu without a link, too",
	    { FILE_OF("index.gmi", "# Mine\n") }, VIEW_GOPHER, "/", MENU,
	    "iMine\t", '1' },
	{ "O-02 whatever it is written in", { FILE_OF("README.md", "Mine\n") },
	    VIEW_GOPHER, "/", MENU, "iMine\t", '1' },
	{ "of a hole", { FILE_OF("gophermap", "Mine\n") }, VIEW_GOPHER, "/",
	    MENU, "iMine\t", '1' },
	{ "on Gemini", { FILE_OF("gophermap", "Mine\n") }, VIEW_GEMINI, "/",
	    GEMTEXT, "# Mine\n", '1' },
	{ "of README.md", { FILE_OF("README.md", "# Mine\n") }, VIEW_GEMINI,
	    "/", GEMTEXT, "# Mine\n", '1' },
	{ "its folders mean nothing",
	    { FILE_OF("gophermap", "Mine\n"),
		FILE_OF("log/a.txt", "a\n") },
	    VIEW_GEMINI, "/log/a.txt", TEXT, "a\n", '0' },
	{ "R-01", { FILE_OF("gophermap", "Mine\n") }, VIEW_GOPHER,
	    "/robots.txt", TEXT, "User-agent: *", '0' },
};

static void
check_found(size_t i, const struct resource *r, bool found)
{
	check_row(found == (rows[i].media != NULL), rows[i].why);
	if (!found)
		return;
	assert_str(r->media, str_of(rows[i].media));
	check_row(str_find(r->body, str_of(rows[i].has)) < r->body.len,
	    rows[i].why);
	check_row(r->item == rows[i].item, rows[i].why);
}

static void
files_are_pages_elsewhere(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct str path = str_of(rows[i].path);
		struct str key = rows[i].view == VIEW_GOPHER
				     ? str_skip(path, 1)
				     : path;
		struct resource r;
		struct loaded l;
		bool found;

		load(&l, rows[i].files, FILES_MAX);
		found = image_find(&l.image, rows[i].view, key, &r);
		check_found(i, &r, found);
		unload(&l);
	}
}

/* O-55: what is in a zone is on Gemini alone, and in no menu outside. */
static void
nothing_of_a_zone_is_on_gopher(void **state)
{
	static const struct memory_file files[] = {
		FILE_OF("gophermap", "*\n=z/b.txt\n"),
		FILE_OF("z/gophermap", "=b.txt\n"),
		FILE_OF("z/a.gmi", "# A\n"),
		FILE_OF("z/b.txt", "Secret\n"),
		FILE_OF("z/c.md", "Words\n"),
	};
	static const char *const keys[] = { "z", "z/a", "z/a.gmi", "z/b.txt",
		"z/c", "z/c.md" };
	const struct zone zone = { STR_INIT("/z/"), false };
	const struct policy policy = { .zones = &zone, .zone_count = 1 };
	const struct memory_folder m = { .files = files,
		.count = COUNT(files) };
	struct str root;
	struct resource r;
	struct loaded l;

	(void)state;
	load_policy(&l, &m, &policy);
	assert_true(l.built);
	for (size_t i = 0; i < COUNT(keys); i++)
		check_row(!image_find(&l.image, VIEW_GOPHER, str_of(keys[i]),
			      &r),
		    keys[i]);
	root = body_at(&l, VIEW_GOPHER, STR("/"));
	assert_true(root.len > 0);
	assert_int_equal(str_find(root, STR("Secret")), root.len);
	assert_int_equal(str_find(root, STR("z\t")), root.len);
	assert_str(body_at(&l, VIEW_GEMINI, STR("/z/")), STR("# Secret\n"));
	assert_str(body_at(&l, VIEW_GEMINI, STR("/z/c")),
	    STR("# c\n\nWords\n"));
	unload(&l);
}

/* What a rule answers is not there by another path. */
static void
what_a_rule_answers_has_no_page(void **state)
{
	static const struct memory_file files[] = { PROFILE,
		FILE_OF("d/a.gmi", "# A\n") };
	const struct path_rule rule = { 52, STR_INIT("/d/a.gmi"),
		STR_INIT("Gone") };
	const struct policy policy = { .rules = &rule, .rule_count = 1 };
	const struct memory_folder m = { .files = files,
		.count = COUNT(files) };
	struct resource r;
	struct loaded l;

	(void)state;
	load_policy(&l, &m, &policy);
	assert_true(l.built);
	assert_false(image_find(&l.image, VIEW_GOPHER, STR("d/a"), &r));
	unload(&l);
}

/* A map that is not shown is said; a broken link is, where it stands. */
static void
what_is_wrong_is_said(void **state)
{
	static const struct memory_file files[] = { PROFILE,
		FILE_OF("gophermap", "Mine\n"),
		FILE_OF("d/a.gmi", "# A\n=> none.gmi None\n") };
	struct loaded l;

	(void)state;
	load(&l, files, COUNT(files));
	assert_non_null(finding(&l.diags, "path-taken"));
	assert_str(finding(&l.diags, "path-taken")->at.file, STR("gophermap"));
	assert_non_null(finding(&l.diags, "missing-file"));
	assert_str(finding(&l.diags, "missing-file")->at.file, STR("d/a.gmi"));
	assert_int_equal(finding(&l.diags, "missing-file")->at.line, 2);
	unload(&l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(files_are_pages_elsewhere),
		cmocka_unit_test(nothing_of_a_zone_is_on_gopher),
		cmocka_unit_test(what_a_rule_answers_has_no_page),
		cmocka_unit_test(what_is_wrong_is_said),
	};

	return cmocka_run_group_tests_name("native", tests, NULL, NULL);
}
