/* SPDX-License-Identifier: ISC */
#include "parse/date.h"
#include "unit/unit.h"

static const struct {
	const char *why;
	struct str text;
	struct date want; /* no year: it is none */
} days[] = {
	{ "G17 year", STR_INIT("2023"), { .year = 2023 } },
	{ "G17 month", STR_INIT("2023-04"), { .year = 2023, .month = 4 } },
	{ "G17 day", STR_INIT("2023-04-17"),
	    { .year = 2023, .month = 4, .day = 17 } },
	{ "G17 time", STR_INIT("2023-04-17 09:30"),
	    { 2023, SEASON_NONE, 4, 17, true, 9, 30 } },
	{ "G17 in words", STR_INIT("Apr 2023"), { .year = 2023, .month = 4 } },
	{ "G17 season", STR_INIT("summer 2019"),
	    { .year = 2019, .season = SEASON_SUMMER } },
	{ "a season of", STR_INIT("Winter of 2019"),
	    { .year = 2019, .season = SEASON_WINTER } },
	{ "American", STR_INIT("April 17, 2023"),
	    { .year = 2023, .month = 4, .day = 17 } },
	{ "British", STR_INIT("17th April 2023"),
	    { .year = 2023, .month = 4, .day = 17 } },
	{ "German in digits", STR_INIT("17.4.2023"),
	    { .year = 2023, .month = 4, .day = 17 } },
	{ "German in words", STR_INIT("17. März 2023"),
	    { .year = 2023, .month = 3, .day = 17 } },
	{ "French", STR_INIT("1er août 2023"),
	    { .year = 2023, .month = 8, .day = 1 } },
	{ "Spanish", STR_INIT("17 de abril de 2023"),
	    { .year = 2023, .month = 4, .day = 17 } },
	{ "Chinese", STR_INIT("2023\u5e744\u670817\u65e5"),
	    { .year = 2023, .month = 4, .day = 17 } },
	{ "a Chinese month", STR_INIT("2023\u5e7412\u6708"),
	    { .year = 2023, .month = 12 } },
	{ "slashes", STR_INIT("2023/04/17"),
	    { .year = 2023, .month = 4, .day = 17 } },
	{ "a month in front", STR_INIT("04/2023"),
	    { .year = 2023, .month = 4 } },
	{ "it need not exist", STR_INIT("2023-02-30"),
	    { .year = 2023, .month = 2, .day = 30 } },
	{ "nobody knows the month", STR_INIT("03/04/2023"), { 0 } },
	{ "one digit", STR_INIT("2023-4"), { 0 } },
	{ "no year", STR_INIT("17 April"), { 0 } },
	{ "year 0", STR_INIT("0000"), { 0 } },
	{ "month 0", STR_INIT("2023-00"), { 0 } },
	{ "a season has no days", STR_INIT("17 summer 2023"), { 0 } },
	{ "five digits", STR_INIT("20231"), { 0 } },
	{ "a word", STR_INIT("Mayor 2023"), { 0 } },
	{ "nothing", STR_INIT(""), { 0 } },
};

static bool
is_same(const struct date *a, const struct date *b)
{
	return date_cmp(a, b) == 0 && a->season == b->season &&
	       a->timed == b->timed;
}

static void
dates_are_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
		struct date got = { 0 };
		bool is = date_read(days[i].text, &got);

		check_row(is == (days[i].want.year != 0), days[i].why);
		check_row(date_is(days[i].text) == is, days[i].why);
		if (is)
			check_row(is_same(&got, &days[i].want), days[i].why);
	}
}

