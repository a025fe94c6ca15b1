/* SPDX-License-Identifier: ISC */
/* Feeds of pages that were not made of a profile, as readers get them. */
#include "site/gemlogs.h"

#include "unit/between.h"
#include "unit/loaded.h"

#define FILES_MAX 5
#define FILE_OF(name, text)                                     \
	{                                                       \
		.path = STR_INIT(name), .bytes = STR_INIT(text) \
	}
#define ROOT FILE_OF("index.gmi", "# Root\n")
#define PROFILE FILE_OF("profile.txt", "Name: Ada\n\n# About\nText.\n")
#define DAY "2024-05-01 "
#define POST FILE_OF("g/a.gmi", "# A\n\nWords of A.\n=> b.gmi B\n")
#define POST_B FILE_OF("g/b.gmi", "# B\n")
#define LOG FILE_OF("g/index.gmi", "# Log\n## Sub\n=> a.gmi " DAY "A\n")
#define MAP FILE_OF("gophermap", "0" DAY "A\ta.txt\n")
#define TEXT FILE_OF("a.txt", "<Words>\r\nof A\n")
#define ALPHA FILE_OF("index.gmi", "=> a.txt " DAY "Alpha\n")
#define MARKED(path) FILE_OF(path, "[" DAY "B](b.md)\n")
#define FAR(path) FILE_OF(path, "[" DAY "B](gemini://b)\n")
#define URL "gemini://example.org"
#define HOLE "gopher://example.org"

