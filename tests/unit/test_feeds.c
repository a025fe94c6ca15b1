/* SPDX-License-Identifier: ISC */
/* What of a capsule is in its feeds. */
#include "page/feeds.h"

#include "base/buf.h"
#include "unit/feed_files.h"

static const struct {
	const char *why;
	struct memory_file files[FILES_MAX];
	struct str path;
	struct str gemini; /* titles of its entries; empty = there is none */
	struct str gopher;
} rows[] = {
	{ "S-08 the newest first, whatever the order of the source",
	    { PROFILE("# News\n* 2023-04-17 Old\n* 2024-02-29 New\n") }, NEWS,
	    STR_INIT("New|Old"), STR_INIT("New|Old") },
	{ "S-08 the same day in the order of the source",
	    { PROFILE("# News\n* 2023-04-17 One\n* 2023-04-17 Two\n") }, NEWS,
	    STR_INIT("One|Two"), STR_INIT("One|Two") },
	{ "S-08 a day that is none is in no feed",
	    { PROFILE("# News\n* 2023-02-30 None\n* 2023-02-28 One\n") }, NEWS,
	    STR_INIT("One"), STR_INIT("One") },
	{ "S-04 nor is what has no day",
	    { PROFILE("# News\n* None\n* 2023 Year\n* 2023-04 Month\n"
		      "* 2023-04-17..2023-04-19 Days\n* 2023-02-28 One\n") },
	    NEWS, STR_INIT("One"), STR_INIT("One") },
	{ "without any there is no feed",
	    { PROFILE("# News\n* None\n* 2023-04 Month\n") }, NEWS, { 0 },
	    { 0 } },
	{ "nor one of everything",
	    { PROFILE("# News\n* None\n\n# Talks\n* 2023-04-17 Talk\n") }, ALL,
	    { 0 }, { 0 } },
	{ "news of Gopher only",
	    { PROFILE("# News\nOnly: gopher\n\n* 2023-04-17 One\n") }, NEWS,
	    { 0 }, STR_INIT("One") },
	{ "news of the web only",
	    { PROFILE("# News\nOnly: web\n\n* 2023-04-17 One\n") }, ALL, { 0 },
	    { 0 } },
	{ "news at an address of their own",
	    { PROFILE("# News\nSlug: new\n\n* 2023-04-17 One\n") },
	    STR_INIT("/new/atom.xml"), STR_INIT("One"), STR_INIT("One") },
	{ "posts",
	    { PROFILE(""), POST("2023-04-17-a.txt", "Old\nText.\n"),
		POST("2024-02-29-b.txt", "New\nText.\n"),
		POST("c.txt", "None\nText.\n") },
	    LOG, STR_INIT("New|Old"), STR_INIT("New|Old") },
	{ "a post of Gemini only",
	    { PROFILE(""), POST("2023-04-17-a.txt", "Old\nText.\n"),
		POST("2024-02-29-b.txt", "New\nOnly: gemini\nText.\n") },
	    LOG, STR_INIT("New|Old"), STR_INIT("Old") },
	{ "a post with a month only",
	    { PROFILE(""), POST("a.txt", "Old\nDate: 2023-04\nText.\n") }, LOG,
	    { 0 }, { 0 } },
	{ "a post of gemtext",
	    { PROFILE(""), POST("2023-04-17-a.gmi", "Old\nText.\n") }, LOG,
	    STR_INIT("Old"), STR_INIT("Old") },
	{ "publications by year and month",
	    { PROFILE(""),
		BIB(ENTRY("a", "Year", "year = 2023")
			ENTRY("b", "April", "year = 2023, month = apr")
			    ENTRY("c", "May", "year = 2023, month = 5")
				ENTRY("d", "June", "date = {2023-06-01}")
				    ENTRY("e", "None", "note = {x}")
					ENTRY("f", "Late", "year = 2024")) },
	    PUBLICATIONS, STR_INIT("Late|June|May|April|Year"),
	    STR_INIT("Late|June|May|April|Year") },
	{ "all of them together",
	    { PROFILE("# News\n* 2023-04-17 News\n"),
		POST("2023-05-01-a.txt", "Post\nText.\n"),
		BIB(ENTRY("a", "Work", "year = 2023, month = {April}")) },
	    ALL, STR_INIT("Post|News|Work"), STR_INIT("Post|News|Work") },
	{ "a translation has its own, and the works of all",
	    { PROFILE("# News\n* 2023-04-17 News\n"),
		{ .path = STR_INIT("profile.de.txt"),
		    .bytes = STR_INIT(HEAD "Lang: de\n\n# Neues\n"
					   "* 2024-04-17 Neu\n") },
		BIB(ENTRY("a", "Work", "year = 2023")) },
	    STR_INIT("/de/atom.xml"), STR_INIT("Neu|Work"),
	    STR_INIT("Neu|Work") },
	{ "works have pages in one language, and one feed",
	    { PROFILE(""),
		{ .path = STR_INIT("profile.de.txt"),
		    .bytes = STR_INIT(HEAD "Lang: de\n\n# Neues\n* Neu\n") },
		BIB(ENTRY("a", "Work", "year = 2023")) },
	    STR_INIT("/de/publications/atom.xml"), { 0 }, { 0 } },
};

