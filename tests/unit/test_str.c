/* SPDX-License-Identifier: ISC */
#include "unit/unit.h"

static const struct str none; /* the empty view with a NULL pointer */

static const struct {
	const char *why;
	struct str text;
	uint64_t max;
	bool fine;
	uint64_t value;
} numbers[] = {
	{ "one digit", STR_INIT("7"), 10, true, 7 },
	{ "nothing", STR_INIT(""), 10, false, 0 },
	{ "nought", STR_INIT("0"), 0, true, 0 },
	{ "one above a maximum of nought", STR_INIT("1"), 0, false, 0 },
	{ "G-29 leading noughts", STR_INIT("0001965"), 65535, true, 1965 },
	{ "the maximum", STR_INIT("65535"), 65535, true, 65535 },
	{ "G-31 one above the maximum", STR_INIT("65536"), 65535, false, 0 },
	{ "G-31 no wrap", STR_INIT("99999999999999999999"), 65535, false, 0 },
	{ "the largest of all", STR_INIT("18446744073709551615"), UINT64_MAX,
	    true, UINT64_MAX },
	{ "one above the largest", STR_INIT("18446744073709551616"), UINT64_MAX,
	    false, 0 },
	{ "ten times the largest", STR_INIT("184467440737095516150"),
	    UINT64_MAX, false, 0 },
	{ "G-31 sign", STR_INIT("-1"), 65535, false, 0 },
	{ "plus", STR_INIT("+1"), 65535, false, 0 },
	{ "G-31 letter behind", STR_INIT("1965x"), 65535, false, 0 },
	{ "blank in front", STR_INIT(" 1"), 65535, false, 0 },
	{ "not an ASCII digit", STR_INIT("\xd9\xa1"), 65535, false, 0 },
	{ "maximum of one digit", STR_INIT("9"), 8, false, 0 },
	{ "NUL behind", STR_INIT("1\0"), 9, false, 0 },
};

static void
number_is_checked(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		uint64_t value = 4711;
		bool fine = str_number(numbers[i].text, numbers[i].max, &value);

		check_row(fine == numbers[i].fine, numbers[i].why);
		check_row(value == (fine ? numbers[i].value : 4711),
		    numbers[i].why);
	}
}

static void
number_agrees_with_printf_at_every_limit(void **state)
{
	(void)state;
	for (int bits = 0; bits < 64; bits++) {
		uint64_t max = UINT64_MAX >> bits;
		uint64_t value = 0;
		char text[24];

		snprintf(text, sizeof(text), "%llu", (unsigned long long)max);
		assert_true(str_number(str_of(text), max, &value));
		assert_true(value == max);
		assert_false(str_number(str_of(text), max - 1, &value));
	}
}

static void
empty_view_is_legal_everywhere(void **state)
{
	struct str before, after;
	uint64_t value;

	(void)state;
	assert_true(str_eq(none, STR("")));
	assert_true(str_eq_nocase(none, STR("")));
	assert_int_equal(str_cmp(none, none), 0);
	assert_true(str_starts(none, none) && str_ends(none, none));
	assert_true(str_starts(STR("a"), none) && str_ends(STR("a"), none));
	assert_false(str_starts(none, STR("a")) || str_ends(none, STR("a")));
	assert_int_equal(str_skip(none, 3).len, 0);
	assert_int_equal(str_take(none, 3).len, 0);
	assert_int_equal(str_trim(none).len, 0);
	assert_int_equal(str_index(none, 'a'), 0);
	assert_int_equal(str_find(none, STR("a")), 0);
	assert_false(str_cut(none, 'a', &before, &after));
	assert_int_equal(before.len + after.len, 0);
	assert_false(str_number(none, 9, &value));
	assert_int_equal(str_of(NULL).len, 0);
}

static const struct {
	const char *why;
	struct str a, b;
	int order;
} orders[] = {
	{ "equal", STR_INIT("ab"), STR_INIT("ab"), 0 },
	{ "a prefix goes first", STR_INIT("a"), STR_INIT("ab"), -1 },
	{ "nothing goes first", STR_INIT(""), STR_INIT("a"), -1 },
	{ "bytes, not signed chars", STR_INIT("\x7f"), STR_INIT("\x80"), -1 },
	{ "NUL is a byte", STR_INIT("a\0b"), STR_INIT("a\0c"), -1 },
	{ "the first difference counts", STR_INIT("b"), STR_INIT("ab"), 1 },
};

static int
sign(int n)
{
	return (n > 0) - (n < 0);
}

