/* SPDX-License-Identifier: ISC */
/* The forms of pages and files on Gopher, and the ways between them. */
#include "site/trees.h"

#include "base/count.h"
#include "page/forms.h"
#include "site/results.h"
#include "unit/loaded.h"

#define FIELDS "Name: Zo\u00eb\nEmail: zoe@example.org\n"
#define LATIN1 "Charset: Latin-1\n"
#define ASCII "ASCII: yes\n"
#define ABOUT "\n# About\nIn caf\u00e9s of \u0141\u00f3d\u017a.\n"
#define LINKS "\n# Links\n=> about About\n=> n.txt Notes\n=> p.txt Plain\n"
#define POEM "\n# \u8bd7\n\u5e8a\u524d\u660e\u6708\u5149\u3002\n"
#define TITLED "\n# \u8bba\u6587 {papers}\nOn the spelling of alphabets.\n"

#define MENU "application/gopher-menu"
#define UTF8 "text/plain; charset=utf-8"
#define OF_LATIN1 "text/plain; charset=iso-8859-1"
#define OF_ASCII "text/plain; charset=us-ascii"
#define GEMTEXT "text/gemini; charset=utf-8; lang=en"

#define PROFILE(text)                                                  \
	{                                                              \
		.path = STR_INIT("profile.txt"),                       \
		.bytes = STR_INIT(FIELDS text ABOUT LINKS POEM TITLED) \
	}
#define FILE_OF(name, text)                                     \
	{                                                       \
		.path = STR_INIT(name), .bytes = STR_INIT(text) \
	}

static const struct memory_file usual[] = {
	PROFILE(""),
	FILE_OF("n.txt", "Na\u00efve\n"),
	FILE_OF("p.txt", "Plain\n"),
	FILE_OF("links.gmi", "# Mine\n"),
	FILE_OF("zh.txt", "\u8bd7\u8bd7\n"),
};

static const struct memory_file both[] = {
	PROFILE(LATIN1 ASCII),
	FILE_OF("n.txt", "Na\u00efve\n"),
	FILE_OF("p.txt", "Plain\n"),
	FILE_OF("a.html", "<p>\u00e9\n"),
	FILE_OF("zh.txt", "\u8bd7\u8bd7\n"),
};

/* The same with something of its author's in the way. */
static const struct memory_file taken[] = {
	PROFILE(ASCII),
	FILE_OF("n.txt", "Na\u00efve\n"),
	FILE_OF("p.txt", "Plain\n"),
	FILE_OF("ascii/art.txt", "+-+\n"),
};

/* A folder whose name is that of a form. */
static const struct memory_file folder[] = {
	PROFILE(""),
	FILE_OF("about.gmi/index.gmi", "# A folder\n"),
};