static const struct {
	const char *why;
	const struct memory_file files[FILES_MAX];
	enum view view;
	const char *path;
	const char *has; /* NULL = nothing is there */
} rows[] = {
	{ "S-01 a folder's page", { ROOT, LOG, POST, POST_B }, VIEW_GEMINI,
	    "/g/atom.xml",
	    "<link rel=\"alternate\" type=\"text/gemini\" href=\"" URL
	    "/g/\" />" },
	{ "S-18 on Gopher", { ROOT, LOG, POST, POST_B }, VIEW_GOPHER,
	    "/g/atom.xml",
	    "type=\"application/gopher-menu\" href=\"" HOLE "/1/g\" />" },
	{ "S-12", { ROOT, LOG, POST, POST_B }, VIEW_GOPHER, "/g/atom.xml",
	    "<link rel=\"self\" type=\"application/atom+xml\" href=\"" HOLE
	    "/0/g/atom.xml\" />" },
	{ "S-02", { ROOT, LOG, POST, POST_B }, VIEW_GEMINI, "/g/atom.xml",
	    "<title>Log</title>\n<subtitle>Sub</subtitle>" },
	{ "S-10 nobody says who", { ROOT, LOG, POST, POST_B }, VIEW_GEMINI,
	    "/g/atom.xml", "<name>example.org</name>" },
	{ "S-10 somebody does", { PROFILE, LOG, POST, POST_B }, VIEW_GEMINI,
	    "/g/atom.xml", "<name>Ada</name>" },
	{ "S-06 noon", { ROOT, LOG, POST, POST_B }, VIEW_GEMINI,
	    "/g/atom.xml", "<published>2024-05-01T12:00:00Z</published>" },
	{ "S-14", { ROOT, LOG, POST, POST_B }, VIEW_GOPHER, "/g/atom.xml",
	    "<id>tag:example.org,2024-05-01:/g/a.gmi</id>" },
	{ "what a post says", { ROOT, LOG, POST, POST_B }, VIEW_GEMINI,
	    "/g/atom.xml", "&lt;p&gt;Words of A.&lt;/p&gt;" },
	{ "its links are Gemini's", { ROOT, LOG, POST, POST_B }, VIEW_GEMINI,
	    "/g/atom.xml", "href=&quot;" URL "/g/b.gmi&quot;&gt;B" },
	{ "its links are Gopher's", { ROOT, LOG, POST, POST_B }, VIEW_GOPHER,
	    "/g/atom.xml", "href=&quot;" HOLE "/0/g/b&quot;&gt;B" },
	{ "an entry where Gemini has it", { ROOT, LOG, POST, POST_B },
	    VIEW_GEMINI, "/g/atom.xml", "href=\"" URL "/g/a.gmi\" />" },
	{ "an entry where Gopher has it", { ROOT, LOG, POST, POST_B },
	    VIEW_GOPHER, "/g/atom.xml", "href=\"" HOLE "/1/g/a\" />" },
	{ "the root", { FILE_OF("index.gmi", "=> gemini://b/ " DAY "B\n") },
	    VIEW_GEMINI, "/atom.xml",
	    "<link rel=\"alternate\" href=\"gemini://b/\" />" },
	{ "a URL of ours",
	    { ROOT, FILE_OF("all.gmi", "=> " URL "/g/a.gmi " DAY "A\n"), POST,
		POST_B },
	    VIEW_GOPHER, "/all.xml", "Words of A." },
	{ "one of ours at another port",
	    { ROOT, FILE_OF("all.gmi", "=> " URL ":7/g/a.gmi " DAY "A\n"),
		POST, POST_B },
	    VIEW_GOPHER, "/all.xml", "href=\"" URL ":7/g/a.gmi\" />" },
	{ "nothing says its title",
	    { FILE_OF("index.gmi", "=> gemini://b/ " DAY "B\n") },
	    VIEW_GOPHER, "/atom.xml", "<title>example.org/</title>" },
	{ "a page beside others",
	    { ROOT, FILE_OF("all.gmi", "=> https://b/ " DAY "B\n") },
	    VIEW_GOPHER, "/all.xml", "href=\"" URL "/all.gmi\"" },
	{ "it is another there",
	    { ROOT, FILE_OF("all.gmi", "=> https://b/ " DAY "B\n") },
	    VIEW_GEMINI, "/all.xml", "href=\"" HOLE "/1/all\"" },
	{ "one with dots in its name",
	    { ROOT, FILE_OF("v.1.gmi", "=> https://b/ " DAY "B\n") },
	    VIEW_GOPHER, "/v.1.xml", "/v.1.gmi" },
	{ "Markdown", { ROOT, MARKED("m.md"), FILE_OF("b.md", "*Words*\n") },
	    VIEW_GEMINI, "/m.xml", "&lt;p&gt;Words&lt;/p&gt;" },
	{ "of a folder",
	    { ROOT, MARKED("d/README.md"), FILE_OF("d/b.md", "*Words*\n") },
	    VIEW_GOPHER, "/d/atom.xml", "href=\"" HOLE "/0/d/b\" />" },
	{ "a map", { MAP, TEXT }, VIEW_GOPHER, "/atom.xml",
	    "&lt;pre&gt;&amp;lt;Words&amp;gt;\r\nof A&lt;/pre&gt;" },
	{ "a map, on Gemini", { MAP, TEXT }, VIEW_GEMINI,
	    "/atom.xml", "href=\"" URL "/a.txt\" />" },
	{ "a map by its name",
	    { ROOT, FILE_OF("b.gophermap", "0" DAY "A\ta.txt\n"), TEXT },
	    VIEW_GOPHER, "/b.xml", "<title>A</title>" },
	{ "another page on Gemini",
	    { MAP, ALPHA, TEXT }, VIEW_GEMINI,
	    "/atom.xml", "<title>Alpha</title>" },
	{ "than on Gopher",
	    { MAP, ALPHA, TEXT }, VIEW_GOPHER,
	    "/atom.xml", "<title>A</title>" },
	{ "it has none there",
	    { FILE_OF("gophermap", "0A\ta.txt\n"), ALPHA, TEXT },
	    VIEW_GOPHER, "/atom.xml", NULL },
	{ "a folder has its name",
	    { ROOT, FILE_OF("g.gmi", "=> g/a.gmi " DAY "A\n"), POST },
	    VIEW_GOPHER, "/g.xml", "href=\"" HOLE "/0/g.gmi\" />" },
	{ "a label that is a day",
	    { ROOT, FILE_OF("all.gmi", "=> g/a.gmi 2024-05-01\n"), POST,
		POST_B },
	    VIEW_GEMINI, "/all.xml", "<title>A</title>\n<published>" },
	{ "and no more is known",
	    { ROOT, FILE_OF("all.gmi", "=> https://b/ 2024-05-01\n") },
	    VIEW_GEMINI, "/all.xml", "<title>2024-05-01</title>" },
	{ "its own is there",
	    { ROOT, LOG, POST, FILE_OF("g/atom.xml", "<own />\n") },
	    VIEW_GEMINI, "/g/atom.xml", "<own />\n" },
	{ "a folder that is two things",
	    { FILE_OF("index.gmi", "=> d/ " DAY "D\n"),
		FILE_OF("d/index.gmi", "# D\n"),
		FILE_OF("d/gophermap", "Hello\n") },
	    VIEW_GEMINI, "/atom.xml", "href=\"" URL "/d/\" />" },
	{ "S-04 no day", { ROOT, FILE_OF("g/index.gmi", "=> a.gmi A\n"), POST },
	    VIEW_GEMINI, "/g/atom.xml", NULL },
	{ "itself", { ROOT, FILE_OF("g/index.gmi", "=> . " DAY "A\n") },
	    VIEW_GEMINI, "/g/atom.xml", NULL },
	{ "nothing there",
	    { ROOT, FILE_OF("g/index.gmi", "=> x.gmi " DAY "A\n") },
	    VIEW_GEMINI, "/g/atom.xml", NULL },
	{ "X-38 no page",
	    { ROOT, FILE_OF("g/index.gmi", "=> mailto:a@b.org " DAY "A\n") },
	    VIEW_GEMINI, "/g/atom.xml", NULL },
};

