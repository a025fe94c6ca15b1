/* SPDX-License-Identifier: ISC */
#include "base/buf.h"

#include "unit/unit.h"

static void
growing_keeps_every_byte(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b);
	for (int i = 0; i < 10000; i++)
		buf_char(&b, (char)i);
	assert_int_equal(b.len, 10000);
	for (int i = 0; i < 10000; i++)
		assert_true(b.at[i] == (char)i);
	assert_false(b.cut);
	buf_release(&b);
	assert_int_equal(buf_str(&b).len, 0);
}

static void
growing_is_usable_after_release(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b);
	buf_add(&b, STR("before"));
	buf_release(&b);
	buf_add(&b, STR("after"));
	assert_str(buf_str(&b), STR("after"));
	buf_release(&b);
}

static void
printf_appends_without_its_nul(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b);
	buf_add(&b, STR("<"));
	buf_printf(&b, "%d %.*s", 20, STR_ARG(STR("text")));
	buf_printf(&b, "%s", "");
	buf_add(&b, STR(">"));
	assert_str(buf_str(&b), STR("<20 text>"));
	buf_release(&b);
}

static const struct {
	const char *why;
	struct str first, second;
	struct str want;
	bool cut;
} fixed_rows[] = {
	{ "room to spare", STR_INIT("ab"), STR_INIT("c"), STR_INIT("abc"),
	    false },
	{ "just fits", STR_INIT("abcd"), STR_INIT("efgh"),
	    STR_INIT("abcdefgh"), false },
	{ "one too many is dropped as a whole", STR_INIT("abcd"),
	    STR_INIT("efghi"), STR_INIT("abcd"), true },
	{ "too much at once", STR_INIT("abcdefghi"), STR_INIT(""),
	    STR_INIT(""), true },
	{ "what fits later is still taken", STR_INIT("abcdefghi"),
	    STR_INIT("x"), STR_INIT("x"), true },
	{ "nothing fits always", STR_INIT("abcdefgh"), STR_INIT(""),
	    STR_INIT("abcdefgh"), false },
};

static void
fixed_drops_what_does_not_fit(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(fixed_rows) / sizeof(fixed_rows[0]);
	     i++) {
		char storage[9] = "........";
		struct buf b;

		buf_fixed(&b, storage, 8);
		buf_add(&b, fixed_rows[i].first);
		buf_add(&b, fixed_rows[i].second);
		check_row(str_eq(buf_str(&b), fixed_rows[i].want),
		    fixed_rows[i].why);
		check_row(b.cut == fixed_rows[i].cut, fixed_rows[i].why);
		check_row(storage[8] == '\0', fixed_rows[i].why);
	}
}

static void
fixed_printf_never_writes_behind_its_array(void **state)
{
	char storage[8] = "....!!!!";
	struct buf b;

	(void)state;
	buf_fixed(&b, storage, 4);
	buf_printf(&b, "%s", "abcde");
	assert_true(b.cut);
	assert_int_equal(b.len, 0);
	assert_memory_equal(storage + 4, "!!!!", 4);
	buf_clear(&b);
	assert_false(b.cut);
	buf_printf(&b, "%s", "abc");
	assert_str(buf_str(&b), STR("abc"));
	assert_false(b.cut);
	assert_memory_equal(storage + 4, "!!!!", 4);
}

static void
fixed_printf_needs_room_for_a_nul(void **state)
{
	char storage[4];
	struct buf b;

	(void)state;
	buf_fixed(&b, storage, sizeof(storage));
	buf_printf(&b, "%s", "abcd");
	assert_true(b.cut);
	assert_int_equal(b.len, 0);
}

static void
fixed_is_empty_and_usable_after_release(void **state)
{
	char storage[4];
	struct buf b;

	(void)state;
	buf_fixed(&b, storage, sizeof(storage));
	buf_add(&b, STR("abcde"));
	buf_release(&b);
	assert_false(b.cut);
	buf_add(&b, STR("abcd"));
	assert_str(buf_str(&b), STR("abcd"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(growing_keeps_every_byte),
		cmocka_unit_test(growing_is_usable_after_release),
		cmocka_unit_test(printf_appends_without_its_nul),
		cmocka_unit_test(fixed_drops_what_does_not_fit),
		cmocka_unit_test(fixed_printf_never_writes_behind_its_array),
		cmocka_unit_test(fixed_printf_needs_room_for_a_nul),
		cmocka_unit_test(fixed_is_empty_and_usable_after_release),
	};

	return cmocka_run_group_tests_name("buf", tests, NULL, NULL);
}
