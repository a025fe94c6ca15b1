/* SPDX-License-Identifier: ISC */
/* What clients read out of a page that somebody subscribes to. */
#include "site/gemsub.h"

#include "parse/gemtext.h"
#include "unit/unit.h"

static const struct {
	const char *why;
	const char *label;
	const char *title; /* NULL = no entry */
} labels[] = {
	{ "S-04 a day and a title", "2024-05-01 Title", "Title" },
	{ "S-05 a dash", "2024-05-01 - Title", "Title" },
	{ "S-05 a longer one", "2024-05-01 \u2014 Title", "Title" },
	{ "S-05 a colon of the word", "2024-05-01: Title", "Title" },
	{ "S-05 a bar", "2024-05-01 | Title", "Title" },
	{ "a dash of the title's", "2024-05-01 -1 degrees", "-1 degrees" },
	{ "one dash, no more", "2024-05-01 - - Title", "- Title" },
	{ "an hour", "2024-05-01T09:30Z Title", "Title" },
	{ "a word that goes on", "2024-05-01-title.txt", "" },
	{ "a day alone", "2024-05-01", "" },
	{ "a day and a dash", "2024-05-01 -", "" },
	{ "S-07 a digit behind", "2024-05-011 Title", NULL },
	{ "S-08 no such day", "2024-02-30 Title", NULL },
	{ "S-08 nor this", "2024-05-00 Title", NULL },
	{ "S-08 nor month", "2024-00-00 Title", NULL },
	{ "a month", "2024-05 Title", NULL },
	{ "another form", "1 May 2024 Title", NULL },
	{ "other signs", "2024/05/01 Title", NULL },
	{ "a day at the end", "Title 2024-05-01", NULL },
	{ "short", "2024-05-0", NULL },
	{ "not of digits", "\u0662024-05-1 Title", NULL },
};

static void
labels_are_read_as_clients_do(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(labels); i++) {
		struct block b = {
			.kind = BLOCK_LINK,
			.text = str_of(labels[i].label),
		};
		struct str title = { NULL, 0 };
		struct date day = { 0 };
		bool entry = gemsub_entry(&b, &day, &title);

		check_row(entry == (labels[i].title != NULL), labels[i].why);
		if (!entry)
			continue;
		check_row(day.year == 2024 && day.month == 5 && day.day == 1,
		    labels[i].why);
		check_row(str_eq(title, str_of(labels[i].title)),
		    labels[i].why);
	}
}

/* Only links are, and no way that a page adds. */
static void
only_links_are_entries(void **state)
{
	struct block b = {
		.kind = BLOCK_TEXT,
		.text = STR("2024-05-01 Title"),
	};
	struct str title;
	struct date day;

	(void)state;
	assert_false(gemsub_entry(&b, &day, &title));
	b.kind = BLOCK_LINK;
	assert_true(gemsub_entry(&b, &day, &title));
	b.nav = true;
	assert_false(gemsub_entry(&b, &day, &title));
}

static const struct {
	const char *why;
	const char *source;
	const char *title;
	const char *subtitle;
	bool feed;
} pages[] = {
	{ "S-02, S-03", "# A\n## B\n=> c 2024-05-01 C\n", "A", "B", true },
	{ "a blank line between", "# A\n\n## B\n", "A", "B", false },
	{ "only headings between", "# A\n### C\n## B\n", "A", "B", false },
	{ "text between", "# A\nText.\n## B\n", "A", "", false },
	{ "a drawing above", "```\n/\\\n```\n# A\n## B\n", "A", "B", false },
	{ "one in front of the title", "## B\n# A\nText.\n", "A", "", false },
	{ "no title", "## B\n", "", "", false },
	{ "no entry", "# A\n=> c C 2024-05-01\n", "A", "", false },
	{ "the last line", "A\n=> c 2024-05-01 C", "", "", true },
};

static void
pages_say_what_they_are(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(pages); i++) {
		struct arena a;
		struct diags d;
		const struct doc *doc;

		arena_init(&a);
		diags_init(&d, &a);
		doc = gemtext_read(&a, str_of(pages[i].source), STR("/a.gmi"),
		    &d);
		check_row(str_eq(gemsub_title(doc), str_of(pages[i].title)),
		    pages[i].why);
		check_row(str_eq(gemsub_subtitle(doc),
			      str_of(pages[i].subtitle)),
		    pages[i].why);
		check_row(gemsub_is_feed(doc) == pages[i].feed, pages[i].why);
		arena_release(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(labels_are_read_as_clients_do),
		cmocka_unit_test(only_links_are_entries),
		cmocka_unit_test(pages_say_what_they_are),
	};

	return cmocka_run_group_tests_name("gemsub", tests, NULL, NULL);
}
