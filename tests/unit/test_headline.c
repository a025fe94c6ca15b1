/* SPDX-License-Identifier: ISC */
#include "site/headline.h"

#include "unit/unit.h"

#define GEMTEXT "text/gemini; charset=utf-8"
#define TEXT "text/plain; charset=utf-8"

static const struct {
	const char *why;
	struct str path;
	const char *type;
	struct str bytes;
	const char *title;
} rows[] = {
	{ "the first heading", STR_INIT("a.gmi"), GEMTEXT,
	    STR_INIT("Text\n## Two\n# One\n"), "Two" },
	{ "T-02 no blank is needed", STR_INIT("a.gmi"), GEMTEXT,
	    STR_INIT("#One\r\n"), "One" },
	{ "not what is drawn", STR_INIT("a.gmi"), GEMTEXT,
	    STR_INIT("```\n# Art\n```\n# One\n"), "One" },
	{ "none", STR_INIT("a.gmi"), GEMTEXT, STR_INIT("Text\n"), "" },
	{ "behind a byte order mark", STR_INIT("a.gmi"), GEMTEXT,
	    STR_INIT("\xef\xbb\xbf# One\n"), "One" },
	{ "T-13 T-14 in one order", STR_INIT("a.gmi"), GEMTEXT,
	    STR_INIT("# A\xe2\x80\xae\x1b\tb\n"), "A b" },
	{ "no UTF-8", STR_INIT("a.gmi"), GEMTEXT, STR_INIT("# \xff\n"), "" },
	{ "marked", STR_INIT("a.txt"), TEXT, STR_INIT("# One\nText\n"),
	    "One" },
	{ "underlined", STR_INIT("a.txt"), TEXT,
	    STR_INIT("\n\n  A  title\n  --------\nText\n"), "A title" },
	{ "between rules", STR_INIT("a.txt"), TEXT,
	    STR_INIT("======\nTitle\n======\n\nText\n"), "Title" },
	{ "framed", STR_INIT("a.txt"), TEXT,
	    STR_INIT("==== Title ====\nText\n"), "Title" },
	{ "above the rest", STR_INIT("a.txt"), TEXT,
	    STR_INIT("A title\r\n\r\nText\r\n"), "A title" },
	{ "a sentence is none", STR_INIT("a.txt"), TEXT,
	    STR_INIT("A sentence.\n\nText\n"), "" },
	{ "nor is all there is", STR_INIT("a.txt"), TEXT,
	    STR_INIT("All there is\n\n"), "" },
	{ "nor the first of two", STR_INIT("a.txt"), TEXT,
	    STR_INIT("Bread\nMilk\n\nText\n"), "" },
	{ "nor a long line", STR_INIT("a.txt"), TEXT,
	    STR_INIT("This is longer than any title would be, for it goes on "
		     "and on\n\nText\n"),
	    "" },
	{ "nor a drawing", STR_INIT("a.txt"), TEXT,
	    STR_INIT("/\\_/\\_o_/\\__\n\nText\n"), "" },
	{ "nor a remark of a program", STR_INIT("a.sh"), TEXT,
	    STR_INIT("# Remark\n\ntrue\n"), "" },
	{ "nor anything of an image", STR_INIT("a.txt"), "image/png",
	    STR_INIT("Title\n\nText\n"), "" },
	{ "no text", STR_INIT("a.txt"), TEXT, STR_INIT(""), "" },
};

static void
texts_have_titles(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct file f = {
			.path = rows[i].path,
			.bytes = rows[i].bytes,
			.media.type = str_of(rows[i].type),
		};
		struct str got = headline_of_file(&a, &f);

		if (!str_eq(got, str_of(rows[i].title)))
			fail_msg("%s: %.*s", rows[i].why, STR_ARG(got));
	}
	arena_release(&a);
}

/* A label that is longer than this is none. */
static void
a_long_title_is_cut(void **state)
{
	char text[HEADLINE_MAX + 32] = "# ";
	const struct file f = {
		.path = STR("a.gmi"),
		.bytes = { text, sizeof(text) },
		.media.type = STR(GEMTEXT),
	};
	struct arena a;
	struct str got;

	(void)state;
	arena_init(&a);
	memset(text + 2, 'x', sizeof(text) - 2);
	got = headline_of_file(&a, &f);
	assert_int_equal(got.len, HEADLINE_MAX + 3);
	assert_true(str_ends(got, STR("xxx...")));
	arena_release(&a);
}

static void
pages_have_titles(void **state)
{
	struct arena a;
	struct doc *doc;

	(void)state;
	arena_init(&a);
	doc = doc_new(&a, STR("/a"), STR(""), STR("en"));
	assert_str(headline_of_doc(&a, doc), STR(""));
	doc_add(&a, doc, BLOCK_TEXT, STR("Text"));
	doc_add(&a, doc, BLOCK_HEADING, STR("Heading"));
	doc_add(&a, doc, BLOCK_HEADING, STR("Another"));
	assert_str(headline_of_doc(&a, doc), STR("Heading"));
	doc->title = STR("Title");
	assert_str(headline_of_doc(&a, doc), STR("Title"));
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_have_titles),
		cmocka_unit_test(a_long_title_is_cut),
		cmocka_unit_test(pages_have_titles),
	};

	return cmocka_run_group_tests_name("headline", tests, NULL, NULL);
}
