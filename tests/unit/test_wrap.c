/* SPDX-License-Identifier: ISC */
#include "base/wrap.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "unit/unit.h"

#define WIDTH 67 /* as in Gopher menus (O-25) */

static const struct {
	const char *why;
	struct str text;
	size_t width;
	struct str want; /* the lines, each with a '|' behind it */
} rows[] = {
	{ "nothing", STR_INIT(""), 10, STR_INIT("") },
	{ "blanks alone", STR_INIT("   "), 10, STR_INIT("") },
	{ "fits", STR_INIT("one two"), 10, STR_INIT("one two|") },
	{ "just fits", STR_INIT("one two"), 7, STR_INIT("one two|") },
	{ "one too wide", STR_INIT("one two"), 6, STR_INIT("one|two|") },
	{ "kinsoku: no line begins with a stop",
	    STR_INIT("分布式系统。仓库级"), 10,
	    STR_INIT("分布式系|统。仓库级|") },
	{ "nor with a comma or a closing bracket",
	    STR_INIT("系统（云计算），系统"), 14,
	    STR_INIT("系统（云计|算），系统|") },
	{ "nor does one end in an opening one",
	    STR_INIT("云计算系统（GPU）"), 12,
	    STR_INIT("云计算系统|（GPU）|") },
	{ "Japanese with English and a URL",
	    STR_INIT("「研究」は http://a.b/c-d を見て。"), 10,
	    STR_INIT("「研究」は|http://a.b/c-d|を見て。|") },
	{ "blanks at the ends", STR_INIT("  one two "), 7,
	    STR_INIT("one two|") },
	{ "a blank at the margin takes no room", STR_INIT("one two three"), 7,
	    STR_INIT("one two|three|") },
	{ "fills lines greedily", STR_INIT("a bb ccc dddd eeeee"), 8,
	    STR_INIT("a bb ccc|dddd|eeeee|") },
	{ "a word wider than the line, alone", STR_INIT("incomprehensible"), 6,
	    STR_INIT("incomprehensible|") },
	{ "a word wider than the line, amid",
	    STR_INIT("an incomprehensible word"), 6,
	    STR_INIT("an|incomprehensible|word|") },
	{ "a compound is one word", STR_INIT("the UW-Madison page"), 8,
	    STR_INIT("the|UW-Madison|page|") },
	{ "a dash of hyphens divides", STR_INIT("one -- two"), 6,
	    STR_INIT("one --|two|") },
	{ "Chinese breaks anywhere",
	    STR_INIT("\xe4\xb8\xad\xe6\x96\x87\xe5\xad\x97"), 4,
	    STR_INIT("\xe4\xb8\xad\xe6\x96\x87|\xe5\xad\x97|") },
	{ "but no full stop first in a line",
	    STR_INIT("\xe4\xb8\xad\xe6\x96\x87\xe3\x80\x82"), 4,
	    STR_INIT("\xe4\xb8\xad|\xe6\x96\x87\xe3\x80\x82|") },
	{ "no half of a wide character",
	    STR_INIT("\xe4\xb8\xad\xe6\x96\x87"), 3,
	    STR_INIT("\xe4\xb8\xad|\xe6\x96\x87|") },
	{ "NBSP holds", STR_INIT("page\xc2\xa0"
				 "12 of it"),
	    6,
	    STR_INIT("page\xc2\xa0"
		     "12|of it|") },
	{ "O-25 width is columns, not bytes",
	    STR_INIT("\xc3\xa9t\xc3\xa9 \xc3\xa9t\xc3\xa9"), 7,
	    STR_INIT("\xc3\xa9t\xc3\xa9 \xc3\xa9t\xc3\xa9|") },
	{ "a URL stays whole", STR_INIT("see https://a.example/b-c/d?e=f now"),
	    10, STR_INIT("see|https://a.example/b-c/d?e=f|now|") },
	{ "a URL at the start", STR_INIT("gemini://a.example/b-c/d is it"), 10,
	    STR_INIT("gemini://a.example/b-c/d|is it|") },
	{ "a URL in brackets", STR_INIT("so (https://a.example/b/c/d) ends"),
	    10, STR_INIT("so|(https://a.example/b/c/d)|ends|") },
	{ "a URL amid Chinese ends with it",
	    STR_INIT("\xe4\xb8\xad\xe6\x96\x87https://a.example/b-c"
		     "\xe3\x80\x82\xe5\xad\x97\xe5\xad\x97"),
	    8, STR_INIT("\xe4\xb8\xad\xe6\x96\x87|https://a.example/b-c"
			"\xe3\x80\x82|\xe5\xad\x97\xe5\xad\x97|") },
	{ "two URLs", STR_INIT("x://a/b-c y://d/e-f"), 4,
	    STR_INIT("x://a/b-c|y://d/e-f|") },
	{ "the sign alone", STR_INIT(":// a"), 2, STR_INIT("://|a|") },
	{ "width of nought", STR_INIT("a b"), 0, STR_INIT("a|b|") },
};

