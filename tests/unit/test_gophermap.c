/* SPDX-License-Identifier: ISC */
#include "unit/unit.h"

#include "parse/gophermap.h"
#include "unit/map_hole.h"

static const struct {
	const char *why;
	struct str source;
	struct str want;
} items[] = {
	{ "O-26 Bucktooth: no TAB, text", STR_INIT("a b\n\n  c\n"),
	    STR_INIT("ia b\ni\ni  c\n") },
	{ "O-26 all fields", STR_INIT("1T\t/s\to.example\t7070\n"),
	    STR_INIT("1T|/s|o.example:7070\n") },
	{ "O-26 gophernicus: the selector is the text", STR_INIT("1sub\t\n"),
	    STR_INIT("1sub|/d/sub\n") },
	{ "Bucktooth: glued to the folder", STR_INIT("0T\tx/y.txt\n"),
	    STR_INIT("0T|/d/x/y.txt\n") },
	{ "O-26 absolute", STR_INIT("0T\t/x\n"), STR_INIT("0T|/x\n") },
	{ "spacecookie: an empty host field", STR_INIT("0T\t/x\t\t\n"),
	    STR_INIT("0T|/x\n") },
	{ "O-14 our own host, said", STR_INIT("0T\t/x\tH.Example.\t70\n"),
	    STR_INIT("0T|/x\n") },
	{ "our host, without the port", STR_INIT("0T\t/x\th.example\n"),
	    STR_INIT("0T|/x\n") },
	{ "our host, another port", STR_INIT("0T\t/x\th.example\t105\n"),
	    STR_INIT("0T|/x|h.example:105\n") },
	{ "a foreign host without a port is on 70",
	    STR_INIT("1T\t/x\to.example\n"), STR_INIT("1T|/x|o.example:70\n") },
	{ "gophernicus: a foreign selector is not touched",
	    STR_INIT("1T\t../x y\to.example\t70\n"),
	    STR_INIT("1T|../x y|o.example:70\n") },
	{ "bytes of a foreign selector stay",
	    STR_INIT("1T\t/\xe9\to.example\t70\n"),
	    STR_INIT("1T|/\xe9|o.example:70\n") },
	{ "Bucktooth: an empty selector with a host is the root",
	    STR_INIT("1T\t\to.example\t70\n"), STR_INIT("1T||o.example:70\n") },
	{ "the same of ours", STR_INIT("1T\t\th.example\t70\n"),
	    STR_INIT("1T|/\n") },
	{ "a host in the map: from the root", STR_INIT("0T\tx\th.example\n"),
	    STR_INIT("0T|/x\n") },
	{ "motsognir: .. is resolved", STR_INIT("0T\t../x/./y\n"),
	    STR_INIT("0T|/x/y\n") },
	{ "to the root", STR_INIT("1Up\t..\n"), STR_INIT("1Up|/\n") },
	{ "a folder's slash stays", STR_INIT("1T\tx/\n"),
	    STR_INIT("1T|/d/x/\n") },
	{ "O-22 URL: untouched", STR_INIT("hT\tURL:https://e.example/?a#b\n"),
	    STR_INIT("hT|URL:https://e.example/?a#b\n") },
	{ "URL: with a host is ours all the same",
	    STR_INIT("hT\tURL:https://e.example/\to.example\t80\n"),
	    STR_INIT("hT|URL:https://e.example/\n") },
	{ "/URL: is the same", STR_INIT("hT\t/URL:https://e.example/\n"),
	    STR_INIT("hT|URL:https://e.example/\n") },
	{ "GET untouched", STR_INIT("hT\tGET /x\tw.example\t80\n"),
	    STR_INIT("hT|GET /x|w.example:80\n") },
	{ "a login is no path", STR_INIT("8T\tguest\th.example\t70\n"),
	    STR_INIT("8T|guest\n") },
	{ "O-15 what stands behind text does not count",
	    STR_INIT("itext\tErr\t(NULL)\tx\n"), STR_INIT("itext\n") },
	{ "Gopher+ behind the port", STR_INIT("1T\t/s\to.example\t70\t+\n"),
	    STR_INIT("1T|/s|o.example:70\n") },
	{ "CRLF", STR_INIT("a\r\n1T\t/s\r\n"), STR_INIT("ia\n1T|/s\n") },
	{ "CR alone", STR_INIT("a\r1T\t/s\rb"),
	    STR_INIT("ia\n1T|/s\nib\n") },
	{ "a BOM", STR_INIT("\xef\xbb\xbf"
			    "1T\t/s\n"),
	    STR_INIT("1T|/s\n") },
	{ "an IPv6 address", STR_INIT("1T\t/s\t2001:DB8::1\t70\n"),
	    STR_INIT("1T|/s|[2001:db8::1]:70\n") },
	{ "O-10 the final dot", STR_INIT("a\n.\nb\n"), STR_INIT("ia\n") },
	{ "art may begin with a dot", STR_INIT(".--.\n"), STR_INIT("i.--.\n") },
	{ "a title from the wire", STR_INIT("iT\tTITLE\tnull.host\t1\nb\n"),
	    STR_INIT("!T\nib\n") },
};

