/* SPDX-License-Identifier: ISC */
#include "base/utf8.h"

#include "unit/unit.h"

static const struct {
	const char *why;
	struct str text;
	size_t len; /* 0 = invalid */
	uint32_t point;
} firsts[] = {
	{ "ASCII", STR_INIT("ab"), 1, 'a' },
	{ "NUL is a character", STR_INIT("\0"), 1, 0 },
	{ "two bytes", STR_INIT("\xc3\xa9x"), 2, 0xe9 },
	{ "three bytes", STR_INIT("\xe4\xb8\xad"), 3, 0x4e2d },
	{ "four bytes", STR_INIT("\xf0\x9f\x9a\x80"), 4, 0x1f680 },
	{ "the last of all", STR_INIT("\xf4\x8f\xbf\xbf"), 4, 0x10ffff },
	{ "above U+10FFFF", STR_INIT("\xf4\x90\x80\x80"), 0, 0 },
	{ "X-07 overlong slash, two bytes", STR_INIT("\xc0\xaf"), 0, 0 },
	{ "X-07 overlong dot, three bytes", STR_INIT("\xe0\x80\xae"), 0, 0 },
	{ "overlong, four bytes", STR_INIT("\xf0\x80\x80\xaf"), 0, 0 },
	{ "overlong NUL", STR_INIT("\xc0\x80"), 0, 0 },
	{ "largest overlong of two", STR_INIT("\xc1\xbf"), 0, 0 },
	{ "smallest of two", STR_INIT("\xc2\x80"), 2, 0x80 },
	{ "below the surrogates", STR_INIT("\xed\x9f\xbf"), 3, 0xd7ff },
	{ "first surrogate", STR_INIT("\xed\xa0\x80"), 0, 0 },
	{ "last surrogate", STR_INIT("\xed\xbf\xbf"), 0, 0 },
	{ "above the surrogates", STR_INIT("\xee\x80\x80"), 3, 0xe000 },
	{ "continuation byte first", STR_INIT("\x80"), 0, 0 },
	{ "cut after one of two", STR_INIT("\xc3"), 0, 0 },
	{ "cut after two of three", STR_INIT("\xe4\xb8"), 0, 0 },
	{ "cut after three of four", STR_INIT("\xf0\x9f\x9a"), 0, 0 },
	{ "ASCII inside", STR_INIT("\xe4\xb8z"), 0, 0 },
	{ "FE", STR_INIT("\xfe"), 0, 0 },
	{ "FF", STR_INIT("\xff"), 0, 0 },
	{ "five bytes of old", STR_INIT("\xf8\x88\x80\x80\x80"), 0, 0 },
	{ "nothing", STR_INIT(""), 0, 0 },
};

static void
next_takes_valid_characters_only(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(firsts) / sizeof(firsts[0]); i++) {
		uint32_t point = 0;

		check_row(utf8_next(firsts[i].text, &point) == firsts[i].len,
		    firsts[i].why);
		check_row(point == firsts[i].point, firsts[i].why);
	}
}

static void
valid_measures_the_good_beginning(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(firsts) / sizeof(firsts[0]); i++) {
		char text[16] = "\xc3\xa9";
		struct str whole = { text, 2 + firsts[i].text.len };

		memcpy(text + 2, firsts[i].text.at, firsts[i].text.len);
		check_row((utf8_valid(whole) > 2) == (firsts[i].len > 0),
		    firsts[i].why);
	}
	assert_int_equal(utf8_valid(STR("ab\xff"
					"cd")),
	    2);
	assert_int_equal(utf8_valid(STR("abcd")), 4);
	assert_int_equal(utf8_valid((struct str){ NULL, 0 }), 0);
}

static void
nfc_composes(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	assert_str(utf8_nfc(&a, STR("e\xcc\x81")), STR("\xc3\xa9"));
	assert_str(utf8_nfc(&a, STR("\xe2\x84\xab")), STR("\xc3\x85"));
	assert_str(utf8_nfc(&a, STR("plain")), STR("plain"));
	assert_int_equal(utf8_nfc(&a, (struct str){ NULL, 0 }).len, 0);
	arena_release(&a);
}

static void
fold_makes_cases_equal(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	assert_str(utf8_fold(&a, STR("STRASSE")),
	    utf8_fold(&a, STR("Stra\xc3\x9f"
			      "e")));
	assert_str(utf8_fold(&a, STR("\xc3\x89T\xc3\x89")),
	    utf8_fold(&a, STR("\xc3\xa9te\xcc\x81")));
	assert_int_equal(utf8_fold(&a, (struct str){ NULL, 0 }).len, 0);
	arena_release(&a);
}

static const struct {
	const char *why;
	struct str text;
	size_t width;
} widths[] = {
	{ "ASCII", STR_INIT("abc"), 3 },
	{ "nothing", STR_INIT(""), 0 },
	{ "accented letter", STR_INIT("\xc3\xa9"), 1 },
	{ "combining mark", STR_INIT("e\xcc\x81"), 1 },
	{ "Chinese", STR_INIT("\xe4\xb8\xad\xe6\x96\x87"), 4 },
	{ "full-width letter", STR_INIT("\xef\xbc\xa1"), 2 },
	{ "half-width kana", STR_INIT("\xef\xbd\xb1"), 1 },
	{ "Hangul syllable", STR_INIT("\xed\x95\x9c"), 2 },
	{ "emoji", STR_INIT("\xf0\x9f\x9a\x80"), 2 },
	{ "TAB counts nought", STR_INIT("a\tb"), 2 },
	{ "zero width joiner", STR_INIT("\xe2\x80\x8d"), 0 },
	{ "NBSP", STR_INIT("\xc2\xa0"), 1 },
};