static void
pages_with_days_have_feeds(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct loaded l;
		struct str feed;

		load(&l, rows[i].files, FILES_MAX);
		feed = body_at(&l, rows[i].view, str_of(rows[i].path));
		if (rows[i].has == NULL)
			check_row(feed.at == NULL, rows[i].why);
		else if (str_find(feed, str_of(rows[i].has)) == feed.len)
			fail_msg("%s:\n%.*s", rows[i].why, STR_ARG(feed));
		unload(&l);
	}
}

/* S-06, S-08: each page once, newest first, of one day as they stand. */
static void
entries_are_in_order(void **state)
{
	static const struct memory_file files[] = { ROOT,
		FILE_OF("all.gmi",
		    "=> gemini://a/ 2023-01-01 A\n"
		    "=> gemini://b/ 2024-01-01 B\n"
		    "=> gemini://c/ 2023-06-01 C\n"
		    "=> gemini://d/ 2024-01-01 D\n"
		    "=> gemini://a/ 2025-01-01 Again\n") };
	static const char *const want[] = { "B", "D", "C", "A" };
	struct str feed, entry, title = { NULL, 0 };
	size_t count = 0;
	struct loaded l;

	(void)state;
	load(&l, files, COUNT(files));
	feed = body_at(&l, VIEW_GEMINI, STR("/all.xml"));
	while (take_between(&feed, STR("<entry>"), STR("</entry>"), &entry)) {
		assert_true(take_between(&entry, STR("<title>"),
		    STR("</title>"), &title));
		assert_true(count < COUNT(want));
		assert_str(title, str_of(want[count++]));
	}
	assert_int_equal(count, COUNT(want));
	unload(&l);
}

static size_t
count_of(struct str text, struct str what)
{
	size_t count = 0;

	while (str_find(text, what) < text.len) {
		text = str_skip(text, str_find(text, what) + what.len);
		count++;
	}
	return count;
}

static void
feeds_are_of_what_is_new(void **state)
{
	struct memory_file files[] = { ROOT, { .path = STR("all.gmi") } };
	struct loaded l;
	struct str feed;
	struct buf page;

	(void)state;
	buf_init(&page);
	for (unsigned i = 0; i < 2 * FEEDS_ENTRIES; i++)
		buf_printf(&page, "=> gemini://h%u/ 1%03u-01-01 T\n", i, i);
	files[1].bytes = buf_str(&page);
	load(&l, files, COUNT(files));
	feed = body_at(&l, VIEW_GEMINI, STR("/all.xml"));
	assert_int_equal(count_of(feed, STR("<entry>")), FEEDS_ENTRIES);
	assert_true(str_find(feed, STR("gemini://h99/")) < feed.len);
	unload(&l);
	buf_release(&page);
}

