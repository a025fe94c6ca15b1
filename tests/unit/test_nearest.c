/* SPDX-License-Identifier: ISC */
#include "base/nearest.h"

#include "unit/unit.h"

#define LONG "0123456789012345678901234567890123456789012345678901234567890123"

static const struct {
	const char *why;
	const char *wanted;
	const char *nearest; /* of the names below */
} rows[] = {
	{ "as it is", "gemini", "gemini" },
	{ "in other letters", "GeMiNi", "gemini" },
	{ "one put in", "geminni", "gemini" },
	{ "one taken out", "gemni", "gemini" },
	{ "one changed", "gomini", "gemini" },
	{ "two of six", "gomiini", "gemini" },
	{ "three of six", "goniini", "" },
	{ "two swapped count as one", "kye", "key" },
	{ "at the beginning", "egmini", "gemini" },
	{ "at the end, and one changed", "gomiin", "gemini" },
	{ "swapped twice", "egmiin", "gemini" },
	{ "a letter between ends no swap", "yek", "" },
	{ "nothing", "", "" },
	{ "64 bytes and one taken out", &LONG[1], LONG },
	{ "65 bytes", LONG "4", "" },
};

static const struct str names[] = {
	STR_INIT("gopher"),
	STR_INIT("gemini"),
	STR_INIT("key"),
	STR_INIT(""),
	STR_INIT(LONG),
};

static void
what_was_perhaps_meant_is_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct nearest n = nearest_to(str_of(rows[i].wanted));

		for (size_t j = 0; j < COUNT(names); j++)
			nearest_look(&n, names[j]);
		check_row(str_eq(n.name, str_of(rows[i].nearest)), rows[i].why);
	}
}

static void
the_first_of_those_that_are_as_near_stays(void **state)
{
	struct nearest n = nearest_to(STR("loge"));

	(void)state;
	nearest_look(&n, STR("lodge"));
	nearest_look(&n, STR("logo"));
	assert_str(n.name, STR("lodge"));
	nearest_look(&n, STR("loge"));
	assert_str(n.name, STR("loge"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_perhaps_meant_is_found),
		cmocka_unit_test(the_first_of_those_that_are_as_near_stays),
	};

	return cmocka_run_group_tests_name("nearest", tests, NULL, NULL);
}
