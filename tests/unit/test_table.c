/* SPDX-License-Identifier: ISC */
#include "site/table.h"

#include "base/arena.h"
#include "unit/unit.h"

static void
an_empty_table_holds_nothing(void **state)
{
	struct table t;
	uint64_t number = 7;

	(void)state;
	table_init(&t);
	assert_false(table_find(&t, STR(""), &number));
	assert_int_equal(number, 7);
	table_release(&t);
}

static void
the_first_number_stays(void **state)
{
	struct table t;
	uint64_t number = 0;

	(void)state;
	table_init(&t);
	assert_true(table_add(&t, STR("a"), 1));
	assert_false(table_add(&t, STR("a"), 2));
	assert_true(table_add(&t, (struct str){ NULL, 0 }, 3));
	assert_true(table_find(&t, STR("a"), &number));
	assert_int_equal(number, 1);
	assert_true(table_find(&t, STR(""), &number));
	assert_int_equal(number, 3);
	table_release(&t);
}

static void
nothing_is_lost_while_it_grows(void **state)
{
	struct arena a;
	struct table t;

	(void)state;
	arena_init(&a);
	table_init(&t);
	for (unsigned i = 0; i < 5000; i++)
		assert_true(table_add(&t, arena_printf(&a, "key %u", i), i));
	for (unsigned i = 0; i < 5000; i++) {
		uint64_t number = 0;

		assert_true(
		    table_find(&t, arena_printf(&a, "key %u", i), &number));
		assert_int_equal(number, i);
	}
	assert_int_equal(t.count, 5000);
	table_release(&t);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_table_holds_nothing),
		cmocka_unit_test(the_first_number_stays),
		cmocka_unit_test(nothing_is_lost_while_it_grows),
	};

	return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
