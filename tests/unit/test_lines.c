/* SPDX-License-Identifier: ISC */
#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "parse/lines.h"
#include "unit/findings.h"
#include "unit/unit.h"

static const struct {
	const char *why;
	struct str source; /* one line */
	enum line_kind kind;
	struct str text;
	struct str extra;
	int level;
	size_t column;
} kinds[] = {
	{ "G2 text", STR_INIT("a b"), .kind = LINE_TEXT, STR_INIT("a b") },
	{ "G3 blank", STR_INIT(" \t"), .kind = LINE_BLANK },
	{ "G3 NBSP is blank", STR_INIT("\xc2\xa0 "), .kind = LINE_BLANK },
	{ "G1 blanks become one", STR_INIT("a \t\xc2\xa0"
					   "b\xe3\x80\x80"
					   "c "),
	    .kind = LINE_TEXT, STR_INIT("a b c") },
	{ "G1 NFC", STR_INIT("e\xcc\x81"),
	    .kind = LINE_TEXT, STR_INIT("\xc3\xa9") },
	{ "G1 BOM", STR_INIT("\xef\xbb\xbf# T"),
	    .kind = LINE_HEADING, STR_INIT("T"),
	    .level = 1 },
	{ "G1 CRLF", STR_INIT("a\r\n"), .kind = LINE_TEXT, STR_INIT("a") },
	{ "G4 in the first column only", STR_INIT(" % a"), .kind = LINE_TEXT,
	    STR_INIT("% a"), .column = 2 },
	{ "G4 space behind", STR_INIT("%a"),
	    .kind = LINE_TEXT, STR_INIT("%a") },
	{ "G6", STR_INIT("## A b"), .kind = LINE_HEADING, STR_INIT("A b"),
	    .level = 2 },
	{ "G6 id", STR_INIT("# A {x-1}"), .kind = LINE_HEADING, STR_INIT("A"),
	    STR_INIT("x-1"), 1 },
	{ "G6 no id", STR_INIT("# A {x y}"), .kind = LINE_HEADING,
	    STR_INIT("A {x y}"), .level = 1 },
	{ "G6 only an id", STR_INIT("# {x}"),
	    .kind = LINE_HEADING, STR_INIT(""), STR_INIT("x"), .level = 1 },
	{ "G6 a part needs a title", STR_INIT("## {x}"),
	    .kind = LINE_HEADING, STR_INIT("{x}"), .level = 2 },
	{ "G6 empty braces", STR_INIT("# {}"),
	    .kind = LINE_HEADING, STR_INIT("{}"), .level = 1 },
	{ "G6 four", STR_INIT("#### A"),
	    .kind = LINE_TEXT, STR_INIT("#### A") },
	{ "G6 space", STR_INIT("#A"), .kind = LINE_TEXT, STR_INIT("#A") },
	{ "G7", STR_INIT("=> u a b"), .kind = LINE_LINK, STR_INIT("a b"),
	    STR_INIT("u") },
	{ "G7 no label", STR_INIT("=>u"),
	    .kind = LINE_LINK, .extra = STR_INIT("u") },
	{ "G7 no target", STR_INIT("=> "), .kind = LINE_TEXT, STR_INIT("=>") },
	{ "G8 star", STR_INIT("* a"), .kind = LINE_ITEM, STR_INIT("a") },
	{ "G8 hyphen", STR_INIT("- a"), .kind = LINE_ITEM, STR_INIT("a") },
	{ "G8 bullet", STR_INIT("\xe2\x80\xa2 a"),
	    .kind = LINE_ITEM, STR_INIT("a") },
	{ "G8 number", STR_INIT("12. a"), .kind = LINE_ITEM, STR_INIT("a") },
	{ "G8 bracket", STR_INIT("1) a"), .kind = LINE_ITEM, STR_INIT("a") },
	{ "a year is no marker", STR_INIT("2023. a"), .kind = LINE_TEXT,
	    STR_INIT("2023. a") },
	{ "G8 nothing behind", STR_INIT("*"),
	    .kind = LINE_TEXT, STR_INIT("*") },
	{ "G8 indented", STR_INIT("  * a"), .kind = LINE_ITEM, STR_INIT("a"),
	    .column = 3 },
	{ "G9 quote", STR_INIT("> a"), .kind = LINE_QUOTE, STR_INIT("a") },
	{ "G9 empty quote", STR_INIT(">"), .kind = LINE_QUOTE },
	{ "G10", STR_INIT("As of:  b c"), .kind = LINE_FIELD, STR_INIT("b c"),
	    STR_INIT("As of") },
	{ "G10 no value", STR_INIT("Now:"), .kind = LINE_FIELD, STR_INIT(""),
	    STR_INIT("Now") },
	{ "G10 four words", STR_INIT("a b c d: e"), .kind = LINE_TEXT,
	    STR_INIT("a b c d: e") },
	{ "a URL is no field", STR_INIT("http://a/"), .kind = LINE_TEXT,
	    STR_INIT("http://a/") },
	{ "a time is no field", STR_INIT("12:30 a"), .kind = LINE_TEXT,
	    STR_INIT("12:30 a") },
	{ "G13 heading", STR_INIT("\\# a"),
	    .kind = LINE_TEXT, STR_INIT("# a") },
	{ "G13 comment", STR_INIT("\\% a"),
	    .kind = LINE_TEXT, STR_INIT("% a") },
	{ "G13 field", STR_INIT("\\News: a"),
	    .kind = LINE_TEXT, STR_INIT("News: a") },
	{ "G13 fence", STR_INIT("\\```"), .kind = LINE_TEXT, STR_INIT("```") },
	{ "G13 backslash", STR_INIT("\\\\* a"),
	    .kind = LINE_TEXT, STR_INIT("\\* a") },
	{ "G13 nothing to take away", STR_INIT("\\alpha"), .kind = LINE_TEXT,
	    STR_INIT("\\alpha") },
};

