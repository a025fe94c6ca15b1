/* SPDX-License-Identifier: ISC */
/* Folders without a page of their own, on both protocols. */
#include "site/listings.h"

#include "page/listing.h"
#include "unit/loaded.h"

#define FILES_MAX 7

#define FILE_OF(name, text)                                     \
	{                                                       \
		.path = STR_INIT(name), .bytes = STR_INIT(text) \
	}
#define PROFILE                                     \
	FILE_OF("profile.txt",                      \
	    "Name: Ada\nEmail: ada@example.org\n\n" \
	    "# About\nText.\n")
#define HOME "\n=> / Up: Ada\n"

static const struct {
	const char *why;
	const struct memory_file files[FILES_MAX];
	const char *path;
	const char *has; /* all of it; NULL = nothing is there */
} rows[] = {
	{ "G-55 a link to each", { PROFILE, FILE_OF("d/a.txt", "a\n") }, "/d/",
	    "# d\n\n=> /d/a.txt a.txt (2 B)\n" HOME },
	{ "kind, size and day",
	    { PROFILE,
		{ .path = STR_INIT("d/a.pdf"),
		    .bytes = STR_INIT("%PDF"),
		    .changed = 1709337599 },
		{ .path = STR_INIT("d/b.txt"),
		    .bytes = STR_INIT("b"),
		    .changed = 1709337600 } },
	    "/d/",
	    "# d\n\n=> /d/a.pdf a.pdf (4 B, 2024-03-01)\n"
	    "=> /d/b.txt b.txt (1 B, 2024-03-02)\n" HOME },
	{ "kinds are in names",
	    { PROFILE, FILE_OF("d/cat.md", "# Cat\n"),
		FILE_OF("d/20240501-p.PNG", "\x89PNG"),
		FILE_OF("d/20240501.jpeg", "\xff") },
	    "/d/",
	    "# d\n\n=> /d/20240501-p.PNG 2024-05-01 p.PNG (4 B)\n"
	    "=> /d/20240501.jpeg 2024-05-01 20240501.jpeg (1 B)\n\n"
	    "=> /d/cat Cat (6 B)\n" HOME "=> /d/atom.xml Atom feed\n" },
	{ "headings",
	    { PROFILE, FILE_OF("d/a.gmi", "Text\n### Three\n# One\n"),
		FILE_OF("d/b.md", "# *Star*\n"),
		FILE_OF("d/c.txt", "Roses\n=====\n"),
		FILE_OF("d/e.gmi", "```\n# Art\n```\n") },
	    "/d/",
	    "# d\n\n=> /d/a.gmi Three (21 B)\n=> /d/b Star (9 B)\n"
	    "=> /d/c.txt Roses (12 B)\n=> /d/e.gmi e.gmi (14 B)\n" HOME },
	{ "a line above the rest is a title",
	    { PROFILE, FILE_OF("d/a.txt", "A letter\n\nDear\n"),
		FILE_OF("d/b.txt", "A sentence.\n\nMore\n"),
		FILE_OF("d/c.txt", "Alone\n"),
		FILE_OF("d/e.txt", "Bread\nMilk\n"),
		FILE_OF("d/f.c", "/* f */\n\nint f;\n") },
	    "/d/",
	    "# d\n\n=> /d/a.txt A letter (15 B)\n=> /d/b.txt b.txt (18 B)\n"
	    "=> /d/c.txt c.txt (6 B)\n=> /d/e.txt e.txt (11 B)\n"
	    "=> /d/f.c f.c (16 B)\n" HOME },
	{ "T-13 a title cannot reorder a line",
	    { PROFILE, FILE_OF("d/a.gmi", "# A\xe2\x80\xae\x1b\tb  c\n") },
	    "/d/", "# d\n\n=> /d/a.gmi A b c (13 B)\n" HOME },
	{ "nor can a name",
	    { PROFILE, FILE_OF("d/a\xe2\x80\xae"
			       "b.txt",
			   "x") },
	    "/d/",
	    "# d\n\n=> /d/a%E2%80%AEb.txt ab.txt (1 B)\n" HOME },
	{ "T-17 names are encoded",
	    { PROFILE, FILE_OF("d/a ?#%.txt", "x"),
		FILE_OF("d/\xc3\xa9=>.txt", "x"), FILE_OF("d/%41:.txt", "x") },
	    "/d/",
	    "# d\n\n=> /d/%2541%3A.txt %41:.txt (1 B)\n"
	    "=> /d/a%20%3F%23%25.txt a ?#%.txt (1 B)\n"
	    "=> /d/%C3%A9%3D%3E.txt \xc3\xa9=>.txt (1 B)\n" HOME },
	{ "S-04 the newest day first",
	    { PROFILE, FILE_OF("d/2024-05-01-a.gmi", "# A\n"),
		FILE_OF("d/20240502.txt", "x"),
		FILE_OF("d/2024_04_30 b.txt", "x"),
		FILE_OF("d/2024-05-03/index.gmi", "# Trip\n"),
		FILE_OF("d/2024-02-30.txt", "x"),
		FILE_OF("d/12345678.txt", "x") },
	    "/d/",
	    "# d\n\n=> /d/2024-05-03/ 2024-05-03 Trip (folder)\n"
	    "=> /d/20240502.txt 2024-05-02 20240502.txt (1 B)\n"
	    "=> /d/2024-05-01-a.gmi 2024-05-01 A (4 B)\n"
	    "=> /d/2024_04_30%20b.txt 2024-04-30 b.txt (1 B)\n\n"
	    "=> /d/12345678.txt 12345678.txt (1 B)\n"
	    "=> /d/2024-02-30.txt 2024-02-30.txt (1 B)\n" HOME
	    "=> /d/atom.xml Atom feed\n" },
	{ "a day is not said twice",
	    { PROFILE, FILE_OF("d/2024-05-01.gmi", "# 2024-05-01: A\n") },
	    "/d/",
	    "# d\n\n=> /d/2024-05-01.gmi 2024-05-01: A (16 B)\n" HOME
	    "=> /d/atom.xml Atom feed\n" },
	{ "folders before files",
	    { PROFILE, FILE_OF("d/a.txt", "a"), FILE_OF("d/b/x.txt", "x"),
		FILE_OF("d/c/gophermap", "A hole\n"),
		FILE_OF("d/e/f/x.txt", "x") },
	    "/d/",
	    "# d\n\n=> /d/b/ b/\n=> /d/c/ A hole (folder)\n=> /d/e/ e/\n\n"
	    "=> /d/a.txt a.txt (1 B)\n" HOME },
	{ "of folders alone", { PROFILE, FILE_OF("d/e/f/x.txt", "x") },
	    "/d/e/", "# e\n\n=> /d/e/f/ f/\n\n=> /d/ Up: d\n" },
	{ "X-10 nothing hidden",
	    { PROFILE, FILE_OF("d/a", "a"), FILE_OF("d/.b", "b"),
		FILE_OF("d/a~", "a"), FILE_OF("d/a.bak", "a"),
		FILE_OF("d/.git/a", "a") },
	    "/d/", "# d\n\n=> /d/a a (1 B)\n" HOME },
	{ "X-10 nor of hidden files alone", { PROFILE, FILE_OF("d/.b", "b") },
	    "/d/", NULL },
	{ "maps by their names",
	    { PROFILE, FILE_OF("d/b.gophermap", "A menu\n"),
		FILE_OF("d/c.gph", "c\n") },
	    "/d/",
	    "# d\n\n=> /d/b.gophermap A menu\n=> /d/c.gph c\n" HOME },
	{ "an index is the page",
	    { PROFILE, FILE_OF("d/index.gmi", "# Mine\n"),
		FILE_OF("d/a.txt", "a") },
	    "/d/", "# Mine\n" },
	{ "so is a map",
	    { PROFILE, FILE_OF("d/gophermap", "Mine\n"),
		FILE_OF("d/a.txt", "a") },
	    "/d/", "# Mine\n" },
	{ "and Markdown",
	    { PROFILE, FILE_OF("d/README.md", "# Mine\n"),
		FILE_OF("d/a.txt", "a") },
	    "/d/", "# Mine\n" },
	{ "and a page of the profile",
	    { PROFILE, FILE_OF("about/a.txt", "a") }, "/about/", "/about" },
	{ "where readers search is none",
	    { PROFILE, FILE_OF("search/a.txt", "a") }, "/search/", "/search" },
	{ "a header",
	    { PROFILE, FILE_OF("d/header.gmi", "# Mine\nText.\n=> a Link\n"),
		FILE_OF("d/a", "a") },
	    "/d/",
	    "# Mine\n\nText.\n=> /d/a Link (1 B)\n\n=> /d/a a (1 B)\n" HOME },
	{ "which is served by itself no more",
	    { PROFILE, FILE_OF("d/header.gmi", "# Mine\n"),
		FILE_OF("d/a", "a") },
	    "/d/header.gmi", NULL },
	{ "but with an index it is a file",
	    { PROFILE, FILE_OF("d/header.gmi", "# Mine\n"),
		FILE_OF("d/index.gmi", "# D\n") },
	    "/d/header.gmi", "# Mine\n" },
	{ "Agate's",
	    { PROFILE, FILE_OF("d/.directory-listing-ok", "Hello\n"),
		FILE_OF("d/a", "a") },
	    "/d/", "# d\n\nHello\n\n=> /d/a a (1 B)\n" HOME },
	{ "Molly Brown's, where that is empty",
	    { PROFILE, FILE_OF("d/.directory-listing-ok", ""),
		FILE_OF("d/.mollyhead", "Hi\n"), FILE_OF("d/a", "a") },
	    "/d/", "# d\n\nHi\n\n=> /d/a a (1 B)\n" HOME },
	{ "header.gmi before these",
	    { PROFILE, FILE_OF("d/.mollyhead", "Hi\n"),
		FILE_OF("d/header.gmi", "Mine\n"), FILE_OF("d/a", "a") },
	    "/d/", "# d\n\nMine\n\n=> /d/a a (1 B)\n" HOME },
	{ "none of them is a file",
	    { PROFILE, FILE_OF("d/.mollyhead", "Hi\n"), FILE_OF("d/a", "a") },
	    "/d/.mollyhead", NULL },
	{ "gophernicus's title",
	    { PROFILE, FILE_OF("d/gophertag", "My  things\nMore\n"),
		FILE_OF("d/a", "a") },
	    "/d/", "# My things\n\n=> /d/a a (1 B)\n" HOME },
	{ "of a folder with a page",
	    { PROFILE, FILE_OF("d/e/gophertag", "My things\n"),
		FILE_OF("d/e/index.gmi", "# E\n") },
	    "/d/", "# d\n\n=> /d/e/ My things (folder)\n" HOME },
	{ "is no file", { PROFILE, FILE_OF("d/gophertag", "My things\n") },
	    "/d/gophertag", NULL },
	{ "nor alone a folder",
	    { PROFILE, FILE_OF("d/gophertag", "My things\n") }, "/d/", NULL },
	{ "a header is not UTF-8",
	    { PROFILE, FILE_OF("d/.mollyhead", "\xff\n"),
		FILE_OF("d/gophertag", "\xff\n"), FILE_OF("d/a", "a") },
	    "/d/", "# d\n\n=> /d/a a (1 B)\n" HOME },
	{ "pages of the profile are not listed",
	    { PROFILE, FILE_OF("pages/one.txt", "# One\nText.\n"),
		FILE_OF("pages/cat.png", "\x89PNG") },
	    "/pages/", "# pages\n\n=> /pages/cat.png cat.png (4 B)\n" HOME },
	{ "the root, if its owner says so",
	    { FILE_OF(".directory-listing-ok", ""), FILE_OF("a", "a") }, "/",
	    "# example.org\n\n=> /a a (1 B)\n" },
	{ "without what nobody wrote",
	    { FILE_OF("header.gmi", "# Mine\n"), FILE_OF("d/a", "a") }, "/",
	    "# Mine\n\n=> /d/ d/\n" },
	{ "and even if it is empty", { FILE_OF(".mollyhead", "Mine\n") }, "/",
	    "# example.org\n\nMine\n" },
};