static const struct {
	const char *why;
	const struct memory_file *files;
	size_t count;
	const char *key;
	const char *media; /* NULL = nothing is there */
	const char *has;
	char item;
} rows[] = {
	{ "rule 27 letters stay", usual, COUNT(usual), "about", UTF8,
	    "In caf\u00e9s of \u0141\u00f3d\u017a.\r\n", '0' },
	{ "gemtext beside it", usual, COUNT(usual), "about.gmi", GEMTEXT,
	    "# About\r\n", '0' },
	{ "gemtext of the home page", usual, COUNT(usual), "index.gmi",
	    GEMTEXT, "=> gopher://example.org/0/about.gmi About\r\n", '0' },
	{ "a file goes before a form", usual, COUNT(usual), "links.gmi",
	    GEMTEXT, "# Mine\r\n", '0' },
	{ "and so does a folder", folder, COUNT(folder), "about.gmi", UTF8,
	    "A folder\r\n", '0' },
	{ "what has no such form is led to itself", usual, COUNT(usual),
	    "index.gmi", GEMTEXT,
	    "=> gopher://example.org/1/links Links\r\n", '0' },
	{ "home leads to its forms", usual, COUNT(usual), "", MENU,
	    "0This page as gemtext\t/index.gmi\texample.org\t70\r\n", '1' },
	{ "and they back", usual, COUNT(usual), "index.gmi", GEMTEXT,
	    "=> gopher://example.org/ This page in its usual form\r\n", '0' },
	{ "a text back", usual, COUNT(usual), "about.gmi", GEMTEXT,
	    "=> gopher://example.org/0/about This page in its usual form\r\n",
	    '0' },
	{ "unasked no ASCII", usual, COUNT(usual), "ascii", NULL, NULL, 0 },
	{ "rule 27 Latin-1", both, COUNT(both), "about", OF_LATIN1,
	    "In caf\xe9s of L\xf3"
	    "dz.\r\n",
	    '0' },
	{ "rule 27 Latin-1 in a menu", both, COUNT(both), "", MENU,
	    "iZo\xeb\t", '1' },
	{ "rule 27 Latin-1 in a file", both, COUNT(both), "n.txt", OF_LATIN1,
	    "Na\xefve\r\n", '0' },
	{ "what it cannot spell stays", both, COUNT(both), "zh.txt", UTF8,
	    "\u8bd7\u8bd7\r\n", '0' },
	{ "a page of these", both, COUNT(both), "section", UTF8,
	    "\u5e8a\u524d\u660e\u6708\u5149\u3002\r\n", '0' },
	{ "a title of these", both, COUNT(both), "papers", UTF8,
	    "\u8bba\u6587\r\n", '0' },
	{ "is not ASCII", both, COUNT(both), "ascii/papers", NULL, NULL, 0 },
	{ "is called by its path", both, COUNT(both), "", MENU,
	    "0/section\t/section\t", '1' },
	{ "what names its charset keeps it", both, COUNT(both), "a.html",
	    "text/html; charset=utf-8", "<p>\u00e9\n", 'h' },
	{ "gemtext is UTF-8", both, COUNT(both), "about.gmi", GEMTEXT,
	    "In caf\u00e9s of \u0141\u00f3d\u017a.\r\n", '0' },
	{ "rule 27 ASCII", both, COUNT(both), "ascii/about", OF_ASCII,
	    "In cafes of Lodz.\r\n", '0' },
	{ "home leads there", both, COUNT(both), "", MENU,
	    "1This page in plain ASCII\t/ascii\texample.org\t70\r\n", '1' },
	{ "its links stay there", both, COUNT(both), "ascii", MENU,
	    "0About\t/ascii/about\texample.org\t70\r\n", '1' },
	{ "to files as well", both, COUNT(both), "ascii/links", MENU,
	    "0Notes\t/ascii/n.txt\texample.org\t70\r\n", '1' },
	{ "which are spelled", both, COUNT(both), "ascii/n.txt", OF_ASCII,
	    "Naive\r\n", '0' },
	{ "if they need to be", both, COUNT(both), "ascii/p.txt", NULL, NULL,
	    0 },
	{ "else led to themselves", both, COUNT(both), "ascii/links", MENU,
	    "0Plain\t/p.txt\texample.org\t70\r\n", '1' },
	{ "if they can be", both, COUNT(both), "ascii/zh.txt", NULL, NULL,
	    0 },
	{ "as pages", both, COUNT(both), "ascii/section", NULL, NULL, 0 },
	{ "led to themselves", both, COUNT(both), "ascii", MENU,
	    "0/section\t/section\t", '1' },
	{ "the search stays there", both, COUNT(both), "ascii", MENU,
	    "7Search these pages\t/ascii/search\texample.org\t70\r\n", '1' },
	{ "a feed is one", both, COUNT(both), "ascii/atom.xml", NULL, NULL,
	    0 },
	{ "the way back", both, COUNT(both), "ascii", MENU,
	    "1This page in its usual form\t/\texample.org\t70\r\n", '1' },
	{ "from a page", both, COUNT(both), "ascii/links", MENU,
	    "1This page in its usual form\t/links\texample.org\t70\r\n",
	    '1' },
	{ "not below /ascii", taken, COUNT(taken), "ascii/about", NULL, NULL,
	    0 },
	{ "at it is a list of what is there", taken, COUNT(taken), "ascii",
	    MENU, "0art.txt", '1' },
	{ "what is there is served", taken, COUNT(taken), "ascii/art.txt",
	    UTF8, "+-+\r\n", '0' },
};