struct split {
	struct arena arena;
	struct diags diags;
	struct line_list lines;
	bool ok;
};

static void
split(struct split *s, struct str source)
{
	arena_init(&s->arena);
	diags_init(&s->diags, &s->arena);
	s->ok = lines_split(&s->arena, source, STR("p.txt"), &s->diags,
	    &s->lines);
}

static void
lines_have_kinds(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		size_t column = kinds[i].column > 0 ? kinds[i].column : 1;
		struct split s;

		split(&s, kinds[i].source);
		check_row(s.ok && s.lines.count == 1, kinds[i].why);
		check_row(s.lines.at->kind == kinds[i].kind, kinds[i].why);
		check_row(str_eq(s.lines.at->text, kinds[i].text),
		    kinds[i].why);
		check_row(str_eq(s.lines.at->extra, kinds[i].extra),
		    kinds[i].why);
		check_row(s.lines.at->level == kinds[i].level, kinds[i].why);
		check_row(s.lines.at->at.line == 1, kinds[i].why);
		check_row(kinds[i].kind == LINE_BLANK ||
			      s.lines.at->at.column == column,
		    kinds[i].why);
		arena_release(&s.arena);
	}
}

static void
a_fence_is_one_line(void **state)
{
	struct split s;

	(void)state;
	split(&s, STR("a\n``` alt\n\tx\n\n  # y \n%\n``` more\nb"));
	assert_true(s.ok);
	assert_int_equal(s.lines.count, 3);
	assert_int_equal(s.lines.at[1].kind, LINE_PRE);
	assert_str(s.lines.at[1].text, STR("        x\n\n  # y\n%\n"));
	assert_str(s.lines.at[1].extra, STR("alt more"));
	assert_int_equal(s.lines.at[1].at.line, 2);
	assert_int_equal(s.lines.at[2].at.line, 8);
	arena_release(&s.arena);
}

static void
comments_leave_nothing_and_blanks_at_most_two(void **state)
{
	struct split s;

	(void)state;
	split(&s, STR("a\n% gone\n%\nb\n\n\n\n\nc\n"));
	assert_int_equal(s.lines.count, 5);
	assert_str(s.lines.at[1].whole, STR("b"));
	assert_int_equal(s.lines.at[4].at.line, 9);
	arena_release(&s.arena);
}

