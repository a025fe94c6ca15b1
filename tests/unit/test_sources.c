/* SPDX-License-Identifier: ISC */
#include "unit/loaded.h"

#define PROFILE                                                                \
	{                                                                      \
		.path = STR_INIT("profile.txt"),                               \
		.bytes = STR_INIT("Name: Ada\nEmail: a@b.example\n\n# About\n" \
				  "I write.\n")                                \
	}
#define FILE_OF(name, text)             \
	{                               \
		.path = STR_INIT(name), \
		.bytes = STR_INIT(text) \
	}

/* "pages/a...a.txt" */
static char long_name[800];

static bool
has(struct str text, struct str part)
{
	return str_find(text, part) < text.len;
}

static const struct memory_file capsule[] = {
	PROFILE,
	FILE_OF("log/2026-01-02-hello.txt", "# Hello\nFirst.\n"),
	FILE_OF("log/2026-03-04-hello.txt", "# Again\nSecond.\n"),
	FILE_OF("log/2025/2025-05-06 old.txt", "# Old\nThird.\n"),
	FILE_OF("log/2024-01-01.txt", "# Day\nFourth.\n"),
	FILE_OF("log/named.txt",
	    "# Named\nDate: 2025-12-31\nSlug: x\nFifth.\n"),
	FILE_OF("log/none.txt", "# None\nSixth.\n"),
	FILE_OF("log/2026-02-02-gem.gmi", "# Gem\nx\n"),
	FILE_OF("log/notes.gmi", "# Not listed\n"),
	FILE_OF("log/2026-02-03-x.gmi", "No title\n"),
	FILE_OF("log/2026-13-01-x.gmi", "# No such day\n"),
	FILE_OF("pages/uses.txt", "# Uses\n* An editor\n"),
	FILE_OF("pages/a/b.txt", "Title: Deep\n\nText.\n"),
	FILE_OF("pages/raw.md", "served as it is\n"),
};

static const struct {
	const char *why;
	struct str path;
	struct str has;
} pages[] = {
	{ "the first of a name has it", STR_INIT("/log/hello"),
	    STR_INIT("# Hello\n\n2026-01-02\n\nFirst.\n") },
	{ "another one is told by its day",
	    STR_INIT("/log/2026-03-04-hello"), STR_INIT("# Again\n") },
	{ "folders in the log are no part of the address",
	    STR_INIT("/log/old"), STR_INIT("# Old\n\n2025-05-06\n") },
	{ "a day is a name", STR_INIT("/log/2024-01-01"),
	    STR_INIT("# Day\n\n2024-01-01\n") },
	{ "what the file says goes before its name", STR_INIT("/log/x"),
	    STR_INIT("# Named\n\n2025-12-31\n") },
	{ "without a date", STR_INIT("/log/none"),
	    STR_INIT("# None\n\nSixth.\n") },
	{ "a page", STR_INIT("/uses"), STR_INIT("# Uses\n\n* An editor\n") },
	{ "a page in a folder", STR_INIT("/a/b"), STR_INIT("# Deep\n") },
	{ "other files stay files", STR_INIT("/pages/raw.md"),
	    STR_INIT("served as it is\n") },
	{ "so does gemtext", STR_INIT("/log/2026-02-02-gem.gmi"),
	    STR_INIT("# Gem\n") },
	{ "S-04 the list", STR_INIT("/log"),
	    STR_INIT("# Log\n\n"
		     "=> /log/2026-03-04-hello 2026-03-04 Again\n"
		     "=> /log/2026-02-02-gem.gmi 2026-02-02 Gem\n"
		     "=> /log/hello 2026-01-02 Hello\n"
		     "=> /log/x 2025-12-31 Named\n"
		     "=> /log/old 2025-05-06 Old\n"
		     "=> /log/2024-01-01 2024-01-01 Day\n"
		     "=> /log/none None\n") },
	{ "the newest three", STR_INIT("/"),
	    STR_INIT("## Log\n\n"
		     "=> /log/2026-03-04-hello 2026-03-04 Again\n"
		     "=> /log/2026-02-02-gem.gmi 2026-02-02 Gem\n"
		     "=> /log/hello 2026-01-02 Hello\n"
		     "=> /log All posts\n") },
	{ "the pages", STR_INIT("/"),
	    STR_INIT("=> /about About\n=> /a/b Deep\n=> /uses Uses\n") },
	{ "ways to the neighbours and home", STR_INIT("/log/x"),
	    STR_INIT("=> /log/hello Newer: Hello\n"
		     "=> /log/old Older: Old\n"
		     "=> /log Log\n=> / Home: Ada\n") },
	{ "the sitemap", STR_INIT("/sitemap"),
	    STR_INIT("## Log\n\n=> /log/2026-03-04-hello Again\n") },
};

