/* SPDX-License-Identifier: ISC */
#include "parse/date.h"
#include "unit/unit.h"

static const struct {
	const char *why;
	struct str text;
	bool is;
	bool begins;
	bool year;
} dates[] = {
	{ "G17 year", STR_INIT("2023"), true, false, true },
	{ "G17 month", STR_INIT("2023-04"), true, false, true },
	{ "G17 day", STR_INIT("2023-04-17"), true, false, true },
	{ "G17 time", STR_INIT("2023-04-17 09:30"), true, true, true },
	{ "G17 in words", STR_INIT("summer 2019"), true, false, true },
	{ "G17 no date", STR_INIT("2023-4"), false, false, true },
	{ "a day behind", STR_INIT("2023-04-17: x"), false, true, true },
	{ "a year behind", STR_INIT("2023 x"), false, true, true },
	{ "in square brackets", STR_INIT("[Apr 2023] x"), false, true, true },
	{ "in round ones", STR_INIT("(04/2023) x"), false, true, true },
	{ "an American day", STR_INIT("April 17, 2023: x"), false, true,
	    true },
	{ "a European one", STR_INIT("17. April 2023, x"), false, true, true },
	{ "slashes", STR_INIT("2023/04/17 x"), false, true, true },
	{ "a month only", STR_INIT("April showers 2023 x"), false, false,
	    true },
	{ "a number", STR_INIT("20231 x"), false, false, false },
	{ "a name", STR_INIT("2023a x"), false, false, true },
	{ "behind", STR_INIT("In 2023 x"), false, false, true },
	{ "nothing", STR_INIT(""), false, false, false },
};

static void
dates_are_known(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(dates) / sizeof(dates[0]); i++) {
		struct str text = dates[i].text;

		check_row(date_is(text) == dates[i].is, dates[i].why);
		check_row(date_begins(text) == dates[i].begins, dates[i].why);
		check_row(date_has_year(text) == dates[i].year, dates[i].why);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dates_are_known),
	};

	return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