static void
pages_and_files_have_forms(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct loaded l;
		struct resource r;
		bool found;

		load(&l, rows[i].files, rows[i].count);
		found = image_find(&l.image, VIEW_GOPHER,
		    str_of(rows[i].key), &r);
		check_row(found == (rows[i].media != NULL), rows[i].why);
		if (found) {
			assert_str(r.media, str_of(rows[i].media));
			check_row(str_find(r.body, str_of(rows[i].has)) <
				      r.body.len,
			    rows[i].why);
			check_row(r.item == rows[i].item, rows[i].why);
		}
		unload(&l);
	}
}

static bool
leads_back(struct str body)
{
	return str_find(body, STR("This page in its usual form")) < body.len;
}

/* Nothing of this is on Gemini, and a page does not lead to itself. */
static void
only_other_forms_lead_back(void **state)
{
	struct loaded l;

	(void)state;
	load(&l, both, COUNT(both));
	for (uint32_t i = 0; i < l.image.resources; i++) {
		struct resource r;
		struct str key;
		enum view v;
		bool other;

		image_at(&l.image, i, &v, &key, &r);
		other = str_starts(key, STR("ascii")) ||
			str_ends(key, STR(".gmi"));
		if (v == VIEW_GEMINI || !other)
			check_row(!leads_back(r.body), key.at);
		else if (r.item == '1' || !str_starts(key, STR("ascii")))
			check_row(leads_back(r.body), key.at);
		if (v == VIEW_GOPHER && str_starts(key, STR("ascii")))
			check_row(str_is_ascii(r.body), key.at);
	}
	unload(&l);
}

static const struct {
	const char *why;
	const char *text; /* of the header */
	enum charset charset;
	bool ascii;
	const char *code; /* of the finding */
} facts[] = {
	{ "nothing said", "", CHARSET_UTF8, false, NULL },
	{ "Latin-1", "Charset: latin1\n", CHARSET_LATIN1, false, NULL },
	{ "its registered name", "Charset: ISO-8859-1\n", CHARSET_LATIN1,
	    false, NULL },
	{ "ASCII", "Charset: ascii\n", CHARSET_ASCII, false, NULL },
	{ "UTF-8", "Charset: UTF-8\nASCII: no\n", CHARSET_UTF8, false, NULL },
	{ "a tree", "ASCII: Yes\n", CHARSET_UTF8, true, NULL },
	{ "unknown", "Charset: KOI8-R\n", CHARSET_UTF8, false,
	    "bad-charset" },
	{ "no answer", "ASCII: please\n", CHARSET_UTF8, false, "bad-ascii" },
	{ "misspelled", "Chraset: UTF-8\n", CHARSET_UTF8, false,
	    "unknown-key" },
};

static void
the_image_knows_what_was_asked_for(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(facts); i++) {
		struct memory_file file = { .path = STR("profile.txt") };
		struct arena a;
		struct loaded l;
		const struct diag *d;

		arena_init(&a);
		file.bytes = arena_printf(&a, FIELDS "%s" ABOUT,
		    facts[i].text);
		load(&l, &file, 1);
		d = l.diags.first;
		check_row(l.image.charset == facts[i].charset, facts[i].why);
		check_row(l.image.ascii == facts[i].ascii, facts[i].why);
		check_row((d != NULL) == (facts[i].code != NULL),
		    facts[i].why);
		if (d != NULL) {
			assert_string_equal(d->code, facts[i].code);
			assert_int_equal(d->at.line, 3);
		}
		unload(&l);
		arena_release(&a);
	}
}