static const struct {
	const char *why;
	struct str source;
	struct str want;
} orders[] = {
	{ "gophernicus: a title", STR_INIT("# c\n!T\nb\n"),
	    STR_INIT("!T\nib\n") },
	{ "a later one is text", STR_INIT("a\n!b\n"), STR_INIT("ia\ni!b\n") },
	{ "a shout is text", STR_INIT("!!! new\n"), STR_INIT("i!!! new\n") },
	{ "gophernicus: the listing",
	    STR_INIT("a\n*\nb\n"),
	    STR_INIT("ia\n0a.txt|/d/a.txt\nIb.png|/d/b.png\n"
		     "0c d.txt|/d/c d.txt\niof m\n1A folder|/d/sub\n") },
	{ "a list is text", STR_INIT("* a\n***\n"), STR_INIT("i* a\ni***\n") },
	{ "gophernicus: hidden, typed",
	    STR_INIT("-a.txt\n-no\n:png=g\n:.txt=9\n-m.gophermap\n*\n"),
	    STR_INIT("gb.png|/d/b.png\n9c d.txt|/d/c d.txt\n"
		     "1A folder|/d/sub\n") },
	{ "Bucktooth: a hyphen is text",
	    STR_INIT("- a\n-----\n-- \n-x\n"),
	    STR_INIT("i- a\ni-----\ni-- \ni-x\n") },
	{ "and what cannot be a name even where names are hidden",
	    STR_INIT("-a.txt\n-b.png\n-m.gophermap\n-sub\n---\n- b\n*\n"),
	    STR_INIT("i---\ni- b\n0c d.txt|/d/c d.txt\n") },
	{ "but not in front of what is there", STR_INIT("-a.txt\nb\n"),
	    STR_INIT("ib\n") },
	{ "a smile is text", STR_INIT(":)\n:a=bc\n:=0\n"),
	    STR_INIT("i:)\ni:a=bc\ni:=0\n") },
	{ "gophernicus: another map", STR_INIT("=inner\nc\n"),
	    STR_INIT("iinside\n1In|/d/in\nic\n") },
	{ "from the root", STR_INIT("=/top\n"), STR_INIT("ifrom the top\n") },
	{ "four maps deep", STR_INIT("=loop\n"),
	    STR_INIT("iround\niround\niround\niround\n") },
	{ "a framed heading is text", STR_INIT("==== A ====\n=-=-=\n= b\n"),
	    STR_INIT("i==== A ====\ni=-=-=\ni= b\n") },
	{ "a wave is text", STR_INIT("~~~\n~ a\n%a\n"),
	    STR_INIT("i~~~\ni~ a\ni%a\n") },
	{ "Bucktooth: all names like this", STR_INIT("0*.txt\t\n"),
	    STR_INIT("0a.txt|/d/a.txt\n0c d.txt|/d/c d.txt\n") },
	{ "one letter", STR_INIT("9?.*\t\n"),
	    STR_INIT("9a.txt|/d/a.txt\n9b.png|/d/b.png\n"
		     "9m.gophermap|/d/m.gophermap\n") },
	{ "not with a selector", STR_INIT("0*.txt\t/x\n"),
	    STR_INIT("0*.txt|/x\n") },
};

