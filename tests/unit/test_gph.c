/* SPDX-License-Identifier: ISC */
#include "unit/unit.h"

#include "parse/gph.h"
#include "unit/map_hole.h"

static const struct {
	const char *why;
	struct str source;
	struct str want;
} rows[] = {
	{ "O-26 geomyidae: all fields", STR_INIT("[1|T|/s|o.example|7070]\n"),
	    STR_INIT("1T|/s|o.example:7070\n") },
	{ "server and port are ours", STR_INIT("[0|T|/x.txt|server|port]\n"),
	    STR_INIT("0T|/x.txt\n") },
	{ "said by name", STR_INIT("[0|T|/x.txt|h.example|70]\n"),
	    STR_INIT("0T|/x.txt\n") },
	{ "relative to the file", STR_INIT("[0|T|x.txt|server|port]\n"),
	    STR_INIT("0T|/d/x.txt\n") },
	{ "on our host by name as well", STR_INIT("[0|T|x.txt|h.example|70]\n"),
	    STR_INIT("0T|/d/x.txt\n") },
	{ ".. is resolved", STR_INIT("[0|T|../x.txt|server|port]\n"),
	    STR_INIT("0T|/x.txt\n") },
	{ "an empty path is the root", STR_INIT("[1|T||server|port]\n"),
	    STR_INIT("1T|/\n") },
	{ "on another host, too", STR_INIT("[1|T||o.example|70]\n"),
	    STR_INIT("1T||o.example:70\n") },
	{ "a search", STR_INIT("[7|T|/s.cgi?|server|port]\n"),
	    STR_INIT("7T|/s.cgi?\n") },
	{ "O-22", STR_INIT("[h|T|URL:https://e.example|server|port]\n"),
	    STR_INIT("hT|URL:https://e.example\n") },
	{ "a login is no path", STR_INIT("[8|T|null|t.example|23]\n"),
	    STR_INIT("8T|null|t.example:23\n") },
	{ "an escaped bar, brackets",
	    STR_INIT("[0|a \\| b [c] d|/x|server|port]\n"),
	    STR_INIT("0a | b [c] d|/x\n") },
	{ "of a type its first letter", STR_INIT("[0x|T|/x|server|port]\n"),
	    STR_INIT("0T|/x\n") },
	{ "behind the bracket is nothing", STR_INIT("[0|T|/x|server|port] y\n"),
	    STR_INIT("0T|/x\n") },
	{ "text", STR_INIT("a\n\nb | c\n"), STR_INIT("ia\ni\nib | c\n") },
	{ "t is a letter", STR_INIT("the\n"), STR_INIT("ithe\n") },
	{ "typed text", STR_INIT("[i||Err||]\n[i|x|Err|server|port]\n"),
	    STR_INIT("i\nix\n") },
	{ "an escaped line", STR_INIT("[|[some link\n"),
	    STR_INIT("i[some link\n") },
	{ "O-13 TAB in text", STR_INIT("a\tb\n"), STR_INIT("ia       b\n") },
	{ "O-13 TAB in an item", STR_INIT("[0|a\tb|/x|server|port]\n"),
	    STR_INIT("0a       b|/x\n") },
	{ "CRLF", STR_INIT("[0|T|/x|server|port]\r\na\r\n"),
	    STR_INIT("0T|/x\nia\n") },
	{ "no order of a gophermap", STR_INIT("# a\n!b\n*\n.\n=x\n"),
	    STR_INIT("i# a\ni!b\ni*\ni.\ni=x\n") },
};

static const struct {
	const char *why;
	struct str source;
	struct str want;
} bad[] = {
	{ "O-26 geomyidae: shown as it stands", STR_INIT("[1|T|/s\n"),
	    STR_INIT("i[1|T|/s\n") },
	{ "four fields", STR_INIT("[1|T|/s|70]\n"),
	    STR_INIT("i[1|T|/s|70]\n") },
	{ "brackets in text", STR_INIT("[note]\n"), STR_INIT("i[note]\n") },
	{ "O-19 no such type", STR_INIT("[?|T|/s|server|port]\n"),
	    STR_INIT("i[?|T|/s|server|port]\n") },
	{ "O-14 no port", STR_INIT("[1|T|/s|o.example|x]\n"),
	    STR_INIT("i[1|T|/s|o.example|x]\n") },
	{ "no host", STR_INIT("[1|T|/s|o example|70]\n"),
	    STR_INIT("i[1|T|/s|o example|70]\n") },
};

static struct str
read_gph(struct arena *a, struct diags *d, struct str source)
{
	struct map_place place = map_hole_place(STR("/d"), d);
	struct menu menu;

	diags_init(d, a);
	menu_init(&menu, a);
	assert_true(gph_read(&menu, source, &place));
	return map_hole_show(a, &menu);
}

static void
reads_maps(void **state)
{
	struct arena a;
	struct diags d;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct str got = read_gph(&a, &d, rows[i].source);

		if (!str_eq(got, rows[i].want))
			print_error("%s\n", rows[i].why);
		assert_str(got, rows[i].want);
		check_row(d.first == NULL, rows[i].why);
	}
	arena_release(&a);
}

static void
says_what_is_wrong(void **state)
{
	struct arena a;
	struct diags d;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < COUNT(bad); i++) {
		struct str got = read_gph(&a, &d, bad[i].source);

		if (!str_eq(got, bad[i].want))
			print_error("%s\n", bad[i].why);
		assert_str(got, bad[i].want);
		check_row(d.first != NULL && d.first->next == NULL &&
			      strcmp(d.first->code, "map-line") == 0 &&
			      d.first->at.line == 1,
		    bad[i].why);
	}
	arena_release(&a);
}

static void
programs_are_no_maps(void **state)
{
	struct map_place place;
	struct menu menu;
	struct arena a;
	struct diags d;

	(void)state;
	arena_init(&a);
	diags_init(&d, &a);
	menu_init(&menu, &a);
	place = map_hole_place(STR("/"), &d);
	assert_false(gph_read(&menu, STR("#!/bin/sh\n"), &place));
	assert_string_equal(d.first->code, "map-program");
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_maps),
		cmocka_unit_test(says_what_is_wrong),
		cmocka_unit_test(programs_are_no_maps),
	};

	return cmocka_run_group_tests_name("gph", tests, NULL, NULL);
}