/* As the owner of a host says it. */
static const struct {
	const char *why;
	struct memory_file file;
	enum charset charset;
	bool ascii;
} hosted[] = {
	{ "O-38 a capsule without a profile",
	    FILE_OF("index.gmi", "# Zo\u00eb\n"), CHARSET_LATIN1, true },
	{ "a profile that says nothing of it", PROFILE(""), CHARSET_LATIN1,
	    true },
	{ "the profile goes first", PROFILE("Charset: UTF-8\nASCII: no\n"),
	    CHARSET_UTF8, false },
	{ "even if it is misspelled", PROFILE("Charset: x\nASCII: x\n"),
	    CHARSET_UTF8, false },
};

static void
a_host_decides_where_the_profile_does_not(void **state)
{
	const struct policy policy = { .charset = CHARSET_LATIN1,
		.ascii = true };

	(void)state;
	for (size_t i = 0; i < COUNT(hosted); i++) {
		const struct memory_folder m = { .files = &hosted[i].file,
			.count = 1 };
		struct resource r;
		struct loaded l;

		load_policy(&l, &m, &policy);
		assert_true(l.built);
		check_row(l.image.charset == hosted[i].charset, hosted[i].why);
		check_row(l.image.ascii == hosted[i].ascii, hosted[i].why);
		check_row(image_find(&l.image, VIEW_GOPHER, STR("ascii"),
			      &r) == hosted[i].ascii,
		    hosted[i].why);
		assert_true(image_find(&l.image, VIEW_GOPHER, STR(""), &r));
		check_row((str_find(r.body, STR("Zo\xeb")) < r.body.len) ==
			      (hosted[i].charset == CHARSET_LATIN1),
		    hosted[i].why);
		unload(&l);
	}
}

static void
what_is_in_the_way_is_said_once(void **state)
{
	struct loaded l;

	(void)state;
	load(&l, taken, COUNT(taken));
	assert_false(l.image.ascii);
	assert_int_equal(l.diags.count[DIAG_WARNING], 1);
	assert_string_equal(l.diags.first->code, "ascii-taken");
	assert_str(l.diags.first->at.file, STR("ascii/art.txt"));
	unload(&l);
}