/* A bad line is a finding, and text that loses nothing. */
static const struct {
	const char *why;
	struct str source;
	struct str want;
	const char *code;
	size_t line;
	size_t column;
} bad[] = {
	{ "O-19 no such type", STR_INIT("a\n?T\t/s\n"),
	    STR_INIT("ia\ni?T      /s\n"), "map-line", 2, 1 },
	{ "O-13 a TAB for a type", STR_INIT("\tT\n"), STR_INIT("i        T\n"),
	    "map-line", 1, 1 },
	{ "O-14 a port too high", STR_INIT("1\xc3\xa9\t/s\to.example\t65536\n"),
	    STR_INIT("i1\xc3\xa9      /s      o.example       65536\n"),
	    "map-line", 1, 17 },
	{ "O-14 port 0", STR_INIT("1T\t/s\to.example\t0\n"),
	    STR_INIT("i1T      /s      o.example       0\n"), "map-line", 1,
	    17 },
	{ "no port", STR_INIT("1T\t/s\to.example\tx\n"),
	    STR_INIT("i1T      /s      o.example       x\n"), "map-line", 1,
	    17 },
	{ "no host", STR_INIT("1T\t/s\to example\t70\n"),
	    STR_INIT("i1T      /s      o example       70\n"), "map-line", 1,
	    7 },
	{ "X-16 a control in a selector", STR_INIT("1T\t/\x01\n"),
	    STR_INIT("i1T      / \n"), "map-line", 1, 4 },
	{ "above the root", STR_INIT("1T\t../../x\n"),
	    STR_INIT("i1T      ../../x\n"), "map-line", 1, 4 },
	{ "Bucktooth: no name like this", STR_INIT("0*.zip\t\n"),
	    STR_INIT("i0*.zip  \n"), "map-line", 1, 1 },
	{ "gophernicus: users", STR_INIT("~\nb\n"), STR_INIT("ib\n"),
	    "map-list", 1, 1 },
	{ "gophernicus: hosts", STR_INIT("%\nb\n"), STR_INIT("ib\n"),
	    "map-list", 1, 1 },
	{ "a program's name", STR_INIT("=/bin/date -u\nb\n"), STR_INIT("ib\n"),
	    "map-include", 1, 1 },
	{ "a path that climbs", STR_INIT("=../x\nb\n"), STR_INIT("ib\n"),
	    "map-include", 1, 2 },
	{ "a program", STR_INIT("=prog\nb\n"), STR_INIT("ib\n"),
	    "map-program", 0, 0 },
	{ "maps without end", STR_INIT("=loop\nb\n"),
	    STR_INIT("iround\niround\niround\niround\nib\n"), "map-include", 2,
	    2 },
	{ "X-18 colours", STR_INIT("a\x1b[1;31mb\x1b[0m\n"), STR_INIT("iab\n"),
	    "map-control", 1, 2 },
	{ "X-18 once for a file, however many lines have them",
	    STR_INIT("a\n\x1b[1mb\n\x1b[2mc\n1\x1b[3md\t/s\n"),
	    STR_INIT("ia\nib\nic\n1d|/s\n"), "map-control", 2, 1 },
	{ "O-13 NUL", STR_INIT("a\0b\n"), STR_INIT("ia b\n"), "map-control", 1,
	    2 },
	{ "Latin-1", STR_INIT("\xe9t\xe9\n"),
	    STR_INIT("i\xc3\xa9t\xc3\xa9\n"), "map-charset", 1, 1 },
	{ "once, too", STR_INIT("\xe9\nx\n\xfc\n"),
	    STR_INIT("i\xc3\xa9\nix\ni\xc3\xbc\n"), "map-charset", 1, 1 },
	{ "a remark that may be text", STR_INIT("# a\nb\n"), STR_INIT("ib\n"),
	    "map-comment", 1, 1 },
};

struct read {
	struct arena arena;
	struct diags diags;
	struct menu menu;
	bool readable;
	struct str shown;
};

static void
read_map(struct read *r, struct str source, struct str folder)
{
	struct map_place place = map_hole_place(folder, &r->diags);

	arena_init(&r->arena);
	diags_init(&r->diags, &r->arena);
	menu_init(&r->menu, &r->arena);
	r->readable = gophermap_read(&r->menu, source, &place);
	r->shown = map_hole_show(&r->arena, &r->menu);
}

