/* SPDX-License-Identifier: ISC */
/* Days that turn, and clocks that are set. */
#include "unit/unit.h"

#include "app/midnight.h"

#define NOON ((int64_t)1700006400 - 1700006400 % 86400 + 43200)
#define HOUR ((int64_t)3600)

static void
a_day_turns_once(void **state)
{
	struct midnight m;

	(void)state;
	midnight_begin(&m, NOON);
	assert_false(midnight_passed(&m, NOON + 11 * HOUR));
	assert_false(midnight_passed(&m, NOON + 12 * HOUR - 1));
	assert_true(midnight_passed(&m, NOON + 12 * HOUR));
	assert_false(midnight_passed(&m, NOON + 13 * HOUR));
	assert_true(midnight_passed(&m, NOON + 36 * HOUR));
}

static void
x26_a_clock_that_is_set_counts_either_way(void **state)
{
	struct midnight m;

	(void)state;
	midnight_begin(&m, NOON);
	assert_true(midnight_passed(&m, 5 * HOUR)); /* as machines start */
	assert_false(midnight_passed(&m, 6 * HOUR));
	assert_true(midnight_passed(&m, NOON));
	assert_true(midnight_passed(&m, -1));
	assert_true(midnight_passed(&m, 0));
	assert_false(midnight_passed(&m, 1));
}

static void
one_waits_until_the_day_ends(void **state)
{
	(void)state;
	assert_int_equal(midnight_wait_ms(NOON), 12 * HOUR * 1000);
	assert_int_equal(midnight_wait_ms(NOON + 12 * HOUR - 1), 1000);
	assert_int_equal(midnight_wait_ms(NOON + 12 * HOUR), 24 * HOUR * 1000);
	assert_int_equal(midnight_wait_ms(-1), 1000);
	assert_int_equal(midnight_wait_ms(0), 24 * HOUR * 1000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_day_turns_once),
		cmocka_unit_test(x26_a_clock_that_is_set_counts_either_way),
		cmocka_unit_test(one_waits_until_the_day_ends),
	};

	return cmocka_run_group_tests_name("midnight", tests, NULL, NULL);
}
