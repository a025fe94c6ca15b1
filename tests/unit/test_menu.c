/* SPDX-License-Identifier: ISC */
#include "unit/unit.h"

#include "page/menu.h"
#include "parse/gophermap.h"
#include "render/menu_write.h"
#include "render/render.h"
#include "unit/map_hole.h"

/* How a map (O-26) is shown on Gemini. */
static const struct {
	const char *why;
	struct str map;
	struct str want;
} pages[] = {
	{ "gophernicus: a title", STR_INIT("!T\na long line, alone.\n"),
	    STR_INIT("# T\n\na long line, alone.\n") },
	{ "a title without its frame", STR_INIT("!== T ==\n"),
	    STR_INIT("# T\n") },
	{ "a short line alone is the title",
	    STR_INIT("\nBulletin Boards\n\n1T\t/x\n"),
	    STR_INIT("# Bulletin Boards\n\n=> /x T\n") },
	{ "a sentence is none", STR_INIT("I live here.\n\nb\n"),
	    STR_INIT("I live here.\n\nb\n") },
	{ "nor is what announces", STR_INIT("Files:\n\nb.\n"),
	    STR_INIT("Files:\n\nb.\n") },
	{ "nor one of several", STR_INIT("One\nTwo\n"),
	    STR_INIT("One\nTwo\n") },
	{ "a rule makes a title", STR_INIT("-----\nMy Hole\n-----\n\na.\n"),
	    STR_INIT("# My Hole\n\na.\n") },
	{ "as Markdown has it", STR_INIT("i# T\t\n\ni## U\t\na.\n"),
	    STR_INIT("# T\n\n## U\n\na.\n") },
	{ "headings between items",
	    STR_INIT("1A\t/a\n\n==== More ====\n1B\t/b\n"),
	    STR_INIT("=> /a A\n\n## More\n\n=> /b B\n") },
	{ "a line above items is their heading",
	    STR_INIT("a.\n\nNews\n1A\t/a\n1B\t/b\n"),
	    STR_INIT("a.\n\n## News\n\n=> /a A\n=> /b B\n") },
	{ "not right below others", STR_INIT("1A\t/a\nthis too\n1B\t/b\n"),
	    STR_INIT("=> /a A\nthis too\n=> /b B\n") },
	{ "blank lines group items",
	    STR_INIT("1A\t/a\n1B\t/b\n\n\n1C\t/c\n"),
	    STR_INIT("=> /a A\n=> /b B\n\n=> /c C\n") },
	{ "filled lines are a paragraph",
	    STR_INIT("Gopher is filled with awesome content. Use the links on\n"
		     "this page to explore what gopher space has to\n"
		     "offer.\n"),
	    STR_INIT("Gopher is filled with awesome content. Use the links on "
		     "this page to explore what gopher space has to "
		     "offer.\n") },
	{ "filled to where the next word did not fit",
	    STR_INIT("Gopher is filled with awesome content, says\n"
		     "Metafilterandothers, a place that everybody knows.\n"),
	    STR_INIT("Gopher is filled with awesome content, says "
		     "Metafilterandothers, a place that everybody knows.\n") },
	{ "short ones stay lines", STR_INIT("Roses are red,\nViolets are\n"),
	    STR_INIT("Roses are red,\nViolets are\n") },
	{ "lines ended on purpose stay lines",
	    STR_INIT("Model Number: NM460GZ\n"
		     "Model Name: Kindle Voyage WiFi with a long name\n"
		     "Nick: KV\n"),
	    STR_INIT("Model Number: NM460GZ\n"
		     "Model Name: Kindle Voyage WiFi with a long name\n"
		     "Nick: KV\n") },
	{ "numbered ones are a list",
	    STR_INIT("6 points = Changing Yang => Solid becomes Broken\n"
		     "7 points = Unchanging Yin => Broken remains so\n"),
	    STR_INIT("6 points = Changing Yang => Solid becomes Broken\n"
		     "7 points = Unchanging Yin => Broken remains so\n") },
	{ "no space between two of Chinese",
	    STR_INIT("\xe4\xb8\xad\xe6\x96\x87\xe4\xb8\xad\xe6\x96\x87"
		     "\xe4\xb8\xad\xe6\x96\x87\xe4\xb8\xad\xe6\x96\x87"
		     "\xe4\xb8\xad\xe6\x96\x87\xe4\xb8\xad\xe6\x96\x87"
		     "\xe4\xb8\xad\xe6\x96\x87\xe4\xb8\xad\xe6\x96\x87"
		     "\xe4\xb8\xad\xe6\x96\x87\xe4\xb8\xad\xe6\x96\x87\n"
		     "\xe4\xb8\xad\n"),
	    STR_INIT("\xe4\xb8\xad\xe6\x96\x87\xe4\xb8\xad\xe6\x96\x87"
		     "\xe4\xb8\xad\xe6\x96\x87\xe4\xb8\xad\xe6\x96\x87"
		     "\xe4\xb8\xad\xe6\x96\x87\xe4\xb8\xad\xe6\x96\x87"
		     "\xe4\xb8\xad\xe6\x96\x87\xe4\xb8\xad\xe6\x96\x87"
		     "\xe4\xb8\xad\xe6\x96\x87\xe4\xb8\xad\xe6\x96\x87"
		     "\xe4\xb8\xad\n") },
	{ "lists", STR_INIT("- one of\n  two lines\n* two\n1. three\n"
			    "   goes on\nend\n"),
	    STR_INIT("* one of two lines\n* two\n1. three goes on\nend\n") },
	{ "further in: a quotation",
	    STR_INIT("It says:\n\n"
		     "  The information applies to a duplicated server. The\n"
		     "  information contained is a duplicate.\n"),
	    STR_INIT("It says:\n\n"
		     "> The information applies to a duplicated server. The "
		     "information contained is a duplicate.\n") },
	{ "all of it further in: none",
	    STR_INIT("  The information applies to a duplicated server. The\n"
		     "  information contained is a duplicate.\n"),
	    STR_INIT("The information applies to a duplicated server. The "
		     "information contained is a duplicate.\n") },
	{ "quoted with its mark", STR_INIT("a.\n\n> b\n>c\n"),
	    STR_INIT("a.\n\n> b\n> c\n") },
	{ "rules are for the eye", STR_INIT("a.\n\n- - - - -\n\nb.\n"),
	    STR_INIT("a.\n\nb.\n") },
	{ "drawings, without their margin",
	    STR_INIT("    _|  _ \\   \\\n  \\__|\\___/_| _|\n\na.\n"),
	    STR_INIT("```\n  _|  _ \\   \\\n\\__|\\___/_| _|\n```\n\na.\n") },
	{ "with a blank line in between",
	    STR_INIT("/\\_/\\\n( o.o )\n\n > ^ < ' \" ~\n"),
	    STR_INIT("```\n/\\_/\\\n( o.o )\n\n > ^ < ' \" ~\n```\n") },
	{ "rules upon each other", STR_INIT("/\\/\\/\\\n\\/\\/\\/\n"),
	    STR_INIT("```\n/\\/\\/\\\n\\/\\/\\/\n```\n") },
	{ "boxes", STR_INIT("\xe2\x94\x8c\xe2\x94\x80 a \n"),
	    STR_INIT("```\n\xe2\x94\x8c\xe2\x94\x80 a\n```\n") },
	{ "tables", STR_INIT("web:      a\nirc:      b\n"),
	    STR_INIT("```\nweb:      a\nirc:      b\n```\n") },
	{ "narrow ones, too", STR_INIT("sun  yellow\nsky  blue\n"),
	    STR_INIT("```\nsun  yellow\nsky  blue\n```\n") },
	{ "two blanks behind a stop are no table",
	    STR_INIT("One.  Two.\nThree.  Four.\n"),
	    STR_INIT("One. Two.\nThree. Four.\n") },
	{ "verse in steps", STR_INIT("a\n  b\n    c\n"),
	    STR_INIT("```\na\n  b\n    c\n```\n") },
	{ "columns of a label", STR_INIT("0Chess    Games of  mine\t/x\n"),
	    STR_INIT("=> /x Chess \xe2\x80\x93 Games of mine\n") },
	{ "an error is text", STR_INIT("1A\t/a\n3No such  thing\t\n"),
	    STR_INIT("=> /a A\nNo such thing\n") },
	{ "no text, no label", STR_INIT("1A\t/a\n1\t/b\n"),
	    STR_INIT("=> /a A\n=> /b\n") },
	{ "O-18 of a mirror, the type of the first",
	    STR_INIT("0A\t/a\n+B\t/b\to.example\t70\n"),
	    STR_INIT("=> /a A\n=> gopher://o.example/0/b B\n") },
	{ "nothing at all", STR_INIT(""), STR_INIT("\n") },
};

