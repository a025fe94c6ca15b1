/* SPDX-License-Identifier: ISC */
#include "parse/burden.h"
#include "unit/doc_dump.h"
#include "unit/markdown_props.h"
#include "unit/unit.h"

struct row {
	const char *why;
	struct str source;
	struct str want;
};

static const struct row structure[] = {
	{ "T-27 the first heading is the title, wherever it is",
	    STR_INIT("text\n\n# Title\n\n# Other\n"),
	    STR_INIT("title Title\n: text\n# Other\n") },
	{ "no heading of the first level, no title",
	    STR_INIT("## Part\n\n# Late\n"),
	    STR_INIT("## Part\n# Late\n") },
	{ "T-26 levels, underlined ones among them",
	    STR_INIT("T\n=\ns\n-\n### three\n##### five\n"),
	    STR_INIT("title T\n## s\n### three\n### five\n") },
	{ "T-04 a paragraph is a line, but where its author broke it",
	    STR_INIT("one\ntwo  \nthree\\\nfour\n\nfive\n"),
	    STR_INIT(": one two\n+: three\n+: four\n: five\n") },
	{ "no blank between lines of Chinese",
	    STR_INIT("\xe4\xb8\xad\n\xe6\x96\x87\nabc\n"),
	    STR_INIT(": \xe4\xb8\xad\xe6\x96\x87 abc\n") },
	{ "T-28 nested lists are one, with dashes",
	    STR_INIT("- a\n- b\n  - c\n    1. d\n    2. e\n"),
	    STR_INIT("* a\n+* b\n+* \xe2\x80\x93 c\n"
		     "+: \xe2\x80\x93 \xe2\x80\x93 1. d\n"
		     "+: \xe2\x80\x93 \xe2\x80\x93 2. e\n") },
	{ "numbers go on from the first",
	    STR_INIT("text\n\n7. a\n7. b\n\n   more\n"),
	    STR_INIT(": text\n: 7. a\n+: 8. b\n: more\n") },
	{ "T-29 a quotation is one, whatever is in it",
	    STR_INIT("> a\n> b\n>\n> - c\n> 1. d\n>\n> # e\n\n> f\n"),
	    STR_INIT("> a b\n+> \n+> - c\n+> 1. d\n+> \n+> e\n> f\n") },
	{ "T-31 code, fenced and indented",
	    STR_INIT("```c\n\tx\n\n# y\n```\n\n    z\n\ntext\n"),
	    STR_INIT("``` c|        x//# y/\n``` |z/\n: text\n") },
	{ "a rule is a gap",
	    STR_INIT("a\n***\nb\n"),
	    STR_INIT(": a\n: b\n") },
	{ "a table keeps its lines",
	    STR_INIT("| a | b |\n|---|:-:|\n| `1` | [2](x) |\n"),
	    STR_INIT("``` || a | b |/|---|:-:|/| `1` | 2 |/\n+=> /d/x 2\n") },
	{ "no table without its rule",
	    STR_INIT("a | b\nc | d\n"),
	    STR_INIT(": a | b c | d\n") },
};

static const struct row inlines[] = {
	{ "emphasis is no more than its words, code has its quotes",
	    STR_INIT("*a* **b** ***c*** _d_ `-e` x*y*z\n"),
	    STR_INIT(": a b c d `-e` xyz\n") },
	{ "T-23 links stand below, in order, each once",
	    STR_INIT("See [a](1), [b](2) and [a](1).\n"),
	    STR_INIT(": See a, b and a.\n+=> /d/1 a\n+=> /d/2 b\n") },
	{ "T-23 nothing but links is these alone",
	    STR_INIT("[a](1) | [b](2)\n"),
	    STR_INIT("=> /d/1 a\n+=> /d/2 b\n") },
	{ "so is an item, but for its number",
	    STR_INIT("- [a](1)\n- [b](2)\n\n1. [c](3)\n"),
	    STR_INIT("=> /d/1 a\n+=> /d/2 b\n=> /d/3 1. c\n") },
	{ "references, and URLs in the text",
	    STR_INIT("[a][r] [r] <https://h/> <b@c.d>\n\n[r]: /u 'Title'\n"),
	    STR_INIT("=> /u a (Title)\n+=> /u r (Title)\n"
		     "+=> https://h/ https://h/\n+=> mailto:b@c.d b@c.d\n") },
	{ "T-20 a picture is a link to what it shows",
	    STR_INIT("Here: ![a cat](c.png \"Tom\")\n"),
	    STR_INIT(": Here: a cat\n+=> /d/c.png a cat (Tom)\n") },
	{ "a picture as a link's label",
	    STR_INIT("[![build](b.svg)](https://h/)\n"),
	    STR_INIT("=> https://h/ build\n+=> /d/b.svg build\n") },
	{ "T-21 without a URL it is its text",
	    STR_INIT("[a]() and ![b]()\n"),
	    STR_INIT(": a and b\n") },
	{ "T-21 without a label it is its URL",
	    STR_INIT("![](c.png)\n"),
	    STR_INIT("=> /d/c.png /d/c.png\n") },
	{ "links of a heading, and of a quotation",
	    STR_INIT("## [a](1)\n\n> [b](2) c\n"),
	    STR_INIT("## a\n=> /d/1 a\n> b c\n+=> /d/2 b\n") },
	{ "what stands for a sign, T-14 also one that none should have",
	    STR_INIT("&copy; &#x41;&#10;&#x202e;b\x01\n"),
	    STR_INIT(": \xc2\xa9 A b\n") },
	{ "notes are text",
	    STR_INIT("a[^1]\n\n[^1]: What it is.\n"),
	    STR_INIT(": a[^1]\n: [^1]: What it is.\n") },
};

