/* SPDX-License-Identifier: ISC */
#include "parse/target.h"
#include "proto/uri.h"
#include "unit/unit.h"

static const struct {
	const char *why;
	struct str reference;
	struct str want;
} rows[] = {
	{ "T-18 beside the file",
	    STR_INIT("b.gmi"),
	    STR_INIT("/a%20d/b.gmi") },
	{ "T-18 encoded once",
	    STR_INIT("%41%20b"),
	    STR_INIT("/a%20d/%41%20b") },
	{ "T-18 a sign that begins no triplet",
	    STR_INIT("100%.txt"),
	    STR_INIT("/a%20d/100%25.txt") },
	{ "T-17 what no URI may hold",
	    STR_INIT("\xc3\xa9\"[1].gmi"),
	    STR_INIT("/a%20d/%C3%A9%22%5B1%5D.gmi") },
	{ "from the root",
	    STR_INIT("/b/./c/../d"),
	    STR_INIT("/b/d") },
	{ "RFC 3986 5.2.4 not above the root",
	    STR_INIT("../../../b"),
	    STR_INIT("/b") },
	{ "the folder",
	    STR_INIT("."),
	    STR_INIT("/a%20d/") },
	{ "a query alone",
	    STR_INIT("?q"),
	    STR_INIT("/a%20d/x.gmi?q") },
	{ "a fragment alone",
	    STR_INIT("#f"),
	    STR_INIT("/a%20d/x.gmi#f") },
	{ "T-19 no scheme",
	    STR_INIT("./a:b"),
	    STR_INIT("/a%20d/a:b") },
	{ "a host has the scheme of the capsule",
	    STR_INIT("//h.example/x?q#f"),
	    STR_INIT("gemini://h.example/x?q#f") },
	{ "a URL stays",
	    STR_INIT("HTTPS://H/a/../b"),
	    STR_INIT("HTTPS://H/a/../b") },
	{ "T-17 mended",
	    STR_INIT("https://h/a b|"),
	    STR_INIT("https://h/a%20b%7C") },
	{ "an address keeps its brackets",
	    STR_INIT("gopher://[::1]:70/1/[x]"),
	    STR_INIT("gopher://[::1]:70/1/%5Bx%5D") },
	{ "T-20 a host in any script",
	    STR_INIT("gemini://me@b\u00fccher.example:1966/\u00e9"),
	    STR_INIT("gemini://me@xn--bcher-kva.example:1966/%C3%A9") },
	{ "a slash in a query is no host",
	    STR_INIT("b?u=https://h\xc3\xa9/"),
	    STR_INIT("/a%20d/b?u=https://h%C3%A9/") },
	{ "no host",
	    STR_INIT("mailto:a@b.example"),
	    STR_INIT("mailto:a@b.example") },
	{ "no reference at all",
	    STR_INIT("1:2"),
	    STR_INIT("1:2") },
};

static void
resolves(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct arena a;
		struct str got;

		arena_init(&a);
		got = target_of(&a, uri_path_encoded(&a, STR("/a d/x.gmi")),
		    rows[i].reference);
		if (!str_eq(got, rows[i].want))
			fail_msg("%s: got %.*s", rows[i].why, STR_ARG(got));
		arena_release(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(resolves),
	};

	return cmocka_run_group_tests_name("target", tests, NULL, NULL);
}