static void
files_become_pages(void **state)
{
	struct loaded l;

	(void)state;
	load(&l, capsule, COUNT(capsule));
	for (size_t i = 0; i < COUNT(pages); i++) {
		struct str text = body_at(&l, VIEW_GEMINI, pages[i].path);

		if (!has(text, pages[i].has))
			fail_msg("%s:\n%.*s", pages[i].why, STR_ARG(text));
		check_row(body_at(&l, VIEW_GOPHER, pages[i].path).len > 0,
		    pages[i].why);
	}
	assert_int_equal(l.diags.count[DIAG_WARNING], 1);
	assert_non_null(finding(&l.diags, "post-undated"));
	unload(&l);
}

static void
sources_are_not_served(void **state)
{
	struct loaded l;

	(void)state;
	load(&l, capsule, COUNT(capsule));
	for (size_t i = 0; i < COUNT(capsule); i++) {
		struct str path = arena_printf(&l.arena, "/%.*s",
		    STR_ARG(capsule[i].path));
		bool source = str_ends(path, STR(".txt"));

		check_row((body_at(&l, VIEW_GEMINI, path).len == 0) == source,
		    path.at);
	}
	unload(&l);
}

static void
o21_the_log_is_a_menu_with_days(void **state)
{
	struct loaded l;

	(void)state;
	load(&l, capsule, COUNT(capsule));
	assert_true(has(body_at(&l, VIEW_GOPHER, STR("/log")),
	    STR("02026-01-02 Hello\t/log/hello\texample.org\t70\r\n")));
	assert_true(has(body_at(&l, VIEW_GOPHER, STR("/log/hello")),
	    STR("Hello\r\n=====\r\n\r\n2026-01-02\r\n\r\nFirst.\r\n")));
	unload(&l);
}

static void
the_section_introduces_the_log(void **state)
{
	static const struct memory_file files[] = {
		FILE_OF("profile.txt", "Name: Ada\nEmail: a@b.example\n\n"
				       "# Diary {log}\nAs it comes.\n"),
		FILE_OF("log/2026-01-02-hello.txt", "# Hello\nFirst.\n"),
	};
	struct loaded l;

	(void)state;
	load(&l, files, COUNT(files));
	assert_true(has(body_at(&l, VIEW_GEMINI, STR("/log")),
	    STR("# Diary\n\nAs it comes.\n\n"
		"=> /log/hello 2026-01-02 Hello\n")));
	assert_true(has(body_at(&l, VIEW_GEMINI, STR("/")),
	    STR("## Diary\n\n=> /log/hello 2026-01-02 Hello\n")));
	unload(&l);
}

static void
an_address_is_given_once(void **state)
{
	static const struct memory_file files[] = {
		PROFILE,
		FILE_OF("pages/about.txt", "# Other\nText.\n"),
		FILE_OF("pages/cv.txt", "# My life\nText.\n"),
	};
	const struct diag *d;
	struct loaded l;

	(void)state;
	load(&l, files, COUNT(files));
	d = finding(&l.diags, "path-taken");
	assert_non_null(d);
	assert_str(d->at.file, STR("pages/about.txt"));
	assert_int_equal(l.diags.count[DIAG_WARNING], 1);
	assert_true(has(body_at(&l, VIEW_GEMINI, STR("/about")),
	    STR("# About")));
	assert_true(has(body_at(&l, VIEW_GEMINI, STR("/cv")),
	    STR("# My life")));
	unload(&l);
}

/* Nobody could ask for these pages, or follow a link to them (G-02). */
static void
addresses_can_be_asked_for(void **state)
{
	static const struct memory_file files[] = {
		PROFILE,
		FILE_OF("pages/search.txt", "# Mine\nText.\n"),
		FILE_OF("pages/search/2.txt", "# Mine\nText.\n"),
		FILE_OF("pages/is 5% so?.txt", "# Percent\nText.\n"),
		FILE_OF("log/2026-01-02-...txt", "# Dots\nText.\n"),
		{ .path = { long_name, sizeof(long_name) },
		    .bytes = STR_INIT("# Long\nText.\n") },
	};
	struct loaded l;

	(void)state;
	memset(long_name, 'a', sizeof(long_name));
	memcpy(long_name, "pages/", 6);
	memcpy(long_name + sizeof(long_name) - 4, ".txt", 4);
	load(&l, files, COUNT(files));
	assert_true(has(body_at(&l, VIEW_GEMINI, STR("/")),
	    STR("=> /is%205-%20so- Percent\n")));
	assert_true(has(body_at(&l, VIEW_GEMINI, STR("/")),
	    STR("=> /log/2026-01-02-.. 2026-01-02 Dots\n")));
	assert_false(has(body_at(&l, VIEW_GEMINI, STR("/")), STR("Mine")));
	assert_false(has(body_at(&l, VIEW_GEMINI, STR("/")), STR("Long")));
	assert_non_null(finding(&l.diags, "path-taken"));
	assert_non_null(finding(&l.diags, "not-served"));
	assert_int_equal(l.diags.count[DIAG_WARNING], 3);
	unload(&l);
}