static struct str
body_or_target(const struct loaded *l, struct str path)
{
	struct resource r;

	if (!image_find(&l->image, VIEW_GEMINI, path, &r))
		return (struct str){ NULL, 0 };
	return r.kind == RESOURCE_REDIRECT ? r.media : r.body;
}

static void
folders_are_listed(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct loaded l;
		struct str got;

		load(&l, rows[i].files, FILES_MAX);
		got = body_or_target(&l, str_of(rows[i].path));
		check_row((got.at == NULL) == (rows[i].has == NULL),
		    rows[i].why);
		if (!str_eq(got, str_of(rows[i].has)))
			fail_msg("%s: %.*s", rows[i].why, STR_ARG(got));
		unload(&l);
	}
}

/* G-54, X-17 on Gemini; on Gopher a menu at both forms of the selector. */
static void
a_listing_is_a_folder(void **state)
{
	static const struct memory_file files[] = { PROFILE,
		FILE_OF("two words/a.gmi", "# A\n"),
		FILE_OF("two words/e/b.pdf", "%PDF") };
	struct resource r;
	struct loaded l;

	(void)state;
	load(&l, files, COUNT(files));
	assert_true(image_find(&l.image, VIEW_GEMINI, STR("/two words"), &r));
	assert_int_equal(r.kind, RESOURCE_REDIRECT);
	assert_str(r.media, STR("/two%20words/"));
	assert_true(image_find(&l.image, VIEW_GOPHER, STR("two words"), &r));
	assert_int_equal(r.item, '1');
	assert_str(r.body,
	    STR("itwo words\t\tnull.host\t1\r\ni\t\tnull.host\t1\r\n"
		"1e/\t/two%20words/e\texample.org\t70\r\n"
		"i\t\tnull.host\t1\r\n"
		"0A (4 B)\t/two%20words/a\texample.org\t70\r\n"
		"i\t\tnull.host\t1\r\n"
		"1Up: Ada\t/\texample.org\t70\r\n.\r\n"));
	assert_null(l.diags.first);
	unload(&l);
}

