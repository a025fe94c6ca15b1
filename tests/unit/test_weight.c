/* SPDX-License-Identifier: ISC */
#include "site/weight.h"

#include "unit/unit.h"

static const struct {
	const char *why;
	struct str text;
	struct str path;
	uint64_t bytes;
	struct str label;
} rows[] = {
	{ "kind and size", STR_INIT("The paper"), STR_INIT("/files/a.pdf"),
	    310234, STR_INIT("The paper (PDF, 310 kB)") },
	{ "within parentheses", STR_INIT("Paper (PDF)"),
	    STR_INIT("/files/a.pdf"), 310234, STR_INIT("Paper (PDF, 310 kB)") },
	{ "a kind that is said", STR_INIT("My pdf file"), STR_INIT("/a.pdf"),
	    999, STR_INIT("My pdf file (999 B)") },
	{ "other parentheses", STR_INIT("Slides (2026)"), STR_INIT("/s.pptx"),
	    1000, STR_INIT("Slides (2026, PPTX, 1 kB)") },
	{ "no kind in the name", STR_INIT("Data"), STR_INIT("/v1.d/data"),
	    12345678, STR_INIT("Data (12 MB)") },
	{ "a suffix that is none", STR_INIT("Data"), STR_INIT("/a.b c"), 1,
	    STR_INIT("Data (1 B)") },
	{ "one that is long", STR_INIT("Data"), STR_INIT("/a.backup"), 1,
	    STR_INIT("Data (1 B)") },
	{ "rounded up to a megabyte", STR_INIT("X"), STR_INIT("/a.zip"),
	    999500, STR_INIT("X (ZIP, 1.0 MB)") },
	{ "and not", STR_INIT("X"), STR_INIT("/a.zip"), 999499,
	    STR_INIT("X (ZIP, 999 kB)") },
	{ "tenths", STR_INIT("X"), STR_INIT("/a.zip"), 2449999,
	    STR_INIT("X (ZIP, 2.4 MB)") },
	{ "gigabytes", STR_INIT("X"), STR_INIT("/a.zip"), 2147483648,
	    STR_INIT("X (ZIP, 2.1 GB)") },
	{ "rounded up to one", STR_INIT("X"), STR_INIT("/a.zip"), 999500000,
	    STR_INIT("X (ZIP, 1.0 GB)") },
	{ "ten and more", STR_INIT("X"), STR_INIT("/a.zip"), 9950000,
	    STR_INIT("X (ZIP, 10 MB)") },
};

static void
files_are_told(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct str got = weight_label(&a, rows[i].text, rows[i].path,
		    rows[i].bytes);

		if (!str_eq(got, rows[i].label))
			fail_msg("%s: %.*s", rows[i].why, STR_ARG(got));
	}
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(files_are_told),
	};

	return cmocka_run_group_tests_name("weight", tests, NULL, NULL);
}
