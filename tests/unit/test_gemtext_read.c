/* SPDX-License-Identifier: ISC */
#include <stdlib.h>

#include "base/mem.h"
#include "unit/doc_dump.h"
#include "unit/gemtext_props.h"
#include "unit/unit.h"

static const struct {
	const char *why;
	struct str source;
	struct str want;
} rows[] = {
	{ "T-27 the first heading is the title",
	    STR_INIT("\n# Title\n\nText.\n"),
	    STR_INIT("title Title\n: Text.\n") },
	{ "T-27 but not below anything else, and only one",
	    STR_INIT("Text.\n# One\n"),
	    STR_INIT(": Text.\n# One\n") },
	{ "T-27 a second one is a heading",
	    STR_INIT("# One\n# Two\nx\n"),
	    STR_INIT("title One\n# Two\n: x\n") },
	{ "T-26 levels, with a blank or without one",
	    STR_INIT("## Two\n\n###Three\n\n#One\n"),
	    STR_INIT("## Two\n### Three\n# One\n") },
	{ "T-26 clients know of no fourth",
	    STR_INIT("#### Four\n"),
	    STR_INIT("### # Four\n") },
	{ "T-26 a heading of no words is none",
	    STR_INIT("#\n# \n# T\n##\nx\n"),
	    STR_INIT("title T\n: x\n") },
	{ "T-04 a line is a paragraph; blank lines part them",
	    STR_INIT("a\nb\n\n\nc"),
	    STR_INIT(": a\n+: b\n: c\n") },
	{ "T-08 an item needs the blank",
	    STR_INIT("* one\n*\ttwo\n*three\n* \nx\n"),
	    STR_INIT("* one\n+* two\n+: *three\n: x\n") },
	{ "T-29 a quotation keeps its empty lines",
	    STR_INIT("> a\n>\n>b\n> > c\n"),
	    STR_INIT("> a\n+> \n+> b\n+> > c\n") },
	{ "T-16 blanks of a link",
	    STR_INIT("=>a\n=> b\n=>\tc\td\te\n=>  e   f  g \n"),
	    STR_INIT("=> /d/a a\n+=> /d/b b\n+=> /d/c d e\n+=> /d/e f g\n") },
	{ "T-21 an arrow without a URL is text",
	    STR_INIT("=>\n=> \n"),
	    STR_INIT(": =>\n+: =>\n") },
	{ "T-02 no marker has a blank in front",
	    STR_INIT(" # a\n * b\n > c\n => d\n ```\n"),
	    STR_INIT(": # a\n+: * b\n+: > c\n+: => d\n+: ```\n") },
	{ "T-31 a fence and what it shows",
	    STR_INIT("```  a `cat` \n =^.^=  \n\n=> x\n```\n"),
	    STR_INIT("``` a cat| =^.^=//=> x/\n") },
	{ "T-12 TABs in a fence",
	    STR_INIT("```\na\tb\n```\n"),
	    STR_INIT("``` |a       b/\n") },
	{ "T-32 what stands behind a closing fence is ignored",
	    STR_INIT("```\nx\n``` y\nz\n"),
	    STR_INIT("``` |x/\n+: z\n") },
	{ "T-33 more than three backquotes",
	    STR_INIT("`````\n````\n"),
	    STR_INIT("") },
	{ "T-12 a fence that was hidden in a fence",
	    STR_INIT("```\n\xe2\x80\x8f```\n```\n"),
	    STR_INIT("``` | ```/\n") },
	{ "T-13 line ends of two kinds, the last one missing",
	    STR_INIT("a\r\n\r\n> b\n```\r\nc\r\n```\r\n=> d e\r\nf\r"),
	    STR_INIT(": a\n> b\n+``` |c/\n+=> /d/d e\n+: f\n") },
	{ "T-13 what others take for line ends is a blank",
	    STR_INIT("a\rb\x0b"
		     "c\x0c"
		     "d\xc2\x85"
		     "e\xe2\x80\xa8"
		     "f\n"),
	    STR_INIT(": a b c d e f\n") },
	{ "T-14 so are other controls",
	    STR_INIT("\x1b[31mred\n```\na\0b\x7f\n```\n"),
	    STR_INIT(": [31mred\n+``` |a b/\n") },
	{ "T-14 marks that reorder text are gone",
	    STR_INIT("# \xe2\x80\xae"
		     "abc\xe2\x80\xac\n"),
	    STR_INIT("title abc\n") },
	{ "T-15 a byte order mark",
	    STR_INIT("\xef\xbb\xbf# T\n"),
	    STR_INIT("title T\n") },
	{ "T-20 a URL is its own label, as it was written",
	    STR_INIT("=> \xc3\xa9.gmi\n=> b.gmi \xc2\xa0\n"),
	    STR_INIT("=> /d/%C3%A9.gmi \xc3\xa9.gmi\n+=> /d/b.gmi b.gmi\n") },
	{ "an empty file", STR_INIT(""), STR_INIT("") },
};