/* T-17: nor do ways between the forms of a page lose theirs. */
static void
pages_may_have_any_name(void **state)
{
	static const struct memory_file files[] = { PROFILE,
		FILE_OF("d/a b?#%x/a.txt", "a"),
		FILE_OF("d/[b]?%41.gmi", "# B\n"), FILE_OF("d/#c.md", "# C\n"),
		FILE_OF("e?/gophermap", "E\n") };
	static const struct policy policy = { .ascii = true };
	const struct memory_folder m = { .files = files,
		.count = COUNT(files) };
	struct loaded l;

	(void)state;
	load_policy(&l, &m, &policy);
	assert_true(l.built);
	assert_null(l.diags.first);
	unload(&l);
}

/* O-55: what is in a zone stands in no listing but its own. */
static void
a_zone_has_listings_of_its_own(void **state)
{
	static const struct memory_file files[] = { PROFILE,
		FILE_OF("d/a.txt", "a"), FILE_OF("d/b.gmi", "# Secret\n"),
		FILE_OF("d/z/c.gmi", "# Secret\n"),
		FILE_OF("d/z/y/d.md", "# Secret\n"),
		FILE_OF("e/z/index.gmi", "# Secret\n") };
	const struct zone zones[] = { { STR_INIT("/d/z/"), false },
		{ STR_INIT("/d/b.gmi"), false },
		{ STR_INIT("/d/z/y/"), false }, { STR_INIT("/e/z/"), false } };
	const struct policy policy = { .zones = zones,
		.zone_count = COUNT(zones) };
	const struct memory_folder m = { .files = files,
		.count = COUNT(files) };
	struct resource r;
	struct loaded l;

	(void)state;
	load_policy(&l, &m, &policy);
	assert_true(l.built);
	assert_str(body_at(&l, VIEW_GEMINI, STR("/d/")),
	    STR("# d\n\n=> /d/a.txt a.txt (1 B)\n" HOME));
	assert_str(body_at(&l, VIEW_GEMINI, STR("/d/z/")),
	    STR("# z\n\n=> /d/z/c.gmi Secret (9 B)\n\n=> /d/ Up: d\n"));
	assert_str(body_at(&l, VIEW_GEMINI, STR("/d/z/y/")),
	    STR("# y\n\n=> /d/z/y/d Secret (9 B)\n"));
	assert_false(image_find(&l.image, VIEW_GEMINI, STR("/e/"), &r));
	assert_false(image_find(&l.image, VIEW_GOPHER, STR("d/z"), &r));
	assert_true(image_find(&l.image, VIEW_GOPHER, STR("d"), &r));
	unload(&l);
}