static const struct row tags[] = {
	{ "tags go, words stay",
	    STR_INIT("<div>\n<h1>A &amp; b</h1>\n<p>c <b>d</b>\ne\n</div>\n"),
	    STR_INIT(": A & b\n+: c d e\n") },
	{ "within a line",
	    STR_INIT("a <kbd>b</kbd> <code>c</code> <div>d\n"),
	    STR_INIT(": a b `c`\n+: d\n") },
	{ "scripts and style sheets are nothing to read",
	    STR_INIT("<style>\nx { }\n</style>\n\n<script>\nif (a</b>c)\n"
		     "</SCRIPT>\n\na\n"),
	    STR_INIT(": a\n") },
	{ "a comment without an end hides all",
	    STR_INIT("a\n\n<!-- b\n\nc\n"),
	    STR_INIT(": a\n") },
	{ "lines of <pre>",
	    STR_INIT("<pre>\na\nb\n</pre>\n"),
	    STR_INIT(": a\n+: b\n") },
	{ "no tag",
	    STR_INIT("<p\n\n<table><tr><td>1 < 2 <\n"),
	    STR_INIT(": <p\n: 1 < 2 <\n") },
};

static const struct row silent_tags[] = {
	{ "a comment is no finding",
	    STR_INIT("<!-- a -->\n\nb<!-- c -->d\n"),
	    STR_INIT(": bd\n") },
	{ "nor is a line's end",
	    STR_INIT("a<br>b<BR/>c\n"),
	    STR_INIT(": a\n+: b\n+: c\n") },
};

static const struct row matter[] = {
	{ "its title is the title, and said once",
	    STR_INIT("---\nTitle: \"A b\"\ntags:\n  - x\n---\n# A B\n\nc\n"),
	    STR_INIT("title A B\n: c\n") },
	{ "another heading is one",
	    STR_INIT("---\ntitle: a: b\ndate: 1\n...\n# C\n"),
	    STR_INIT("title a: b\n# C\n") },
	{ "TOML",
	    STR_INIT("+++\ntitle = 'a'\n[x]\ny.z = 1\n+++\nb\n"),
	    STR_INIT("title a\n: b\n") },
	{ "a title on lines of its own is none",
	    STR_INIT("---\ntitle: >\n  a\n---\nb\n"),
	    STR_INIT(": b\n") },
};

static const struct row no_matter[] = {
	{ "nothing but a title needs no hint",
	    STR_INIT("---\r\ntitle: a\r\n---\r\nb\r\n"),
	    STR_INIT("title a\n: b\n") },
	{ "two rules with prose between them",
	    STR_INIT("---\nNote: a\nb c\n\n---\n"),
	    STR_INIT(": Note: a b c\n") },
	{ "a rule alone",
	    STR_INIT("---\na: b\n"),
	    STR_INIT(": a: b\n") },
	{ "T-15 behind a byte order mark",
	    STR_INIT("\xef\xbb\xbf---\ntitle: a\n---\n"),
	    STR_INIT("title a\n") },
	{ "an empty file", STR_INIT(""), STR_INIT("") },
};

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
	r->doc = markdown_read(&r->arena, source, STR("/d/x.md"), &r->diags);
}

/* code: of the only kind of finding that each of the rows has; or NULL. */
static void
check_rows(const struct row *rows, size_t count, const char *code)
{
	for (size_t i = 0; i < count; i++) {
		struct reading r;
		struct str got;

		reading_init(&r, rows[i].source);
		check_row(r.doc != NULL, rows[i].why);
		got = doc_dump(&r.arena, r.doc);
		if (!str_eq(got, rows[i].want))
			fail_msg("%s: got\n%.*s", rows[i].why, STR_ARG(got));
		check_row((r.diags.first != NULL) == (code != NULL),
		    rows[i].why);
		for (struct diag *f = r.diags.first; f != NULL; f = f->next)
			check_row(strcmp(f->code, code) == 0, rows[i].why);
		check_row(markdown_holds(rows[i].source) == NULL, rows[i].why);
		arena_release(&r.arena);
	}
}