static struct menu
read_menu(struct arena *a, struct diags *d, struct str map)
{
	struct map_place place = map_hole_place(STR("/"), d);
	struct menu menu;

	diags_init(d, a);
	menu_init(&menu, a);
	assert_true(gophermap_read(&menu, map, &place));
	return menu;
}

static void
makes_pages(void **state)
{
	struct arena a;
	struct diags d;
	struct buf out;

	(void)state;
	arena_init(&a);
	buf_init(&out);
	for (size_t i = 0; i < COUNT(pages); i++) {
		struct menu menu = read_menu(&a, &d, pages[i].map);

		buf_clear(&out);
		render_gemtext(&out,
		    menu_doc(&a, &menu, STR("/"), &map_hole_origin));
		if (!str_eq(buf_str(&out), pages[i].want))
			print_error("%s\n", pages[i].why);
		assert_str(buf_str(&out), pages[i].want);
	}
	buf_release(&out);
	arena_release(&a);
}

static const struct {
	const char *why;
	struct str map;
	struct str want;
} targets[] = {
	{ "a path of ours, encoded", STR_INIT("0T\t/c d\xc3\xa9?x.txt\n"),
	    STR_INIT("/c%20d%C3%A9%3Fx.txt") },
	{ "gophernicus: encoded already", STR_INIT("0T\t/c%20d.txt\n"),
	    STR_INIT("/c%20d.txt") },
	{ "a percent sign", STR_INIT("0T\t/100%\n"), STR_INIT("/100%25") },
	{ "images, sound, the rest", STR_INIT("sT\t/x\n"), STR_INIT("/x") },
	{ "a search", STR_INIT("7T\t/x\n"), STR_INIT("/x") },
	{ "O-23 another host", STR_INIT("1T\t/a b\to.example\t7070\n"),
	    STR_INIT("gopher://o.example:7070/1/a%20b") },
	{ "O-23 its root", STR_INIT("1T\t\to.example\t70\n"),
	    STR_INIT("gopher://o.example/") },
	{ "O-23 bytes", STR_INIT("0T\t\xe9\to.example\t70\n"),
	    STR_INIT("gopher://o.example/0%E9") },
	{ "a phone book", STR_INIT("2T\t\to.example\t105\n"),
	    STR_INIT("gopher://o.example:105/2") },
	{ "O-22", STR_INIT("hT\tURL: https://e.example/?a\n"),
	    STR_INIT("https://e.example/?a") },
	{ "a page of ours", STR_INIT("hT\t/x.html\n"), STR_INIT("/x.html") },
	{ "older than URL:", STR_INIT("hT\tGET /x y\tw.example\t80\n"),
	    STR_INIT("http://w.example/x%20y") },
	{ "its port", STR_INIT("hT\tGET /\tw.example\t8080\n"),
	    STR_INIT("http://w.example:8080/") },
	{ "O-24 telnet", STR_INIT("8T\tguest\tt.example\t23\n"),
	    STR_INIT("telnet://guest@t.example") },
	{ "O-24 without a name", STR_INIT("8T\t\tt.example\t6502\n"),
	    STR_INIT("telnet://t.example:6502") },
	{ "O-24 tn3270", STR_INIT("TT\t\tt.example\t23\n"),
	    STR_INIT("tn3270://t.example") },
	{ "geomyidae: a URL for a selector", STR_INIT("wT\thttp://e.example\n"),
	    STR_INIT("http://e.example") },
	{ "an error", STR_INIT("3T\t/x\n"), STR_INIT("") },
};