static void
check_map(const char *why, struct str source, struct str want)
{
	struct read r;

	read_map(&r, source, STR("/d"));
	if (!r.readable || !str_eq(r.shown, want))
		print_error("%s\n", why);
	assert_str(r.shown, want);
	assert_true(r.readable);
	arena_release(&r.arena);
}

static void
reads_items(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(items); i++)
		check_map(items[i].why, items[i].source, items[i].want);
}

static void
obeys_orders(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(orders); i++)
		check_map(orders[i].why, orders[i].source, orders[i].want);
}

static void
says_what_is_wrong(void **state)
{
	struct read r;

	(void)state;
	for (size_t i = 0; i < COUNT(bad); i++) {
		const struct diag *d;

		check_map(bad[i].why, bad[i].source, bad[i].want);
		read_map(&r, bad[i].source, STR("/d"));
		d = r.diags.first;
		check_row(d != NULL && d->next == NULL &&
			      strcmp(d->code, bad[i].code) == 0 &&
			      d->at.line == bad[i].line &&
			      d->at.column == bad[i].column,
		    bad[i].why);
		arena_release(&r.arena);
	}
}

/* Nothing that is right, and nothing that is an order, costs a word. */
static void
is_quiet_otherwise(void **state)
{
	struct read r;

	(void)state;
	for (size_t i = 0; i < COUNT(items); i++) {
		read_map(&r, items[i].source, STR("/d"));
		check_row(r.diags.first == NULL, items[i].why);
		arena_release(&r.arena);
	}
	read_map(&r, STR("!T\n# remark\n-a.txt\n*\n"), STR("/d"));
	assert_null(r.diags.first);
	arena_release(&r.arena);
}

static void
programs_are_no_maps(void **state)
{
	struct read r;

	(void)state;
	read_map(&r, STR("#!/bin/sh\necho x\n"), STR("/d"));
	assert_false(r.readable);
	assert_null(r.menu.first);
	assert_string_equal(r.diags.first->code, "map-program");
	arena_release(&r.arena);
	read_map(&r, STR("\x7f"
			 "ELF\2"),
	    STR("/d"));
	assert_false(r.readable);
	arena_release(&r.arena);
}

static void
the_root_is_a_folder(void **state)
{
	struct read r;

	(void)state;
	read_map(&r, STR("1T\tx\n0Up\t../y\n=top\n"), STR("/"));
	assert_str(r.shown,
	    STR("1T|/x\ni0Up     ../y\nifrom the top\n"));
	arena_release(&r.arena);
	read_map(&r, STR("*\n"), STR("/no"));
	assert_str(r.shown, STR(""));
	assert_string_equal(r.diags.first->code, "map-list");
	arena_release(&r.arena);
}

static void
places_are_kept(void **state)
{
	const struct menu_line *line;
	struct read r;

	(void)state;
	read_map(&r, STR("a\n=inner\n1T\tx\n"), STR("/d"));
	line = r.menu.first->next->next;
	assert_str(line->text, STR("In"));
	assert_str(line->at.file, STR("d/inner"));
	assert_int_equal(line->at.line, 2);
	assert_str(line->next->at.file, STR("map"));
	assert_int_equal(line->next->at.line, 3);
	arena_release(&r.arena);
}

/* A map may not fill the memory, however often it names the folder. */
static void
a_menu_has_an_end(void **state)
{
	struct buf source;
	struct read r;

	(void)state;
	buf_init(&source);
	for (size_t i = 0; i < MENU_LINES_MAX; i++)
		buf_add(&source, STR("0*\t\n"));
	read_map(&r, buf_str(&source), STR("/d"));
	assert_int_equal(r.menu.count, MENU_LINES_MAX);
	assert_string_equal(r.diags.first->code, "map-long");
	arena_release(&r.arena);
	buf_release(&source);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_items),
		cmocka_unit_test(obeys_orders),
		cmocka_unit_test(says_what_is_wrong),
		cmocka_unit_test(is_quiet_otherwise),
		cmocka_unit_test(programs_are_no_maps),
		cmocka_unit_test(the_root_is_a_folder),
		cmocka_unit_test(places_are_kept),
		cmocka_unit_test(a_menu_has_an_end),
	};

	return cmocka_run_group_tests_name("gophermap", tests, NULL, NULL);
}