static struct str
join(struct buf *out, struct lines lines, char end)
{
	buf_clear(out);
	for (size_t i = 0; i < lines.count; i++) {
		buf_add(out, lines.at[i]);
		buf_char(out, end);
	}
	return buf_str(out);
}

static void
lines_are_as_wanted(void **state)
{
	struct arena a;
	struct buf out;

	(void)state;
	arena_init(&a);
	buf_init(&out);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct lines got = wrap_text(&a, rows[i].text, rows[i].width);

		if (!str_eq(join(&out, got, '|'), rows[i].want))
			fail_msg("%s: %.*s", rows[i].why,
			    STR_ARG(buf_str(&out)));
	}
	buf_release(&out);
	arena_release(&a);
}

/* A small generator of its own, so that a failure can be repeated. */
static unsigned
next_random(unsigned *seed)
{
	*seed = *seed * 1103515245u + 12345u;
	return *seed >> 16;
}

static const struct str words[] = {
	STR_INIT("a"),
	STR_INIT("word"),
	STR_INIT("self-contained"),
	STR_INIT("e.g.,"),
	STR_INIT("(MFU)"),
	STR_INIT("\xc3\xa9l\xc3\xa8ve"),
	STR_INIT("\xe4\xb8\xad\xe6\x96\x87\xe5\xad\x97\xe3\x80\x82"),
	STR_INIT("no\xc2\xa0"
		 "break"),
	STR_INIT("e\xcc\x81"),
	STR_INIT("\xf0\x9f\x9a\x80"),
	STR_INIT("https://example.org/a-long/path/that-could/be-broken?x=1"),
	STR_INIT("gemini://example.org/a/path/wider/than/any/line/of/a/menu/"
		 "could-ever-be/"),
	STR_INIT("Donaudampfschifffahrtselektrizit\xc3\xa4tenhauptbetriebs"
		 "werkbauunterbeamtengesellschaft"),
};

static void
make_text(struct buf *text, unsigned *seed)
{
	unsigned count = 1 + next_random(seed) % 60;

	buf_clear(text);
	for (unsigned i = 0; i < count; i++) {
		if (i > 0)
			buf_char(text, ' ');
		buf_add(text, words[next_random(seed) %
				    (sizeof(words) / sizeof(words[0]))]);
	}
}

/* Without blanks, which wrap may take out at a break. */
static struct str
letters(struct arena *a, struct str s)
{
	char *kept = arena_array(a, s.len + 1, 1);
	size_t len = 0;

	for (size_t i = 0; i < s.len; i++)
		if (s.at[i] != ' ')
			kept[len++] = s.at[i];
	return (struct str){ kept, len };
}

static void
check_line(struct str line)
{
	assert_true(line.len > 0);
	assert_str(str_trim(line), line);
	if (utf8_width(line) > WIDTH)
		assert_int_equal(str_index(line, ' '), line.len);
}

static void
check_text(struct str text, struct buf *joined)
{
	struct arena a;
	struct lines lines;

	arena_init(&a);
	lines = wrap_text(&a, text, WIDTH);
	for (size_t i = 0; i < lines.count; i++)
		check_line(lines.at[i]);
	assert_str(letters(&a, join(joined, lines, ' ')), letters(&a, text));
	arena_release(&a);
}

static void
no_line_is_too_wide_and_no_word_is_lost(void **state)
{
	struct buf text, joined;
	unsigned seed = 67;

	(void)state;
	buf_init(&text);
	buf_init(&joined);
	for (int i = 0; i < 2000; i++) {
		make_text(&text, &seed);
		check_text(buf_str(&text), &joined);
	}
	buf_release(&text);
	buf_release(&joined);
}

/* Every word with "://" in it must stand in one line, whole. */
static void
urls_are_never_broken(void **state)
{
	struct arena a;
	struct buf text, joined;
	unsigned seed = 4711;

	(void)state;
	buf_init(&text);
	buf_init(&joined);
	for (int i = 0; i < 500; i++) {
		struct str word, rest;

		arena_init(&a);
		make_text(&text, &seed);
		join(&joined, wrap_text(&a, buf_str(&text), 40), '\n');
		rest = buf_str(&text);
		while (rest.len > 0) {
			str_cut(rest, ' ', &word, &rest);
			if (str_find(word, STR("://")) < word.len)
				assert_true(str_find(buf_str(&joined), word) <
					    joined.len);
		}
		arena_release(&a);
	}
	buf_release(&text);
	buf_release(&joined);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_are_as_wanted),
		cmocka_unit_test(no_line_is_too_wide_and_no_word_is_lost),
		cmocka_unit_test(urls_are_never_broken),
	};

	return cmocka_run_group_tests_name("wrap", tests, NULL, NULL);
}
