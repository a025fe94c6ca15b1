/* SPDX-License-Identifier: ISC */
#include "model/bib.h"
#include "unit/unit.h"

static const struct {
	const char *why;
	struct str name;
	struct str text;
	unsigned want;
} years[] = {
	{ "a year", STR_INIT("year"), STR_INIT("2023"), 2023 },
	{ "a year among words", STR_INIT("year"),
	    STR_INIT("(to appear in 2023?)"), 2023 },
	{ "biblatex", STR_INIT("date"), STR_INIT("2023-04-17"), 2023 },
	{ "more digits are no year", STR_INIT("year"), STR_INIT("20235 07"),
	    0 },
	{ "words only", STR_INIT("year"), STR_INIT("to appear"), 0 },
	{ "another field", STR_INIT("month"), STR_INIT("2023"), 0 },
};

static void
years_are_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(years) / sizeof(years[0]); i++) {
		struct bib_field field = {
			.name = years[i].name,
			.text = years[i].text,
		};
		struct bib_entry entry = { .fields = &field };

		check_row(bib_year(&entry) == years[i].want, years[i].why);
	}
}

static void
latest_come_first(void **state)
{
	static struct bib_field field[] = {
		{ .name = STR_INIT("year"), .text = STR_INIT("2021") },
		{ .name = STR_INIT("year"), .text = STR_INIT("2023") },
		{ .name = STR_INIT("year"), .text = STR_INIT("2021") },
	};
	struct bib_entry entries[4] = { 0 };
	const size_t want[] = { 2, 1, 3, 0 };
	struct bib_list list;
	struct arena a;
	struct bib bib;

	(void)state;
	arena_init(&a);
	bib_init(&bib, &a);
	for (size_t i = 0; i < 4; i++) {
		entries[i].fields = i > 0 ? &field[i - 1] : NULL;
		*bib.end = &entries[i];
		bib.end = &entries[i].next;
		bib.count++;
	}
	list = bib_by_year(&a, &bib);
	assert_int_equal(list.count, 4);
	for (size_t i = 0; i < 4; i++)
		assert_ptr_equal(list.at[i], &entries[want[i]]);
	arena_release(&a);
}

static void
many_names_are_found(void **state)
{
	struct names names;
	struct arena a;
	int one, two;

	(void)state;
	arena_init(&a);
	names_init(&names, &a);
	assert_null(names_find(&names, STR("a")));
	for (int i = 0; i < 1000; i++)
		names_put(&names, arena_printf(&a, "name %d", i), &one);
	names_put(&names, STR("name 7"), &two);
	assert_int_equal(names.count, 1000);
	assert_ptr_equal(names_find(&names, STR("name 999")), &one);
	assert_ptr_equal(names_find(&names, STR("name 7")), &two);
	assert_null(names_find(&names, STR("Name 7")));
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(years_are_found),
		cmocka_unit_test(latest_come_first),
		cmocka_unit_test(many_names_are_found),
	};

	return cmocka_run_group_tests_name("bib", tests, NULL, NULL);
}
