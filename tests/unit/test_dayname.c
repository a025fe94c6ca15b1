/* SPDX-License-Identifier: ISC */
#include "parse/dayname.h"

#include "unit/unit.h"

static const struct {
	const char *why;
	struct str name;
	const char *day; /* NULL = none */
	struct str rest;
} rows[] = {
	{ "a gemlog's", STR_INIT("2024-05-01-spring.gmi"), "2024-05-01",
	    STR_INIT("spring.gmi") },
	{ "blanks", STR_INIT("2024-05-01 - spring.gmi"), "2024-05-01",
	    STR_INIT("spring.gmi") },
	{ "underlines", STR_INIT("2024_05_01_spring"), "2024-05-01",
	    STR_INIT("spring") },
	{ "a camera's", STR_INIT("20240501_183000.jpg"), "2024-05-01",
	    STR_INIT("183000.jpg") },
	{ "nothing else", STR_INIT("2024-05-01"), "2024-05-01",
	    STR_INIT("2024-05-01") },
	{ "but a suffix", STR_INIT("2024-05-01.gmi"), "2024-05-01",
	    STR_INIT("2024-05-01.gmi") },
	{ "but separators", STR_INIT("20240501--"), "2024-05-01",
	    STR_INIT("20240501--") },
	{ "a leap day", STR_INIT("20240229"), "2024-02-29",
	    STR_INIT("20240229") },
	{ "none that is not", STR_INIT("20230229"), NULL,
	    STR_INIT("20230229") },
	{ "a number", STR_INIT("12345678.pdf"), NULL,
	    STR_INIT("12345678.pdf") },
	{ "before photographs", STR_INIT("10661014"), NULL,
	    STR_INIT("10661014") },
	{ "an empty month", STR_INIT("2024-00-01"), NULL,
	    STR_INIT("2024-00-01") },
	{ "an empty day", STR_INIT("2024-05-00"), NULL,
	    STR_INIT("2024-05-00") },
	{ "a longer number", STR_INIT("202405011830.jpg"), NULL,
	    STR_INIT("202405011830.jpg") },
	{ "a month", STR_INIT("2024-05-spring"), NULL,
	    STR_INIT("2024-05-spring") },
	{ "two signs", STR_INIT("2024-05_01"), NULL, STR_INIT("2024-05_01") },
	{ "not at the beginning", STR_INIT("x2024-05-01"), NULL,
	    STR_INIT("x2024-05-01") },
	{ "no name", STR_INIT(""), NULL, STR_INIT("") },
};

static void
names_have_days(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct date day;
		struct str rest;
		bool has = dayname_read(rows[i].name, &day, &rest);

		check_row(has == (rows[i].day != NULL), rows[i].why);
		check_row(has == date_is_day(&day), rows[i].why);
		check_row(str_eq(rest, rows[i].rest), rows[i].why);
		if (has)
			assert_str(date_text(&a, &day), str_of(rows[i].day));
	}
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_have_days),
	};

	return cmocka_run_group_tests_name("dayname", tests, NULL, NULL);
}