/* Rule 34: what is not there is not spoken of. */
static void
crawlers_are_kept_from_the_trees_that_there_are(void **state)
{
	static const struct {
		struct memory_file files[2];
		const char *robots;
	} kept[] = {
		{ { PROFILE(ASCII "Robots: not /about\n") },
		    "User-agent: *\r\nDisallow: /about\r\n"
		    "Disallow: /ascii/about\r\n" },
		{ { PROFILE(ASCII "Robots: not /about\n"),
		      FILE_OF("ascii/art.txt", "+-+\n") },
		    "User-agent: *\r\nDisallow: /about\r\n" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(kept); i++) {
		struct loaded l;

		load(&l, kept[i].files, COUNT(kept[i].files));
		assert_str(body_at(&l, VIEW_GOPHER, STR("/robots.txt")),
		    str_of(kept[i].robots));
		unload(&l);
	}
}

static const struct zone zones[] = {
	{ STR_INIT("/about"), false },
	{ STR_INIT("/ascii/links"), false },
};

static const struct path_rule rules[] = {
	{ 52, STR_INIT("/about"), STR_INIT("Gone") },
	{ 52, STR_INIT("/n.*"), STR_INIT("Gone") },
};

static const struct policy zoned = { .zones = zones, .zone_count = 2 };
static const struct policy ruled = { .rules = rules, .rule_count = 2 };

static const struct {
	const char *why;
	const struct policy *policy;
	const char *key;
	bool there;
} decided[] = {
	{ "O-55 a zone", &zoned, "about", false },
	{ "O-55 in every tree", &zoned, "about.gmi", false },
	{ "O-55 in every tree", &zoned, "ascii/about", false },
	{ "O-55 a form that a zone covers", &zoned, "ascii/links", false },
	{ "beside that", &zoned, "links.gmi", true },
	{ "what a rule answers has one form", &ruled, "about.gmi", false },
	{ "what a rule answers has one form", &ruled, "ascii/about", false },
	{ "a file as well", &ruled, "ascii/n.txt", false },
	{ "beside that", &ruled, "ascii/links", true },
};

static void
a_policy_holds_for_every_form(void **state)
{
	const struct memory_folder m = { .files = both, .count = COUNT(both) };

	(void)state;
	for (size_t i = 0; i < COUNT(decided); i++) {
		struct loaded l;
		struct resource r;

		load_policy(&l, &m, decided[i].policy);
		assert_true(l.built);
		check_row(image_find(&l.image, VIEW_GOPHER,
			      str_of(decided[i].key), &r) == decided[i].there,
		    decided[i].why);
		unload(&l);
	}
}

static void
check_search(const struct loaded *l, struct str key, size_t page,
    enum tree tree)
{
	struct shelf shelf = { .image = &l->image };
	struct found found;

	shelf.search = search_open(l->image.search);
	assert_non_null(shelf.search);
	assert_true(shelf_find(&shelf, VIEW_GOPHER, key, &found));
	assert_int_equal(found.search, page);
	assert_int_equal(found.tree, tree);
	search_close(shelf.search);
}

static void
the_search_is_in_both_trees(void **state)
{
	struct shelf shelf = { 0 };
	struct found found;
	struct loaded l;

	(void)state;
	load(&l, both, COUNT(both));
	check_search(&l, STR("search"), 1, TREE_MAIN);
	check_search(&l, STR("ascii/search"), 1, TREE_ASCII);
	check_search(&l, STR("ascii/search/2"), 2, TREE_ASCII);
	shelf.image = &l.image;
	assert_false(
	    shelf_find(&shelf, VIEW_GEMINI, STR("/ascii/search"), &found));
	unload(&l);
	load(&l, usual, COUNT(usual));
	shelf.search = search_open(l.image.search);
	assert_false(
	    shelf_find(&shelf, VIEW_GOPHER, STR("ascii/search"), &found));
	search_close(shelf.search);
	unload(&l);
}

static const struct {
	const char *why;
	enum tree tree;
	const char *words;
	const char *has;
} finds[] = {
	{ "Latin-1 in and out", TREE_MAIN, "caf\xe9s", "iWords: caf\xe9s\t" },
	{ "a page", TREE_MAIN, "cafes", "0About\t/about\texample.org\t70\r\n" },
	{ "what it cannot spell stays", TREE_MAIN, "\u5e8a\u524d",
	    "0\u8bd7\t/section\t" },
	{ "in ASCII", TREE_ASCII, "caf\xe9s", "iWords: cafes\t" },
	{ "it stays in its tree", TREE_ASCII, "cafes",
	    "0About\t/ascii/about\texample.org\t70\r\n" },
	{ "a file of it", TREE_ASCII, "naive",
	    "0n.txt\t/ascii/n.txt\texample.org\t70\r\n" },
	{ "what is in none, without a row of question marks", TREE_ASCII,
	    "\u5e8a\u524d",
	    "0/section\t/section\texample.org\t70\r\n"
	    "i\t\tnull.host\t1\r\n7" },
	{ "to search again", TREE_ASCII, "x",
	    "7Search again\t/ascii/search\texample.org\t70\r\n" },
	{ "to go home", TREE_ASCII, "x",
	    "1Home\t/ascii\texample.org\t70\r\n" },
	{ "to leave it", TREE_ASCII, "caf\u00e9 x",
	    "1Home\t/ascii\texample.org\t70\r\n"
	    "1This page in its usual form\t/search/1?caf%C3%A9%20x\t" },
};

static void
what_is_found_is_in_the_tree_of_the_search(void **state)
{
	struct loaded l;
	struct shelf shelf = { .image = &l.image };

	(void)state;
	load(&l, both, COUNT(both));
	shelf.search = search_open(l.image.search);
	for (size_t i = 0; i < COUNT(finds); i++) {
		const struct found asked = { 1, finds[i].tree, { 0 } };
		struct buf page;

		buf_init(&page);
		check_row(results_write(&page, &shelf, VIEW_GOPHER, &asked,
			      str_of(finds[i].words)),
		    finds[i].why);
		check_row(str_find(buf_str(&page), str_of(finds[i].has)) <
			      page.len,
		    finds[i].why);
		buf_release(&page);
	}
	search_close(shelf.search);
	unload(&l);
}

static const struct {
	const char *why;
	const struct memory_file *files;
	size_t count;
	const char *path;
	const char *want;
} usuals[] = {
	{ "rule 29 a page in ASCII", both, COUNT(both), "/ascii/about",
	    "/about" },
	{ "the home page", both, COUNT(both), "/ascii", "/" },
	{ "with a slash", both, COUNT(both), "/ascii/", "/" },
	{ "a file", both, COUNT(both), "/ascii/n.txt", "/n.txt" },
	{ "a page as gemtext", both, COUNT(both), "/about.gmi", "/about" },
	{ "the home page", both, COUNT(both), "/index.gmi", "/" },
	{ "no form", both, COUNT(both), "/asciiart", "/asciiart" },
	{ "nothing", both, COUNT(both), "/none.gmi", "/none.gmi" },
	{ "itself", both, COUNT(both), "/about", "/about" },
	{ "a file of the author's", usual, COUNT(usual), "/links.gmi",
	    "/links.gmi" },
	{ "no such tree", taken, COUNT(taken), "/ascii/art.txt",
	    "/ascii/art.txt" },
};

static void
forms_have_a_usual_path(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(usuals); i++) {
		struct loaded l;
		struct shelf shelf = { .image = &l.image };

		load(&l, usuals[i].files, usuals[i].count);
		check_row(str_eq(shelf_usual_path(&shelf,
				     str_of(usuals[i].path)),
			      str_of(usuals[i].want)),
		    usuals[i].why);
		unload(&l);
	}
}