static void
flattens(void **state)
{
	(void)state;
	check_rows(structure, COUNT(structure), NULL);
	check_rows(inlines, COUNT(inlines), NULL);
}

static void
drops_tags(void **state)
{
	(void)state;
	check_rows(tags, COUNT(tags), "html-dropped");
	check_rows(silent_tags, COUNT(silent_tags), NULL);
}

static void
takes_front_matter(void **state)
{
	(void)state;
	check_rows(matter, COUNT(matter), "front-matter");
	check_rows(no_matter, COUNT(no_matter), NULL);
}

/* Lines of the file, whatever stands above the text. */
static void
blocks_have_places(void **state)
{
	static const size_t lines[] = { 6, 8, 8, 9, 11, 13 };
	struct reading r;
	const struct block *b;

	(void)state;
	reading_init(&r,
	    STR("---\ntitle: T\n---\n\n\n## a\n\n"
		"b [c](d)\n- e\n\n> f\n\n```\nx\n```\n"));
	b = r.doc->first;
	for (size_t i = 0; i < COUNT(lines); i++) {
		assert_non_null(b);
		assert_int_equal(b->at.line, lines[i]);
		assert_str(b->at.file, STR("d/x.md"));
		b = b->next;
	}
	assert_null(b);
	assert_true(r.doc->menu);
	arena_release(&r.arena);
}

static void
finding_has_its_line(void **state)
{
	struct reading r;

	(void)state;
	reading_init(&r, STR("---\na: b\n---\n\nx\ny <b>z</b>\n\n<p>\n"));
	assert_int_equal(r.diags.count[DIAG_HINT], 1);
	assert_int_equal(r.diags.count[DIAG_WARNING], 2);
	assert_int_equal(r.diags.first->at.line, 1);
	assert_int_equal(r.diags.first->next->at.line, 6);
	assert_int_equal(r.diags.first->next->next->at.line, 8);
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

/* A text of so many bytes at most, of one part after the other. */
static struct str
repeated(struct arena *a, struct str part, size_t bytes)
{
	struct buf text;

	buf_init(&text);
	while (text.len + part.len <= bytes)
		buf_add(&text, part);
	return buf_keep(&text, a);
}

static void
check_refused(struct str source, const char *code)
{
	struct reading r;

	reading_init(&r, source);
	assert_null(r.doc);
	assert_non_null(r.diags.first);
	assert_string_equal(r.diags.first->code, code);
	arena_release(&r.arena);
}

/* Where cmark's time would be the square of the size. */
static void
burdens_are_refused(void **state)
{
	struct arena a;
	struct str lists, blanks;

	(void)state;
	arena_init(&a);
	lists = repeated(&a, STR("- "), MARKDOWN_MAX / 2);
	blanks = repeated(&a, STR("\n"), MARKDOWN_MAX / 2);
	check_refused(arena_printf(&a, "%.*s%.*s", STR_ARG(lists),
			  STR_ARG(blanks)),
	    "too-deep");
	check_refused(repeated(&a, STR("![[]()"), MARKDOWN_MAX), "too-deep");
	check_refused(repeated(&a, STR("a "), MARKDOWN_MAX + 2), "too-large");
	assert_false(burden_is_heavy(blanks));
	assert_false(burden_is_heavy(lists));
	assert_false(burden_is_heavy(
	    repeated(&a, STR("    - [a](b) ![c](d)\n"), MARKDOWN_MAX / 16)));
	assert_false(burden_is_heavy(
	    repeated(&a, STR("![a](b) ![c](d)\n\n"), MARKDOWN_MAX)));
	arena_release(&a);
}

/* No stack is as deep as a text can be. */
static void
depth_is_no_recursion(void **state)
{
	struct arena a;
	struct reading r;

	(void)state;
	arena_init(&a);
	reading_init(&r, repeated(&a, STR(">"), MARKDOWN_MAX));
	assert_non_null(r.doc);
	arena_release(&r.arena);
	reading_init(&r,
	    arena_printf(&a, "%.*sa%.*s",
		STR_ARG(repeated(&a, STR("!["), 8000)),
		STR_ARG(repeated(&a, STR("](u)"), 16000))));
	assert_non_null(r.doc);
	assert_int_equal(doc_count(r.doc, BLOCK_LINK), 2);
	arena_release(&r.arena);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(flattens),
		cmocka_unit_test(drops_tags),
		cmocka_unit_test(takes_front_matter),
		cmocka_unit_test(blocks_have_places),
		cmocka_unit_test(finding_has_its_line),
		cmocka_unit_test(what_is_no_utf8_is_not_read),
		cmocka_unit_test(burdens_are_refused),
		cmocka_unit_test(depth_is_no_recursion),
	};

	return cmocka_run_group_tests_name("markdown", tests, NULL, NULL);
}
