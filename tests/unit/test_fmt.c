/* SPDX-License-Identifier: ISC */
#include "site/rewrite.h"

#include "unit/format_props.h"
#include "unit/unit.h"

static const struct {
	const char *why;
	struct str source;
	struct str text;
} pages[] = {
	{ "G19 short lines are fields",
	    STR_INIT("Ada Example\n\nStaff Researcher\nExample University\n"
		     "ada@example.org\n"),
	    STR_INIT("Name: Ada Example\nPosition: Staff Researcher\n"
		     "Institution: Example University\n"
		     "Email: ada@example.org\n") },
	{ "G19 an address keeps the name it was given, a URL needs none",
	    STR_INIT("Ada Example\nContact: ada@example.org\n"
		     "Blog: https://example.org/log\n"
		     "https://example.org/x\n"),
	    STR_INIT("Name: Ada Example\nContact: ada@example.org\n"
		     "Blog: https://example.org/log\n"
		     "Link: https://example.org/x\n") },
	{ "G20 labels, dates and all",
	    STR_INIT("Ada\n\nNews: One.\n\nUpdate 2026-04-17: Two.\n"),
	    STR_INIT("Name: Ada\n\n# News\n* One.\n* 2026-04-17 Two.\n") },
	{ "G17 a text that the date would go on with needs a sign",
	    STR_INIT("Ada\n\nNews 2026-04-17: 09:30 Talk.\n"),
	    STR_INIT("Name: Ada\n\n# News\n* 2026-04-17: 09:30 Talk.\n") },
	{ "G17 one that goes on with the date as a sentence, a field",
	    STR_INIT("Ada\n\nNews 2023: was the best of years.\n"),
	    STR_INIT("Name: Ada\n\n# News\n* was the best of years.\n"
		     "  Dates: 2023\n") },
	{ "G20 students with what announces them",
	    STR_INIT("Ada\n\nI write.\n\nMy students:\n\nLynn (on X)\n\n"
		     "Rui (on Y)\n\nI read.\n"),
	    STR_INIT("Name: Ada\n\n# About\nI write.\n\nI read.\n\n"
		     "# Students\nMy students:\n* Lynn (on X)\n"
		     "* Rui (on Y)\n") },
	{ "G20 titles and links",
	    STR_INIT("Ada\n\nI write.\n\nLinks\n\nhttps://example.org/\n"),
	    STR_INIT("Name: Ada\n\n# About\nI write.\n\n# Links\n"
		     "=> https://example.org/\n") },
	{ "G6 addresses and settings of sections",
	    STR_INIT("Ada\n\nI am.\n\n# Over me {about}\nHome: 3\nText.\n\n"
		     "# Trips {travel}\nNot: gopher\n\nText.\n## Part {a} {b}\n"
		     "Text.\n"),
	    STR_INIT("Name: Ada\n\n# Over me {about}\nHome: 3\nI am.\n\n"
		     "Text.\n\n# Trips {travel}\nOnly: gemini web\nText.\n\n"
		     "## Part {a} {a}\nText.\n") },
	{ "G4 comments before what they stood before, as they were",
	    STR_INIT("%  mine \nAda\n% to be dated\nNews: One.\n\n% me\n"
		     "I am.\n% far\n=> /a A\n%\n"),
	    STR_INIT("%  mine \nName: Ada\n\n# News\n% to be dated\n* One.\n\n"
		     "# About\n% me\nI am.\n% far\n=> /a A\n\n%\n") },
	{ "a title without a text is kept for its author",
	    STR_INIT("Ada\n\nI am.\n\n# Talks\n\n# Awards\nOne.\n"),
	    STR_INIT("Name: Ada\n\n# About\nI am.\n\n% # Talks\n# Awards\n"
		     "One.\n") },
	{ "G13 what looks like markup gets a backslash",
	    STR_INIT("Ada\n\nI am.\n\n\\* No item.\n\n\\News: No news.\n\n"
		     "\\\\# Backslash.\n"),
	    STR_INIT("Name: Ada\n\n# About\nI am.\n\n\\* No item.\n\n"
		     "\\News: No news.\n\n\\\\# Backslash.\n") },
	{ "G12 two blank lines end what a colon announces",
	    STR_INIT("Ada\n\nI am.\n\nSo I say:\n\n\nOne thing\n"),
	    STR_INIT("Name: Ada\n\n# About\nI am.\n\nSo I say:\n\n\n"
		     "One thing\n") },
	{ "G8, G9 items, their fields, notes and links",
	    STR_INIT("Ada\n\nI am.\n\n1. One\n  two\n  Project: X\n    more\n"
		     "  A note.\n=> /a A\n- Two\n"),
	    STR_INIT("Name: Ada\n\n# About\nI am.\n\n* One two\n"
		     "  Project: X more\n  A note.\n=> /a A\n* Two\n") },
	{ "G5, G9 fences keep their blanks, quotations their lines",
	    STR_INIT("Ada\n\nI am.\n``` a  box\n +--\n\n % no comment\n```\n"
		     "> One\n>\n> two\n"),
	    STR_INIT("Name: Ada\n\n# About\nI am.\n\n```a box\n +--\n\n"
		     " % no comment\n```\n\n> One\n>\n> two\n") },
	{ "G11 running text is filled, and never parts a URL",
	    STR_INIT("Ada\n\nI am here, and the place for all that I have ever "
		     "written is https://example.org/a/very/long/path/that"
		     "-goes/on/and/on/without/an/end at last.\n"),
	    STR_INIT("Name: Ada\n\n# About\nI am here, and the place for all "
		     "that I have ever written is\nhttps://example.org/a/very/"
		     "long/path/that-goes/on/and/on/without/an/end at"
		     "\nlast.\n") },
	{ "line ends and a byte order mark go",
	    STR_INIT("\xef\xbb\xbf"
		     "Ada\r\n\r\nI am.\r\n"),
	    STR_INIT("Name: Ada\n\n# About\nI am.\n") },
};