/* Where nothing else is elsewhere, as with Gopher alone. */
static void
the_heading_stands_above_forms_alone(void **state)
{
	struct arena a;
	struct doc *doc;

	(void)state;
	arena_init(&a);
	doc = doc_new(&a, STR("/"), STR("Home"), STR("en"));
	doc->elsewhere = doc_add(&a, doc, BLOCK_HEADING, STR("Elsewhere"));
	doc->elsewhere->views = 0;
	doc->trees = 1u << TREE_MAIN;
	forms_add(&a, doc);
	assert_int_equal(doc->elsewhere->views, 0);
	assert_null(doc->elsewhere->next);
	doc->trees |= 1u << TREE_GEMTEXT;
	forms_add(&a, doc);
	assert_int_equal(doc->elsewhere->views, 1u << VIEW_GOPHER);
	assert_str(doc->last->text, STR("This page as gemtext"));
	assert_int_equal(doc->last->views, 1u << VIEW_GOPHER);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages_and_files_have_forms),
		cmocka_unit_test(only_other_forms_lead_back),
		cmocka_unit_test(the_image_knows_what_was_asked_for),
		cmocka_unit_test(a_host_decides_where_the_profile_does_not),
		cmocka_unit_test(what_is_in_the_way_is_said_once),
		cmocka_unit_test(
		    crawlers_are_kept_from_the_trees_that_there_are),
		cmocka_unit_test(forms_have_a_usual_path),
		cmocka_unit_test(the_heading_stands_above_forms_alone),
		cmocka_unit_test(a_policy_holds_for_every_form),
		cmocka_unit_test(the_search_is_in_both_trees),
		cmocka_unit_test(what_is_found_is_in_the_tree_of_the_search),
	};

	return cmocka_run_group_tests_name("trees", tests, NULL, NULL);
}