/* What is taken off, and what stays. */
static const struct {
	const char *why;
	struct str text;
	struct str when; /* empty: nothing is taken */
	struct str rest;
	unsigned first;
	unsigned last;
	bool open;
} entries[] = {
	{ "G16 a year", STR_INIT("2021 Role"), STR_INIT("2021"),
	    STR_INIT("Role"), 2021, 2021, false },
	{ "a colon", STR_INIT("2021: Role"), STR_INIT("2021"),
	    STR_INIT("Role"), 2021, 2021, false },
	{ "a comma", STR_INIT("May 2021, Role"), STR_INIT("May 2021"),
	    STR_INIT("Role"), 2021, 2021, false },
	{ "square brackets", STR_INIT("[2021] Role"), STR_INIT("2021"),
	    STR_INIT("Role"), 2021, 2021, false },
	{ "round ones", STR_INIT("(2019 - 2021): Role"),
	    STR_INIT("2019 - 2021"), STR_INIT("Role"), 2019, 2021, false },
	{ "an open bracket", STR_INIT("(2021 Role)"), STR_INIT(""),
	    STR_INIT("(2021 Role)"), 0, 0, false },
	{ "G17 dots", STR_INIT("2020-09..2021-07 Role, Place"),
	    STR_INIT("2020-09..2021-07"), STR_INIT("Role, Place"), 2020, 2021,
	    false },
	{ "G17 a dash", STR_INIT("2020 - 2021 Role"), STR_INIT("2020 - 2021"),
	    STR_INIT("Role"), 2020, 2021, false },
	{ "G17 a dash without blanks", STR_INIT("2020-2021 Role"),
	    STR_INIT("2020-2021"), STR_INIT("Role"), 2020, 2021, false },
	{ "an en dash", STR_INIT("2020\u20132021: Role"),
	    STR_INIT("2020\u20132021"), STR_INIT("Role"), 2020, 2021, false },
	{ "two digits of the end", STR_INIT("2019-21 Role"),
	    STR_INIT("2019-21"), STR_INIT("Role"), 2019, 2021, false },
	{ "words", STR_INIT("September 2020 to July 2021: Role"),
	    STR_INIT("September 2020 to July 2021"), STR_INIT("Role"), 2020,
	    2021, false },
	{ "from", STR_INIT("from 2019 to 2021 Role"),
	    STR_INIT("from 2019 to 2021"), STR_INIT("Role"), 2019, 2021,
	    false },
	{ "German", STR_INIT("2019 bis 2021: Rolle"),
	    STR_INIT("2019 bis 2021"), STR_INIT("Rolle"), 2019, 2021, false },
	{ "one year for two months", STR_INIT("June - August 2019 Role"),
	    STR_INIT("June - August 2019"), STR_INIT("Role"), 2019, 2019,
	    false },
	{ "G17 a list", STR_INIT("summer 2017, summer 2018 Role"),
	    STR_INIT("summer 2017, summer 2018"), STR_INIT("Role"), 2017, 2018,
	    false },
	{ "a list in words", STR_INIT("2017, 2018 and 2019: Role"),
	    STR_INIT("2017, 2018 and 2019"), STR_INIT("Role"), 2017, 2019,
	    false },
	{ "a list with a stretch", STR_INIT("2015, 2017..2019: Role"),
	    STR_INIT("2015, 2017..2019"), STR_INIT("Role"), 2015, 2019,
	    false },
	{ "G17 open", STR_INIT("2021..: Role"), STR_INIT("2021.."),
	    STR_INIT("Role"), 2021, 2021, true },
	{ "G17 open by a word", STR_INIT("2021 - present Role"),
	    STR_INIT("2021 - present"), STR_INIT("Role"), 2021, 2021, true },
	{ "since", STR_INIT("Since May 2021: Role"), STR_INIT("Since May 2021"),
	    STR_INIT("Role"), 2021, 2021, true },
	{ "a lone dash right behind", STR_INIT("2021- Role"),
	    STR_INIT("2021-"), STR_INIT("Role"), 2021, 2021, true },
	{ "a dash that parts", STR_INIT("2021 - Role"), STR_INIT("2021"),
	    STR_INIT("Role"), 2021, 2021, false },
	{ "until today in Chinese",
	    STR_INIT("2020\u5e749\u6708\u81f3\u4eca \u535a\u58eb"),
	    STR_INIT("2020\u5e749\u6708\u81f3\u4eca"),
	    STR_INIT("\u535a\u58eb"), 2020, 2020, true },
	{ "until today in Chinese, behind a sign",
	    STR_INIT("2020-09..\u81f3\u4eca \u535a\u58eb"),
	    STR_INIT("2020-09..\u81f3\u4eca"), STR_INIT("\u535a\u58eb"),
	    2020, 2020, true },
	{ "no blank behind a Chinese day",
	    STR_INIT("2023\u5e744\u670817\u65e5\u8bba\u6587"),
	    STR_INIT("2023\u5e744\u670817\u65e5"), STR_INIT("\u8bba\u6587"),
	    2023, 2023, false },
	{ "a number behind", STR_INIT("2023, 2 papers"), STR_INIT("2023"),
	    STR_INIT("2 papers"), 2023, 2023, false },
	{ "nothing else", STR_INIT("2023-04-17"), STR_INIT(""),
	    STR_INIT("2023-04-17"), 0, 0, false },
	{ "part of a word", STR_INIT("2023a x"), STR_INIT(""),
	    STR_INIT("2023a x"), 0, 0, false },
	{ "a possessive", STR_INIT("2023's best"), STR_INIT(""),
	    STR_INIT("2023's best"), 0, 0, false },
	{ "a version", STR_INIT("2023.5 is out"), STR_INIT(""),
	    STR_INIT("2023.5 is out"), 0, 0, false },
	{ "a compound", STR_INIT("2023-based x"), STR_INIT(""),
	    STR_INIT("2023-based x"), 0, 0, false },
	{ "behind a word", STR_INIT("In 2023 x"), STR_INIT(""),
	    STR_INIT("In 2023 x"), 0, 0, false },
};