static void
reads_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct arena a;
		struct diags d;
		struct doc *doc;
		struct str got;

		arena_init(&a);
		diags_init(&d, &a);
		doc = gemtext_read(&a, rows[i].source, STR("/d/x.gmi"), &d);
		check_row(doc != NULL, rows[i].why);
		got = doc_dump(&a, doc);
		if (!str_eq(got, rows[i].want))
			fail_msg("%s: got\n%.*s", rows[i].why, STR_ARG(got));
		check_row(d.first == NULL, rows[i].why);
		check_row(gemtext_holds(rows[i].source) == NULL, rows[i].why);
		arena_release(&a);
	}
}

struct reading {
	struct arena arena;
	struct diags diags;
	struct doc *doc;
};

static void
reading_init(struct reading *r, struct str source)
{
	arena_init(&r->arena);
	diags_init(&r->diags, &r->arena);
	r->doc = gemtext_read(&r->arena, source, STR("/d/x.gmi"), &r->diags);
}

/* T-03 */
static void
open_fence_is_told(void **state)
{
	struct reading r;

	(void)state;
	reading_init(&r, STR("a\n\n```cat\n# b\n=> c\n"));
	assert_str(doc_dump(&r.arena, r.doc), STR(": a\n``` cat|# b/=> c/\n"));
	assert_non_null(r.diags.first);
	assert_null(r.diags.first->next);
	assert_int_equal(r.diags.first->level, DIAG_WARNING);
	assert_string_equal(r.diags.first->code, "open-fence");
	assert_str(r.diags.first->at.file, STR("d/x.gmi"));
	assert_int_equal(r.diags.first->at.line, 3);
	arena_release(&r.arena);
}

static void
blocks_have_places(void **state)
{
	static const size_t lines[] = { 2, 4, 5, 9 };
	struct reading r;
	const struct block *b;

	(void)state;
	reading_init(&r, STR("# T\na\n\n* b\n```\nc\n\n```\n=> d\n"));
	b = r.doc->first;
	for (size_t i = 0; i < COUNT(lines); i++) {
		assert_non_null(b);
		assert_int_equal(b->at.line, lines[i]);
		assert_int_equal(b->at.column, 1);
		assert_str(b->at.file, STR("d/x.gmi"));
		b = b->next;
	}
	assert_null(b);
	arena_release(&r.arena);
}

static void
links_make_a_menu(void **state)
{
	struct reading r;

	(void)state;
	reading_init(&r, STR("text\n"));
	assert_false(r.doc->menu);
	assert_str(r.doc->path, STR("/d/x.gmi"));
	arena_release(&r.arena);
	reading_init(&r, STR("=> a\n"));
	assert_true(r.doc->menu);
	arena_release(&r.arena);
}

/* T-15 */
static void
what_is_no_utf8_is_not_read(void **state)
{
	struct reading r;

	(void)state;
	reading_init(&r, STR("caf\xe9\n"));
	assert_null(r.doc);
	assert_null(r.diags.first);
	arena_release(&r.arena);
}

/* Whatever lines hold; and what is too much is said. */
static void
size_is_bounded(void **state)
{
	char *text = mem_new(GEMTEXT_MAX + 1, 1);
	struct reading r;

	(void)state;
	memset(text, 'x', GEMTEXT_MAX + 1);
	reading_init(&r, (struct str){ text, GEMTEXT_MAX });
	assert_non_null(r.doc);
	assert_int_equal(r.doc->first->text.len, GEMTEXT_MAX);
	arena_release(&r.arena);
	reading_init(&r, (struct str){ text, GEMTEXT_MAX + 1 });
	assert_null(r.doc);
	assert_string_equal(r.diags.first->code, "too-large");
	arena_release(&r.arena);
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_rows),
		cmocka_unit_test(open_fence_is_told),
		cmocka_unit_test(blocks_have_places),
		cmocka_unit_test(links_make_a_menu),
		cmocka_unit_test(what_is_no_utf8_is_not_read),
		cmocka_unit_test(size_is_bounded),
	};

	return cmocka_run_group_tests_name("gemtext_read", tests, NULL, NULL);
}
