/* SPDX-License-Identifier: ISC */
#include "app/tally.h"

#include "unit/unit.h"

static const struct {
	size_t number;
	struct str want;
} numbers[] = {
	{ 0, STR_INIT("0 pages") },
	{ 1, STR_INIT("1 page") },
	{ 999, STR_INIT("999 pages") },
	{ 1000, STR_INIT("1,000 pages") },
	{ 1234567, STR_INIT("1,234,567 pages") },
};

static void
numbers_are_grouped_and_their_words_agree(void **state)
{
	struct buf out;

	(void)state;
	buf_init(&out);
	for (size_t i = 0; i < COUNT(numbers); i++) {
		buf_clear(&out);
		tally_count(&out, numbers[i].number, "page");
		assert_str(buf_str(&out), numbers[i].want);
	}
	buf_release(&out);
}

static void
findings_are_counted_by_level(void **state)
{
	static const size_t count[] = {
		[DIAG_HINT] = 2,
		[DIAG_WARNING] = 1,
		[DIAG_ERROR] = 0,
	};
	struct buf out;

	(void)state;
	buf_init(&out);
	tally_findings(&out, count);
	assert_str(buf_str(&out), STR("0 errors, 1 warning, 2 hints"));
	buf_release(&out);
}

static const struct {
	const char *why;
	struct eyes_counts counts;
	struct str want;
} served[] = {
	{ "nothing", { 0 }, STR_INIT("0 pages and 0 files") },
	{ "one of each", { 1, 1, 310000, 0, 0, 1 },
	    STR_INIT("1 page and 1 file (310 kB), 1 feed") },
	{ "large ones beside others", { 53, 21, 1200000, 3, 240000000, 2 },
	    STR_INIT("53 pages and 21 files (1.2 MB; 3 large ones, 240 MB,"
		     " stay in the folder), 2 feeds") },
	{ "a large one alone", { 2, 1, 0, 1, 2147483648, 0 },
	    STR_INIT("2 pages and 1 file (1 large one, 2.1 GB, stays in the"
		     " folder)") },
	{ "one empty file", { 2, 1, 0, 0, 0, 0 },
	    STR_INIT("2 pages and 1 file (0 B)") },
};

static void
what_is_served_is_one_line(void **state)
{
	struct buf out;

	(void)state;
	buf_init(&out);
	for (size_t i = 0; i < COUNT(served); i++) {
		buf_clear(&out);
		tally_served(&out, &served[i].counts);
		check_row(str_eq(buf_str(&out), served[i].want),
		    served[i].why);
	}
	buf_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_grouped_and_their_words_agree),
		cmocka_unit_test(findings_are_counted_by_level),
		cmocka_unit_test(what_is_served_is_one_line),
	};

	return cmocka_run_group_tests_name("tally", tests, NULL, NULL);
}