static void
feeds_have_entries(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct str want[] = { rows[i].gemini, rows[i].gopher };
		struct loaded l;

		load(&l, rows[i].files, FILES_MAX);
		for (enum view v = 0; v < VIEW_COUNT; v++) {
			struct str atom = body_at(&l, v, rows[i].path);
			struct str got = entries_of(&l.arena, atom, "title");

			check_row((atom.len > 0) == (want[v].len > 0),
			    rows[i].why);
			if (!str_eq(got, want[v]))
				fail_msg("%s: %.*s", rows[i].why, STR_ARG(got));
		}
		unload(&l);
	}
}

static const struct {
	const char *why;
	enum view view;
	struct str page;
	struct str link;
	bool there;
} links[] = {
	{ "S-17 of everything", VIEW_GEMINI, STR_INIT("/"),
	    STR_INIT("\n=> /atom.xml Atom feed\n"), true },
	{ "S-18 of everything", VIEW_GOPHER, STR_INIT("/"),
	    STR_INIT("\n0Atom feed\t/atom.xml\texample.org\t70\r\n"), true },
	{ "S-17 of news", VIEW_GEMINI, STR_INIT("/news"),
	    STR_INIT("\n=> /news/atom.xml Atom feed\n"), true },
	{ "S-18 of news", VIEW_GOPHER, STR_INIT("/news"),
	    STR_INIT("\n0Atom feed\t/news/atom.xml\texample.org\t70\r\n"),
	    true },
	{ "S-17 of posts", VIEW_GEMINI, STR_INIT("/log"),
	    STR_INIT("\n=> /log/atom.xml Atom feed\n"), true },
	{ "S-17 of publications", VIEW_GEMINI, STR_INIT("/publications"),
	    STR_INIT("\n=> /publications/atom.xml Atom feed\n"), true },
	{ "S-19 the tinylog", VIEW_GEMINI, STR_INIT("/news"),
	    STR_INIT("\n=> /tinylog Tinylog\n"), true },
	{ "S-19 on Gemini only", VIEW_GOPHER, STR_INIT("/news"),
	    STR_INIT("tinylog"), false },
	{ "only where they say the same", VIEW_GEMINI,
	    STR_INIT("/news/two"), STR_INIT("atom.xml"), false },
	{ "S-18 days in menus", VIEW_GOPHER, STR_INIT("/news"),
	    STR_INIT("\n02024-02-29 Two\t/news/two\texample.org\t70\r\n"),
	    true },
	{ "S-18 days of posts in menus", VIEW_GOPHER, STR_INIT("/log"),
	    STR_INIT("\n02024-03-01 A post\t/log/a\texample.org\t70\r\n"),
	    true },
};

static void
pages_lead_to_feeds(void **state)
{
	struct loaded l;

	(void)state;
	load(&l, full, COUNT(full));
	for (size_t i = 0; i < COUNT(links); i++) {
		struct str page = body_at(&l, links[i].view, links[i].page);
		size_t at = str_find(page, links[i].link);

		check_row(page.len > 0, links[i].why);
		check_row((at < page.len) == links[i].there, links[i].why);
	}
	unload(&l);
}