static void
raw_pages_become_written(void **state)
{
	struct buf text;

	(void)state;
	buf_init(&text);
	for (size_t i = 0; i < COUNT(pages); i++) {
		const char *wrong = format_holds(pages[i].source, &text);

		if (wrong != NULL ||
		    !str_eq(buf_str(&text), pages[i].text))
			fail_msg("%s: %s\n%.*s", pages[i].why,
			    wrong != NULL ? wrong : "another text",
			    STR_ARG(buf_str(&text)));
	}
	buf_release(&text);
}

static void
written_profiles_stay(void **state)
{
	static const struct str sources[] = {
		STR_INIT("NAME:Ada\r\n\r\n\r\n\r\n#  About\t\r\nA\r\n  b"),
		STR_INIT("\xef\xbb\xbf# News\n\n-  One\n\nOne\nTwo\n"
			 "Name: no\n"),
	};
	struct buf text;

	(void)state;
	buf_init(&text);
	assert_null(format_holds(sources[0], &text));
	assert_str(buf_str(&text), sources[0]);
	assert_null(format_holds(sources[1], &text));
	buf_release(&text);
}

static void
errors_leave_nothing(void **state)
{
	static const struct str sources[] = {
		STR_INIT(""),
		STR_INIT("Ada\n\nA bell: \a\n"),
		STR_INIT("Ada\n\n```\n"),
	};
	struct arena a;
	struct diags d;
	struct buf text;

	(void)state;
	arena_init(&a);
	buf_init(&text);
	for (size_t i = 0; i < COUNT(sources); i++) {
		diags_init(&d, &a);
		assert_false(rewrite_format(sources[i], STR("f"), &d, &text));
		assert_int_equal(text.len, 0);
		assert_true(d.count[DIAG_ERROR] > 0);
	}
	buf_release(&text);
	arena_release(&a);
}

/* A TAB can be eight blanks, and so a line of a fence longer than was read. */
static void
what_could_not_be_read_again_is_not_written(void **state)
{
	struct arena a;
	struct diags d;
	struct buf source, text;

	(void)state;
	arena_init(&a);
	diags_init(&d, &a);
	buf_init(&source);
	buf_init(&text);
	buf_add(&source, STR("Ada\n\n```\n"));
	for (int i = 0; i < 10000; i++)
		buf_char(&source, '\t');
	buf_add(&source, STR("x\n```\n"));
	assert_false(rewrite_format(buf_str(&source), STR("f"), &d, &text));
	assert_int_equal(text.len, 0);
	assert_int_equal(d.count[DIAG_ERROR], 1);
	buf_release(&source);
	buf_release(&text);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(raw_pages_become_written),
		cmocka_unit_test(written_profiles_stay),
		cmocka_unit_test(errors_leave_nothing),
		cmocka_unit_test(what_could_not_be_read_again_is_not_written),
	};

	return cmocka_run_group_tests_name("fmt", tests, NULL, NULL);
}