/* What a rule answers for is not there, nor is a listing at its path. */
static void
rules_go_first(void **state)
{
	static const struct memory_file files[] = { PROFILE,
		FILE_OF("d/a.txt", "a"), FILE_OF("d/b.txt", "b"),
		FILE_OF("e/a", "a") };
	const struct path_rule rules[] = {
		{ 52, STR_INIT("/d/b.txt"), STR_INIT("Gone") },
		{ 52, STR_INIT("/e/"), STR_INIT("Gone") },
	};
	const struct policy policy = { .rules = rules,
		.rule_count = COUNT(rules) };
	const struct memory_folder m = { .files = files,
		.count = COUNT(files) };
	struct resource r;
	struct loaded l;

	(void)state;
	load_policy(&l, &m, &policy);
	assert_true(l.built);
	assert_str(body_at(&l, VIEW_GEMINI, STR("/d/")),
	    STR("# d\n\n=> /d/a.txt a.txt (1 B)\n" HOME));
	assert_false(image_find(&l.image, VIEW_GOPHER, STR("e"), &r));
	unload(&l);
}

static void
an_owner_can_have_none(void **state)
{
	static const struct memory_file files[] = { PROFILE,
		FILE_OF("d/a", "a"), FILE_OF("d/header.gmi", "# Mine\n"),
		FILE_OF("d/.mollyhead", "Hi\n") };
	const struct policy policy = { .unlisted = true };
	const struct memory_folder m = { .files = files,
		.count = COUNT(files) };
	struct resource r;
	struct loaded l;

	(void)state;
	load_policy(&l, &m, &policy);
	assert_true(l.built);
	assert_false(image_find(&l.image, VIEW_GEMINI, STR("/d/"), &r));
	assert_false(image_find(&l.image, VIEW_GOPHER, STR("d"), &r));
	assert_true(image_find(&l.image, VIEW_GEMINI, STR("/d/header.gmi"),
	    &r));
	assert_false(image_find(&l.image, VIEW_GEMINI, STR("/d/.mollyhead"),
	    &r));
	unload(&l);
}