static void
entries_begin_with_dates(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(entries) / sizeof(entries[0]); i++) {
		const char *why = entries[i].why;
		struct str rest = entries[i].text;
		struct when when;
		bool taken = when_take(&rest, &when);

		check_row(taken == (entries[i].when.len > 0), why);
		check_row(str_eq(rest, entries[i].rest), why);
		if (!taken)
			continue;
		check_row(str_eq(when.text, entries[i].when), why);
		check_row(when.first.year == entries[i].first, why);
		check_row(when.last.year == entries[i].last, why);
		check_row(when.open == entries[i].open, why);
		check_row(when_read(entries[i].when, &when), why);
		check_row(when.open == entries[i].open, why);
	}
}

static const struct {
	const char *why;
	struct str text;
	bool flawed;
} flaws[] = {
	{ "a day", STR_INIT("2024-02-29"), false },
	{ "not in that year", STR_INIT("2023-02-29"), true },
	{ "a month 13", STR_INIT("2023-13"), true },
	{ "an hour 25", STR_INIT("2023-04-17 25:00"), true },
	{ "a day 31 of April in words", STR_INIT("April 31, 2023"), true },
	{ "of the end", STR_INIT("2020 - 2021-02-30"), true },
	{ "the end is first", STR_INIT("2021..2019"), true },
	{ "a list in any order", STR_INIT("2021, 2019"), false },
};

static void
impossible_dates_are_told(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(flaws) / sizeof(flaws[0]); i++) {
		struct when when;

		check_row(when_read(flaws[i].text, &when), flaws[i].why);
		check_row((when_flaw(&when) != NULL) == flaws[i].flawed,
		    flaws[i].why);
	}
}

static const struct {
	const char *why;
	struct str text;
	bool begins;
	bool year;
} lines[] = {
	{ "alone", STR_INIT("2023-04-17"), false, true },
	{ "something behind", STR_INIT("2023-04-17: x"), true, true },
	{ "American", STR_INIT("04/17/2023 x"), true, true },
	{ "in brackets", STR_INIT("(04/17/2023) x"), true, true },
	{ "a month only", STR_INIT("April showers 2023 x"), false, true },
	{ "a number", STR_INIT("20231 x"), false, false },
	{ "nothing", STR_INIT(""), false, false },
};

static void
lines_begin_with_dates(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		check_row(date_begins(lines[i].text) == lines[i].begins,
		    lines[i].why);
		check_row(date_has_year(lines[i].text) == lines[i].year,
		    lines[i].why);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dates_are_read),
		cmocka_unit_test(entries_begin_with_dates),
		cmocka_unit_test(impossible_dates_are_told),
		cmocka_unit_test(lines_begin_with_dates),
	};

	return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