static const struct {
	const char *why;
	struct str key;
	struct str media;
} media[] = {
	{ "S-17 Atom", ALL, STR_INIT("application/atom+xml") },
	{ "S-17 Atom", NEWS, STR_INIT("application/atom+xml") },
	{ "S-19 a tinylog is gemtext", STR_INIT("/tinylog"),
	    STR_INIT("text/gemini; charset=utf-8; lang=en") },
};

static void
feeds_have_types(void **state)
{
	struct resource r;
	struct loaded l;

	(void)state;
	load(&l, full, COUNT(full));
	for (size_t i = 0; i < COUNT(media); i++) {
		check_row(image_find(&l.image, VIEW_GEMINI, media[i].key, &r),
		    media[i].why);
		assert_str(r.media, media[i].media);
	}
	assert_true(image_find(&l.image, VIEW_GOPHER, STR("atom.xml"), &r));
	assert_int_equal(r.item, '0');
	unload(&l);
}

/* S-14: the same on each protocol, and no two the same. */
static void
ids_are_of_the_entries(void **state)
{
	const struct str path = ALL;
	struct loaded l;
	struct str ids, id;

	(void)state;
	load(&l, full, COUNT(full));
	ids = entries_of(&l.arena, body_at(&l, VIEW_GEMINI, path), "id");
	assert_str(ids,
	    entries_of(&l.arena, body_at(&l, VIEW_GOPHER, path), "id"));
	assert_str(ids,
	    STR("tag:example.org,2024-03-01:/log/a|"
		"tag:example.org,2024-02-29:/news/two|"
		"tag:example.org,2023-04-17:/news/one|"
		"tag:example.org,2023-04-17:/news/three|"
		"tag:example.org,2026:/publications/w"));
	while (str_cut(ids, '|', &id, &ids))
		assert_true(str_find(ids, id) == ids.len);
	unload(&l);
}

static void
an_entry_does_not_say_its_day_twice(void **state)
{
	struct loaded l;
	struct str atom, content;
	size_t count = 0;

	(void)state;
	load(&l, full, COUNT(full));
	atom = body_at(&l, VIEW_GEMINI, (struct str)ALL);
	while (take_between(&atom, STR("<content"), STR("</content>"),
	    &content)) {
		assert_true(str_find(content, STR("2024-0")) == content.len);
		assert_true(str_find(content, STR("Home")) == content.len);
		count++;
	}
	assert_int_equal(count, 5);
	unload(&l);
}

#define ITEM "* 2023-04-17 One\n"
#define TEN_ITEMS ITEM ITEM ITEM ITEM ITEM ITEM ITEM ITEM ITEM ITEM

static void
a_feed_has_an_end(void **state)
{
	static const struct memory_file files[] = {
		PROFILE("# News\n* 2024-02-29 Newest\n" TEN_ITEMS TEN_ITEMS
			TEN_ITEMS TEN_ITEMS TEN_ITEMS
			"* 2023-04-16 Oldest\n"),
	};
	struct loaded l;
	struct str titles;
	size_t count = 1;

	(void)state;
	load(&l, files, COUNT(files));
	titles = entries_of(&l.arena,
	    body_at(&l, VIEW_GEMINI, (struct str)NEWS), "title");
	assert_true(str_starts(titles, STR("Newest|")));
	for (size_t i = 0; i < titles.len; i++)
		count += titles.at[i] == '|';
	assert_int_equal(count, FEEDS_ENTRIES);
	unload(&l);
}

static void
files_of_the_author_go_first(void **state)
{
	static const struct memory_file files[] = {
		PROFILE("Tinylog: yes\n\n# News\n* 2023-04-17 One\n"),
		{ .path = STR_INIT("atom.xml"), .bytes = STR_INIT("own\n") },
		{ .path = STR_INIT("tinylog"), .bytes = STR_INIT("own\n") },
	};
	struct loaded l;

	(void)state;
	load(&l, files, COUNT(files));
	assert_str(body_at(&l, VIEW_GEMINI, (struct str)ALL), STR("own\n"));
	assert_str(body_at(&l, VIEW_GEMINI, STR("/tinylog")), STR("own\n"));
	assert_true(body_at(&l, VIEW_GEMINI, (struct str)NEWS).len > 4);
	assert_int_equal(l.diags.count[DIAG_WARNING], 0);
	unload(&l);
}