static void
leads_where_the_item_does(void **state)
{
	struct arena a;
	struct diags d;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < COUNT(targets); i++) {
		struct menu menu = read_menu(&a, &d, targets[i].map);
		const struct menu_line *line = menu.first;

		if (d.first != NULL)
			print_error("%s\n", targets[i].why);
		assert_null(d.first);
		assert_str(menu_target(&a, line, line->type, &map_hole_origin),
		    targets[i].want);
	}
	arena_release(&a);
}

/* What stands on Gopher is what the author wrote, with all fields. */
static void
writes_the_menu(void **state)
{
	static const struct str map = STR_INIT(
	    "!T\n"
	    "  A line of text that is much wider than a screen has columns, "
	    "and stays so\n"
	    "\n"
	    "0A\ta.txt\n"
	    "1B\t\xe9\to.example\t7070\n"
	    "1C\t/c\t2001:db8::1\t70\n"
	    "hD\tURL:https://e.example/\n"
	    ".\n");
	struct buf out;
	struct arena a;
	struct diags d;
	struct menu menu;

	(void)state;
	arena_init(&a);
	buf_init(&out);
	menu = read_menu(&a, &d, map);
	menu_write(&out, &menu, &map_hole_origin);
	assert_str(buf_str(&out),
	    STR("iT\tTITLE\tnull.host\t1\r\n"
		"i  A line of text that is much wider than a screen has "
		"columns, and stays so\t\tnull.host\t1\r\n"
		"i\t\tnull.host\t1\r\n"
		"0A\t/a.txt\th.example\t70\r\n"
		"1B\t\xe9\to.example\t7070\r\n"
		"1C\t/c\t2001:db8::1\t70\r\n"
		"hD\tURL:https://e.example/\th.example\t70\r\n"
		".\r\n"));
	buf_release(&out);
	arena_release(&a);
}

static void
remembers_where_it_stood(void **state)
{
	struct arena a;
	struct diags d;
	struct menu menu;
	const struct block *block;

	(void)state;
	arena_init(&a);
	menu = read_menu(&a, &d, STR("# c\na.\n\n1T\t/x\n"));
	block = menu_doc(&a, &menu, STR("/x"), &map_hole_origin)->first;
	assert_int_equal(block->at.line, 2);
	assert_int_equal(block->next->at.line, 4);
	assert_str(block->next->at.file, STR("map"));
	assert_int_equal(block->next->kind, BLOCK_LINK);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(makes_pages),
		cmocka_unit_test(leads_where_the_item_does),
		cmocka_unit_test(writes_the_menu),
		cmocka_unit_test(remembers_where_it_stood),
	};

	return cmocka_run_group_tests_name("menu", tests, NULL, NULL);
}