/* G-02: nobody could follow a link to it, and another warning says so. */
static void
what_is_out_of_reach_is_not_listed(void **state)
{
	static char name[1024] = "d/";
	const struct memory_file files[] = { PROFILE, FILE_OF("d/a", "a"),
		{ .path = { name, 1010 }, .bytes = STR_INIT("x") } };
	struct loaded l;

	(void)state;
	memset(name + 2, 'x', 1008);
	load(&l, files, COUNT(files));
	assert_non_null(finding(&l.diags, "not-served"));
	assert_str(body_at(&l, VIEW_GEMINI, STR("/d/")),
	    STR("# d\n\n=> /d/a a (1 B)\n" HOME));
	unload(&l);
}

/* What is found in a header is told once, where it is. */
static void
headers_are_checked(void **state)
{
	static const struct memory_file files[] = { PROFILE,
		FILE_OF("d/header.gmi", "=> none None\n```\nopen\n"),
		FILE_OF("d/a", "a") };
	const struct diag *open;
	struct loaded l;

	(void)state;
	load(&l, files, COUNT(files));
	open = finding(&l.diags, "open-fence");
	assert_non_null(open);
	assert_str(open->at.file, STR("d/header.gmi"));
	assert_str(finding(&l.diags, "missing-file")->at.file,
	    STR("d/header.gmi"));
	assert_int_equal(l.diags.count[DIAG_WARNING], 2);
	unload(&l);
}

/* A page that no client can show helps nobody. */
static void
a_long_listing_ends(void **state)
{
	const size_t count = LISTING_MAX + 3;
	struct listing_entry *entries;
	struct doc *doc;
	size_t links = 0;
	struct arena a;

	(void)state;
	arena_init(&a);
	entries = arena_array(&a, count, sizeof(*entries));
	doc = doc_new(&a, STR("/d"), STR("d"), STR("en"));
	for (size_t i = 0; i < count; i++) {
		entries[i].path = arena_printf(&a, "/d/%05zu", count - i);
		entries[i].name = str_skip(entries[i].path, 3);
	}
	listing_add(&a, doc, entries, count);
	assert_str(doc->first->target, STR("/d/00001"));
	for (const struct block *b = doc->first; b != doc->last; b = b->next)
		links += b->kind == BLOCK_LINK;
	assert_int_equal(links, LISTING_MAX);
	assert_str(doc->last->text, STR("3 more are not listed."));
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(folders_are_listed),
		cmocka_unit_test(a_listing_is_a_folder),
		cmocka_unit_test(pages_may_have_any_name),
		cmocka_unit_test(a_zone_has_listings_of_its_own),
		cmocka_unit_test(rules_go_first),
		cmocka_unit_test(an_owner_can_have_none),
		cmocka_unit_test(what_is_out_of_reach_is_not_listed),
		cmocka_unit_test(headers_are_checked),
		cmocka_unit_test(a_long_listing_ends),
	};

	return cmocka_run_group_tests_name("listings", tests, NULL, NULL);
}