/* Many a post leads to the one before it. */
static void
posts_are_no_feeds(void **state)
{
	static const struct memory_file files[] = { ROOT, LOG,
		FILE_OF("g/a.gmi", "=> b.gmi 2024-04-01 Before\n"),
		FILE_OF("g/b.gmi", "=> . 2024-05-02 All\n") };
	struct loaded l;

	(void)state;
	load(&l, files, COUNT(files));
	assert_null(body_at(&l, VIEW_GEMINI, STR("/g/a.xml")).at);
	assert_null(body_at(&l, VIEW_GOPHER, STR("/g/a.xml")).at);
	assert_non_null(body_at(&l, VIEW_GEMINI, STR("/g/atom.xml")).at);
	unload(&l);
}

/* O-55: neither pages of a zone nor what leads into one. */
static void
zones_are_in_no_feed(void **state)
{
	static const struct memory_file files[] = { ROOT,
		FILE_OF("all.gmi",
		    "=> z/a.gmi " DAY "Secret\n=> g/a.gmi " DAY "Open\n"),
		FILE_OF("z/index.gmi", "=> a.gmi " DAY "Secret\n"),
		FILE_OF("z/a.gmi", "# A\n"), POST,
		FILE_OF("b.gophermap", "0" DAY "A\tg/a.gmi\n") };
	const struct zone zones[] = { { STR_INIT("/z/"), false },
		{ STR_INIT("/b.gophermap"), false } };
	const struct policy policy = { .zones = zones, .zone_count = 2 };
	const struct memory_folder m = { .files = files,
		.count = COUNT(files) };
	struct loaded l;

	(void)state;
	load_policy(&l, &m, &policy);
	assert_true(l.built);
	for (enum view v = 0; v < VIEW_COUNT; v++) {
		struct str feed = body_at(&l, v, STR("/all.xml"));

		assert_int_equal(count_of(feed, STR("<entry>")), 1);
		assert_int_equal(count_of(feed, STR("Secret")), 0);
		assert_null(body_at(&l, v, STR("/z/atom.xml")).at);
		assert_null(body_at(&l, v, STR("/b.xml")).at);
	}
	unload(&l);
}

static void
what_a_rule_answers_is_no_feed(void **state)
{
	static const struct memory_file files[] = { ROOT, LOG, POST };
	const struct path_rule rule = { 31, STR_INIT("/g/atom.xml"),
		STR_INIT("/feed.xml") };
	const struct policy policy = { .rules = &rule, .rule_count = 1 };
	const struct memory_folder m = { .files = files,
		.count = COUNT(files) };
	struct loaded l;

	(void)state;
	load_policy(&l, &m, &policy);
	assert_true(l.built);
	assert_null(body_at(&l, VIEW_GOPHER, STR("/g/atom.xml")).at);
	unload(&l);
}

/* The profile's log is the page of its folder, and its feed that page's. */
static void
the_profile_has_its_feeds(void **state)
{
	static const struct memory_file files[] = { PROFILE,
		FILE_OF("log/2024-05-01-a.txt", "# Post\n\nText.\n"),
		FILE_OF("log/index.gmi",
		    "# Log\n=> gemini://b/ 2024-05-02 Mine\n") };
	struct loaded l;

	(void)state;
	load(&l, files, COUNT(files));
	for (enum view v = 0; v < VIEW_COUNT; v++) {
		struct str feed = body_at(&l, v, STR("/log/atom.xml"));

		assert_int_equal(count_of(feed, STR("<entry>")), 1);
		assert_int_equal(count_of(feed, STR("Mine")), 0);
		assert_null(body_at(&l, v, STR("/log/index.xml")).at);
	}
	unload(&l);
}