static void
order_is_bytewise(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(orders) / sizeof(orders[0]); i++) {
		struct str a = orders[i].a;
		struct str b = orders[i].b;

		check_row(sign(str_cmp(a, b)) == orders[i].order,
		    orders[i].why);
		check_row(sign(str_cmp(b, a)) == -orders[i].order,
		    orders[i].why);
		check_row(str_eq(a, b) == (orders[i].order == 0),
		    orders[i].why);
	}
}

static void
letter_case_is_ascii_only(void **state)
{
	(void)state;
	assert_true(str_eq_nocase(STR("GeMiNi"), STR("gemini")));
	assert_false(str_eq_nocase(STR("gemini"), STR("gemin")));
	assert_false(str_eq_nocase(STR("@[`{"), STR("`{@[")));
	assert_false(str_eq_nocase(STR("\xc3\x89"), STR("\xc3\xa9")));
	assert_true(char_lower('Z') == 'z' && char_lower('[') == '[');
	assert_true(char_is_letter('a') && !char_is_letter('\xe9'));
	assert_true(char_is_digit('9') && !char_is_digit('\xb2'));
}

static const struct {
	const char *why;
	struct str text, want;
} trims[] = {
	{ "both ends", STR_INIT(" \t\r\na b\r\n \t"), STR_INIT("a b") },
	{ "blanks alone", STR_INIT(" \t\r\n"), STR_INIT("") },
	{ "nothing to do", STR_INIT("a"), STR_INIT("a") },
	{ "NBSP is text here", STR_INIT("\xc2\xa0"), STR_INIT("\xc2\xa0") },
	{ "NUL is text", STR_INIT(" \0 "), STR_INIT("\0") },
};

static void
trim_takes_blanks(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(trims) / sizeof(trims[0]); i++)
		check_row(str_eq(str_trim(trims[i].text), trims[i].want),
		    trims[i].why);
}

static const struct {
	const char *why;
	struct str text;
	bool found;
	struct str before, after;
} cuts[] = {
	{ "in the middle", STR_INIT("a:b:c"), true, STR_INIT("a"),
	    STR_INIT("b:c") },
	{ "at the start", STR_INIT(":b"), true, STR_INIT(""), STR_INIT("b") },
	{ "at the end", STR_INIT("a:"), true, STR_INIT("a"), STR_INIT("") },
	{ "alone", STR_INIT(":"), true, STR_INIT(""), STR_INIT("") },
	{ "not there", STR_INIT("abc"), false, STR_INIT("abc"), STR_INIT("") },
};

static void
cut_splits_at_the_first(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cuts) / sizeof(cuts[0]); i++) {
		struct str before, after;

		check_row(str_cut(cuts[i].text, ':', &before, &after) ==
			      cuts[i].found,
		    cuts[i].why);
		check_row(str_eq(before, cuts[i].before), cuts[i].why);
		check_row(str_eq(after, cuts[i].after), cuts[i].why);
	}
}

static void
find_names_the_first_place(void **state)
{
	(void)state;
	assert_int_equal(str_find(STR("abcabc"), STR("ca")), 2);
	assert_int_equal(str_find(STR("abc"), STR("")), 0);
	assert_int_equal(str_find(STR("abc"), STR("abcd")), 3);
	assert_int_equal(str_find(STR("aab"), STR("ab")), 1);
	assert_int_equal(str_index(STR("a\0b"), 'b'), 2);
	assert_int_equal(str_index(STR("abc"), 'x'), 3);
}

static void
skip_and_take_stop_at_the_end(void **state)
{
	(void)state;
	assert_str(str_skip(STR("abc"), 1), STR("bc"));
	assert_str(str_skip(STR("abc"), 3), STR(""));
	assert_str(str_skip(STR("abc"), SIZE_MAX), STR(""));
	assert_str(str_take(STR("abc"), 2), STR("ab"));
	assert_str(str_take(STR("abc"), SIZE_MAX), STR("abc"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(number_is_checked),
		cmocka_unit_test(number_agrees_with_printf_at_every_limit),
		cmocka_unit_test(empty_view_is_legal_everywhere),
		cmocka_unit_test(order_is_bytewise),
		cmocka_unit_test(letter_case_is_ascii_only),
		cmocka_unit_test(trim_takes_blanks),
		cmocka_unit_test(cut_splits_at_the_first),
		cmocka_unit_test(find_names_the_first_place),
		cmocka_unit_test(skip_and_take_stop_at_the_end),
	};

	return cmocka_run_group_tests_name("str", tests, NULL, NULL);
}
