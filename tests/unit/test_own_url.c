/* SPDX-License-Identifier: ISC */
#include "site/own_url.h"

#include "base/count.h"
#include "unit/unit.h"

static const struct origin usual = {
	.host = STR_INIT("h.example"),
	.port = { 1965, 70 },
};
static const struct origin elsewhere = {
	.host = STR_INIT("h.example"),
	.port = { 11965, 7070 },
};
static const struct origin gemini_alone = {
	.host = STR_INIT("h.example"),
	.port = { 1965, 0 },
};

static const struct {
	const char *why;
	const struct origin *origin;
	enum view view;
	const char *url;
	const char *want; /* NULL = the URL itself */
} rows[] = {
	{ "a page", &usual, VIEW_GEMINI, "gemini://h.example/d/a%20b.gmi",
	    "/d/a%20b.gmi" },
	{ "the root", &usual, VIEW_GEMINI, "gemini://h.example", "/" },
	{ "G-28 its port, said", &usual, VIEW_GEMINI,
	    "gemini://h.example:1965/a", "/a" },
	{ "G-34 a host in any form", &usual, VIEW_GEMINI,
	    "GEMINI://H.Example./a", "/a" },
	{ "a fragment is the reader's", &usual, VIEW_GEMINI,
	    "gemini://h.example/a#b", "/a" },
	{ "a question is no path", &usual, VIEW_GEMINI,
	    "gemini://h.example/search?words", NULL },
	{ "nor is a name", &usual, VIEW_GEMINI, "gemini://me@h.example/a",
	    NULL },
	{ "another host", &usual, VIEW_GEMINI, "gemini://g.example/a", NULL },
	{ "another port", &usual, VIEW_GEMINI, "gemini://h.example:1966/a",
	    NULL },
	{ "O-14 the usual port where ours is another", &elsewhere, VIEW_GEMINI,
	    "gemini://h.example/a", NULL },
	{ "O-14 ours", &elsewhere, VIEW_GEMINI, "gemini://h.example:11965/a",
	    "/a" },
	{ "the other protocol", &usual, VIEW_GEMINI, "gopher://h.example/1/a",
	    NULL },
	{ "a path", &usual, VIEW_GEMINI, "/d/a.gmi", NULL },
	{ "mail", &usual, VIEW_GEMINI, "mailto:a@h.example", NULL },
	{ "O-23 a menu", &usual, VIEW_GOPHER, "gopher://h.example/1/a%20b",
	    "/a%20b" },
	{ "a menu's root", &usual, VIEW_GOPHER, "gopher://h.example/1", "/" },
	{ "O-14 its port", &elsewhere, VIEW_GOPHER,
	    "gopher://h.example:7070/0/a", "/a" },
	{ "a search in one", &usual, VIEW_GOPHER,
	    "gopher://h.example/7/find%09words", NULL },
	{ "a selector that is no path", &usual, VIEW_GOPHER,
	    "gopher://h.example/0a", NULL },
	{ "Gemini, in a map", &usual, VIEW_GOPHER, "gemini://h.example/a",
	    NULL },
	{ "no such protocol here", &gemini_alone, VIEW_GOPHER,
	    "gopher://h.example/1/a", NULL },
};

static void
finds_our_own(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *want = rows[i].want != NULL ? rows[i].want
							: rows[i].url;
		struct str path = own_url_path(&a, rows[i].origin,
		    rows[i].view, str_of(rows[i].url));

		check_row(str_eq(path, str_of(want)), rows[i].why);
	}
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_our_own),
	};

	return cmocka_run_group_tests_name("own_url", tests, NULL, NULL);
}
