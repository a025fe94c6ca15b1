/* SPDX-License-Identifier: ISC */
#include "parse/lookalike.h"

#include "unit/unit.h"

static const struct {
	const char *why;
	struct str raw;
	size_t column; /* of the finding; 0 = there is none */
} rows[] = {
	{ "plain letters", STR_INIT("Ada Example"), 0 },
	{ "a bold word", STR_INIT("I am \U0001d400\U0001d41d\U0001d41a."), 6 },
	{ "one finding for a line",
	    STR_INIT("\U0001d400\U0001d41d \U0001d400\U0001d41d"), 1 },
	{ "a symbol alone", STR_INIT("for all \U0001d465 in X"), 0 },
	{ "two symbols apart", STR_INIT("\U0001d465 + \U0001d466"), 0 },
	{ "circled letters", STR_INIT("\u24b6\u24d3\u24d0"), 1 },
	{ "circled numbers", STR_INIT("\u2460\u2461"), 0 },
	{ "squared letters", STR_INIT("by \U0001f130\U0001f131"), 4 },
	{ "Chinese", STR_INIT("\u4e2d\u6587"), 0 },
	{ "nothing", STR_INIT(""), 0 },
};

static void
faked_letters_are_told(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct place at = { STR("profile.txt"), 7, 1 };
		struct arena a;
		struct diags d;

		arena_init(&a);
		diags_init(&d, &a);
		lookalike_check(rows[i].raw, at, &d);
		check_row((d.first != NULL) == (rows[i].column > 0),
		    rows[i].why);
		if (d.first != NULL) {
			check_row(d.first->at.column == rows[i].column,
			    rows[i].why);
			check_row(d.first->next == NULL, rows[i].why);
		}
		arena_release(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(faked_letters_are_told),
	};

	return cmocka_run_group_tests_name("lookalike", tests, NULL, NULL);
}