static void
a_tinylog_has_the_news_S19(void **state)
{
	struct loaded l;

	(void)state;
	load(&l, full, COUNT(full));
	assert_str(body_at(&l, VIEW_GEMINI, STR("/tinylog")),
	    STR("# Ada Example: Tinylog\n"
		"author: @AdaExample@example.org\n"
		"avatar: \U0001f98a\n"
		"license: CC BY 4.0\n"
		"\n## 2024-02-29 09:05 -03:30\nTwo\n"
		"\n## 2023-04-17 12:00 +00:00\nOne\n=> /log See\n"
		"\n## 2023-04-17 12:00 +00:00\n * Three\n"));
	assert_int_equal(body_at(&l, VIEW_GOPHER, STR("/tinylog")).len, 0);
	unload(&l);
}

static const struct {
	const char *why;
	struct memory_file files[FILES_MAX];
	bool tinylog;
	const char *code; /* of a warning, or NULL */
} settings[] = {
	{ "nobody asked", { PROFILE("# News\n* 2023-04-17 One\n") }, false,
	    NULL },
	{ "yes",
	    { PROFILE("Tinylog: Yes\n\n# News\n* 2023-04-17 One\n") }, true,
	    NULL },
	{ "no", { PROFILE("Tinylog: no\n\n# News\n* 2023-04-17 One\n") },
	    false, NULL },
	{ "neither",
	    { PROFILE("Tinylog: maybe\n\n# News\n* 2023-04-17 One\n") }, false,
	    "bad-tinylog" },
	{ "no news with a day",
	    { PROFILE("Tinylog: yes\n\n# News\n* One\n") }, false,
	    "news-undated" },
	{ "a section of that address",
	    { PROFILE("Tinylog: yes\n\n# News\n* 2023-04-17 One\n\n"
		      "# Tinylog\nMine.\n") },
	    true, NULL },
	{ "a difference to UTC", { PROFILE("Timezone: UTC+8\n") }, false,
	    NULL },
	{ "a name with several meanings", { PROFILE("Timezone: CST\n") },
	    false, "bad-timezone" },
	{ "the name of a place", { PROFILE("Timezone: Europe/Berlin\n") },
	    false, NULL },
	{ "the same with words",
	    { PROFILE("Timezone: Europe/Berlin or so\n") }, false,
	    "bad-timezone" },
};

static void
settings_are_checked(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(settings); i++) {
		const char *code = settings[i].code;
		const struct diag *d;
		struct loaded l;

		load(&l, settings[i].files, FILES_MAX);
		d = l.diags.first;
		while (d != NULL && d->level != DIAG_WARNING)
			d = d->next;
		check_row((d != NULL) == (code != NULL), settings[i].why);
		if (d != NULL)
			assert_string_equal(d->code, code);
		check_row((body_at(&l, VIEW_GEMINI, STR("/tinylog")).len > 0) ==
			      settings[i].tinylog,
		    settings[i].why);
		unload(&l);
	}
}

/* A time is only a hint: the day is the author's all the same. */
static void
times_need_a_difference(void **state)
{
	static const struct memory_file files[] = {
		PROFILE("Timezone: Europe/Berlin\n\n# News\n"
			"* 2023-04-17 09:30 One\n* 2023-04-16 Two\n"),
	};
	struct loaded l;

	(void)state;
	load(&l, files, COUNT(files));
	assert_int_equal(l.diags.count[DIAG_HINT], 1);
	assert_string_equal(l.diags.first->code, "zone-name");
	assert_str(entries_of(&l.arena,
		       body_at(&l, VIEW_GEMINI, (struct str)NEWS), "published"),
	    STR("2023-04-17T09:30:00Z|2023-04-16T12:00:00Z"));
	unload(&l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(feeds_have_entries),
		cmocka_unit_test(pages_lead_to_feeds),
		cmocka_unit_test(feeds_have_types),
		cmocka_unit_test(ids_are_of_the_entries),
		cmocka_unit_test(an_entry_does_not_say_its_day_twice),
		cmocka_unit_test(a_feed_has_an_end),
		cmocka_unit_test(files_of_the_author_go_first),
		cmocka_unit_test(a_tinylog_has_the_news_S19),
		cmocka_unit_test(settings_are_checked),
		cmocka_unit_test(times_need_a_difference),
	};

	return cmocka_run_group_tests_name("feeds", tests, NULL, NULL);
}