/* A feed must not tell of one what another says, to those who may not see. */
static void
posts_of_one_name_keep_apart(void **state)
{
	static const struct memory_file files[] = {
		PROFILE,
		FILE_OF("log/2026-01-01-a.txt",
		    "# One\nNot: gemini\nHidden.\n"),
		FILE_OF("log/a.txt", "# Two\nDate: 2026-01-02\nShown.\n"),
		FILE_OF("pages/log/a.txt", "# Three\nText.\n"),
	};
	struct str feed;
	struct loaded l;

	(void)state;
	load(&l, files, COUNT(files));
	feed = body_at(&l, VIEW_GEMINI, STR("/log/atom.xml"));
	assert_true(has(feed, STR("Shown.")));
	assert_false(has(feed, STR("Hidden.")));
	assert_true(has(body_at(&l, VIEW_GEMINI, STR("/log/a-2")),
	    STR("Shown")));
	assert_true(has(body_at(&l, VIEW_GOPHER, STR("/log/a")),
	    STR("Hidden")));
	assert_non_null(finding(&l.diags, "path-taken"));
	assert_int_equal(l.diags.count[DIAG_WARNING], 1);
	unload(&l);
}

static void
translations_have_their_own(void **state)
{
	static const struct memory_file files[] = {
		PROFILE,
		FILE_OF("profile.de.txt", "Name: Ada\nEmail: a@b.example\n"
					  "\n# About\nIch schreibe.\n"),
		FILE_OF("log/2026-01-02-hello.txt", "# Hello\nFirst.\n"),
		FILE_OF("log/2026-01-02-hallo.de.txt", "# Hallo\nErstens.\n"),
		FILE_OF("pages/uses.txt", "# Uses\nThis.\n"),
		FILE_OF("pages/uses.de.txt", "# Dinge\nDas.\n"),
		FILE_OF("pages/file.fr.txt", "# No translation\nText.\n"),
	};
	struct loaded l;

	(void)state;
	load(&l, files, COUNT(files));
	assert_true(has(body_at(&l, VIEW_GEMINI, STR("/uses")), STR("# Uses")));
	assert_true(has(body_at(&l, VIEW_GEMINI, STR("/de/uses")),
	    STR("# Dinge")));
	assert_true(has(body_at(&l, VIEW_GEMINI, STR("/de/log/hallo")),
	    STR("# Hallo\n\n2026-01-02\n")));
	assert_true(has(body_at(&l, VIEW_GEMINI, STR("/log")), STR("Hello")));
	assert_false(has(body_at(&l, VIEW_GEMINI, STR("/log")), STR("Hallo")));
	assert_true(has(body_at(&l, VIEW_GEMINI, STR("/file.fr")),
	    STR("# No translation")));
	unload(&l);
}

static void
posts_may_cite(void **state)
{
	static const struct memory_file files[] = {
		PROFILE,
		FILE_OF("publications.bib",
		    "@misc{key, title={T}, year=2023}\n"),
		FILE_OF("log/2026-01-02-hello.txt", "# Hello\nSee. [@key]\n"),
	};
	struct loaded l;

	(void)state;
	load(&l, files, COUNT(files));
	assert_true(has(body_at(&l, VIEW_GEMINI, STR("/log/hello")),
	    STR("See.\n=> /publications/key T (2023)\n")));
	unload(&l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(files_become_pages),
		cmocka_unit_test(sources_are_not_served),
		cmocka_unit_test(o21_the_log_is_a_menu_with_days),
		cmocka_unit_test(the_section_introduces_the_log),
		cmocka_unit_test(an_address_is_given_once),
		cmocka_unit_test(addresses_can_be_asked_for),
		cmocka_unit_test(posts_of_one_name_keep_apart),
		cmocka_unit_test(translations_have_their_own),
		cmocka_unit_test(posts_may_cite),
	};

	return cmocka_run_group_tests_name("sources", tests, NULL, NULL);
}