/* S-17, each page leading to its feed where it is not as its author has it. */
static const struct {
	const char *why;
	const struct memory_file files[FILES_MAX];
	enum view view;
	const char *path;
	const char *has;
	bool is;
} ways[] = {
	{ "gemtext, on Gopher", { ROOT, LOG, POST }, VIEW_GOPHER, "/g",
	    "0Atom feed\t/g/atom.xml\t", true },
	{ "gemtext stays as it is", { ROOT, LOG, POST }, VIEW_GEMINI, "/g/",
	    "Atom feed", false },
	{ "Markdown", { ROOT, FAR("m.md") },
	    VIEW_GEMINI, "/m", "=> /m.xml Atom feed\n", true },
	{ "Markdown, on Gopher",
	    { ROOT, FAR("m.md") },
	    VIEW_GOPHER, "/m", "/m.xml", true },
	{ "a map stays as it is", { MAP, TEXT }, VIEW_GOPHER, "/",
	    "Atom feed", false },
	{ "a map's page", { MAP, TEXT }, VIEW_GEMINI, "/",
	    "=> /atom.xml Atom feed\n", true },
	{ "its author leads there",
	    { ROOT,
		FILE_OF("g/index.gmi",
		    "=> a.gmi " DAY "A\n=> atom.xml News\n"),
		POST },
	    VIEW_GOPHER, "/g", "Atom feed", false },
	{ "and so do readers get there",
	    { ROOT,
		FILE_OF("g/index.gmi",
		    "=> a.gmi " DAY "A\n=> atom.xml News\n"),
		POST },
	    VIEW_GOPHER, "/g", "0News\t/g/atom.xml\t", true },
	{ "its author has one",
	    { ROOT, LOG, POST, FILE_OF("g/atom.xml", "<own />\n") },
	    VIEW_GOPHER, "/g", "Atom feed", false },
	{ "a name that must be written otherwise",
	    { ROOT, FAR("a %3f.md") },
	    VIEW_GEMINI, "/a %3f", "=> /a%20%253f.xml Atom feed\n", true },
};

static void
pages_lead_to_their_feeds(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(ways); i++) {
		struct loaded l;
		struct str page;
		bool is;

		load(&l, ways[i].files, FILES_MAX);
		page = body_at(&l, ways[i].view, str_of(ways[i].path));
		check_row(page.len > 0, ways[i].why);
		is = str_find(page, str_of(ways[i].has)) < page.len;
		if (is != ways[i].is)
			fail_msg("%s:\n%.*s", ways[i].why, STR_ARG(page));
		unload(&l);
	}
}

/* A long post is an entry, too, but does not stand in the feed. */
static void
long_texts_are_linked(void **state)
{
	struct memory_file files[] = { ROOT,
		FILE_OF("all.gmi", "=> a.gmi " DAY "A\n"),
		{ .path = STR("a.gmi") } };
	struct loaded l;
	struct str feed;
	struct buf post;

	(void)state;
	buf_init(&post);
	while (post.len <= 2 * GEMLOGS_TEXT_MAX)
		buf_add(&post, STR("A line of a long post.\n"));
	files[2].bytes = buf_str(&post);
	load(&l, files, COUNT(files));
	feed = body_at(&l, VIEW_GEMINI, STR("/all.xml"));
	assert_int_equal(count_of(feed, STR("<entry>")), 1);
	assert_int_equal(count_of(feed, STR("<content")), 0);
	unload(&l);
	buf_release(&post);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages_with_days_have_feeds),
		cmocka_unit_test(entries_are_in_order),
		cmocka_unit_test(feeds_are_of_what_is_new),
		cmocka_unit_test(posts_are_no_feeds),
		cmocka_unit_test(zones_are_in_no_feed),
		cmocka_unit_test(what_a_rule_answers_is_no_feed),
		cmocka_unit_test(the_profile_has_its_feeds),
		cmocka_unit_test(pages_lead_to_their_feeds),
		cmocka_unit_test(long_texts_are_linked),
	};

	return cmocka_run_group_tests_name("gemlogs", tests, NULL, NULL);
}