static void
indents_are_columns(void **state)
{
	struct split s;

	(void)state;
	split(&s, STR("  a\n \tb\n\xe3\x80\x80"
		      "c\n"));
	assert_int_equal(s.lines.at[0].indent, 2);
	assert_int_equal(s.lines.at[1].indent, 8);
	assert_int_equal(s.lines.at[1].at.column, 3);
	assert_int_equal(s.lines.at[2].indent, 2);
	arena_release(&s.arena);
}

static const struct {
	const char *why;
	struct str source;
	const char *want;
	bool ok;
} findings[] = {
	{ "G1 control", STR_INIT("ok\na\xc3\xa9\x01z"),
	    "p.txt:2:3: error: control character U+0001; remove it "
	    "[control]\n",
	    false },
	{ "G1 CR inside", STR_INIT("a\rb\n"),
	    "p.txt:1:2: error: control character U+000D; remove it "
	    "[control]\n",
	    false },
	{ "G1 bidi", STR_INIT("a\xe2\x80\xae"),
	    "p.txt:1:2: error: U+202E reorders text; remove it [bidi]\n",
	    false },
	{ "G1 invalid bytes", STR_INIT("\xc3(\n\xff"),
	    "p.txt:1:1: error: byte 0xc3 is not UTF-8 [bad-utf8]\n"
	    "p.txt:2:1: error: byte 0xff is not UTF-8 [bad-utf8]\n",
	    false },
	{ "G5 no end", STR_INIT("a\n\n```x\ny\n"),
	    "p.txt:3:1: error: this ``` has no closing ``` below it "
	    "[open-fence]\n",
	    false },
	{ "a lost address", STR_INIT("x\n me at . And at ,"),
	    "p.txt:2:7: hint: space before '.'; is an address or a link "
	    "missing here? [gap]\n"
	    "p.txt:2:16: hint: space before ','; is an address or a link "
	    "missing here? [gap]\n",
	    true },
	{ "dots that stand for something",
	    STR_INIT("a .net b ... c . . . d 1 .5"), "", true },
	{ "a fence may hold anything", STR_INIT("```\na .\n```"), "", true },
};

static void
findings_have_places(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(findings) / sizeof(findings[0]); i++) {
		struct split s;
		struct str text;

		split(&s, findings[i].source);
		text = findings_printed(&s.diags);
		check_row(s.ok == findings[i].ok, findings[i].why);
		if (!str_eq(text, str_of(findings[i].want)))
			fail_msg("%s: %.*s", findings[i].why, STR_ARG(text));
		arena_release(&s.arena);
	}
}

static void
errors_are_capped(void **state)
{
	struct split s;
	char bad[1000];

	(void)state;
	memset(bad, 1, sizeof(bad));
	split(&s, (struct str){ bad, sizeof(bad) });
	assert_false(s.ok);
	assert_int_equal(s.diags.count[DIAG_ERROR], LINE_ERRORS_MAX);
	arena_release(&s.arena);
}

static void
long_lines_are_errors(void **state)
{
	char *line = mem_new(LINE_BYTES_MAX + 1, 1);
	struct split s;

	(void)state;
	memset(line, 'a', LINE_BYTES_MAX + 1);
	split(&s, (struct str){ line, LINE_BYTES_MAX });
	assert_true(s.ok);
	arena_release(&s.arena);
	split(&s, (struct str){ line, LINE_BYTES_MAX + 1 });
	assert_false(s.ok);
	assert_string_equal(s.diags.first->code, "line-too-long");
	arena_release(&s.arena);
	free(line);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_have_kinds),
		cmocka_unit_test(a_fence_is_one_line),
		cmocka_unit_test(comments_leave_nothing_and_blanks_at_most_two),
		cmocka_unit_test(indents_are_columns),
		cmocka_unit_test(findings_have_places),
		cmocka_unit_test(errors_are_capped),
		cmocka_unit_test(long_lines_are_errors),
	};

	return cmocka_run_group_tests_name("lines", tests, NULL, NULL);
}