static void
width_is_columns(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(widths) / sizeof(widths[0]); i++)
		check_row(utf8_width(widths[i].text) == widths[i].width,
		    widths[i].why);
}

static const struct {
	const char *why;
	struct str text;
	size_t width;
	size_t bytes;
} fits[] = {
	{ "all of it", STR_INIT("abc"), 3, 3 },
	{ "room to spare", STR_INIT("abc"), 9, 3 },
	{ "cut", STR_INIT("abc"), 2, 2 },
	{ "nothing", STR_INIT("abc"), 0, 0 },
	{ "whole characters", STR_INIT("\xc3\xa9\xc3\xa9"), 1, 2 },
	{ "no half of a wide one", STR_INIT("\xe4\xb8\xad\xe6\x96\x87"), 3, 3 },
	{ "a mark stays with its letter", STR_INIT("e\xcc\x81x"), 1, 3 },
};

static void
fit_takes_whole_characters(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(fits) / sizeof(fits[0]); i++)
		check_row(utf8_fit(fits[i].text, fits[i].width) ==
			      fits[i].bytes,
		    fits[i].why);
}

enum {
	CONTROL = 1,
	BIDI = 2,
	BLANK = 4,
	CJK = 8,
	WORD = 16,
	UPPER = 32,
};

static const struct {
	const char *why;
	uint32_t point;
	unsigned kinds;
} kinds[] = {
	{ "NUL", 0x00, CONTROL },
	{ "TAB", 0x09, CONTROL | BLANK },
	{ "ESC", 0x1b, CONTROL },
	{ "blank", 0x20, BLANK },
	{ "letter", 'a', WORD },
	{ "capital", 'A', WORD | UPPER },
	{ "digit", '7', WORD },
	{ "tilde", '~', 0 },
	{ "DEL", 0x7f, CONTROL },
	{ "G-62 first of C1", 0x80, CONTROL },
	{ "NEL", 0x85, CONTROL },
	{ "G-62 last of C1", 0x9f, CONTROL },
	{ "NBSP", 0xa0, BLANK },
	{ "e acute", 0xe9, WORD },
	{ "E acute", 0xc9, WORD | UPPER },
	{ "combining acute", 0x301, WORD },
	{ "Cyrillic capital", 0x416, WORD | UPPER },
	{ "Arabic letter mark", 0x61c, BIDI },
	{ "left-to-right mark", 0x200e, BIDI },
	{ "line separator", 0x2028, CONTROL },
	{ "paragraph separator", 0x2029, CONTROL },
	{ "right-to-left override", 0x202e, BIDI },
	{ "first isolate", 0x2066, BIDI },
	{ "last isolate", 0x2069, BIDI },
	{ "en dash", 0x2013, 0 },
	{ "thin space", 0x2009, BLANK },
	{ "ideographic space", 0x3000, BLANK | CJK },
	{ "ideographic full stop", 0x3002, CJK },
	{ "hiragana", 0x3042, CJK | WORD },
	{ "Han", 0x4e2d, CJK | WORD },
	{ "Hangul has blanks between words", 0xd55c, WORD },
	{ "Han beyond the basic plane", 0x20000, CJK | WORD },
	{ "full-width comma", 0xff0c, CJK },
};

static unsigned
kinds_of(uint32_t point)
{
	return (utf8_is_control(point) ? CONTROL : 0u) |
	       (utf8_is_bidi(point) ? BIDI : 0u) |
	       (utf8_is_blank(point) ? BLANK : 0u) |
	       (utf8_is_cjk(point) ? CJK : 0u) |
	       (utf8_is_word(point) ? WORD : 0u) |
	       (utf8_is_upper(point) ? UPPER : 0u);
}

static void
characters_are_sorted_into_kinds(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		check_row(kinds_of(kinds[i].point) == kinds[i].kinds,
		    kinds[i].why);
}

static void
lines_have_no_control(void **state)
{
	(void)state;
	assert_true(utf8_is_line(STR("")));
	assert_true(utf8_is_line(STR("caf\u00e9 \u4e2d")));
	assert_false(utf8_is_line(STR("a\tb")));
	assert_false(utf8_is_line(STR("a\u2028b")));
	assert_false(utf8_is_line(STR("caf\xe9")));
}

static void
lines_become_one(void **state)
{
	(void)state;
	assert_true(utf8_has_word(STR("-- \u4e2d --")));
	assert_true(utf8_has_word(STR("(7)")));
	assert_false(utf8_has_word(STR("\u2013 \u2500 ...")));
	assert_false(utf8_has_word(STR("")));
	assert_true(utf8_needs_blank('a', 'b'));
	assert_true(utf8_needs_blank('a', 0x4e2d));
	assert_false(utf8_needs_blank(0x4e2d, 0x6587));
	/* It would melt into the first: a voicing mark of kana. */
	assert_true(utf8_needs_blank(0x304b, 0x3099));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(next_takes_valid_characters_only),
		cmocka_unit_test(valid_measures_the_good_beginning),
		cmocka_unit_test(nfc_composes),
		cmocka_unit_test(fold_makes_cases_equal),
		cmocka_unit_test(width_is_columns),
		cmocka_unit_test(fit_takes_whole_characters),
		cmocka_unit_test(characters_are_sorted_into_kinds),
		cmocka_unit_test(lines_have_no_control),
		cmocka_unit_test(lines_become_one),
	};

	return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
