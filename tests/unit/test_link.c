/* SPDX-License-Identifier: ISC */
#include "site/link.h"

#include "unit/memory_folder.h"
#include "unit/unit.h"

/* Pages /, /about (a text) and /log (a menu), and these files. */
static const struct memory_file served[] = {
	{ .path = STR_INIT("about"), .bytes = STR_INIT("hidden by a page") },
	{ .path = STR_INIT("files/a b.pdf"), .bytes = STR_INIT("%PDF") },
	{ .path = STR_INIT("files/100%.txt"), .bytes = STR_INIT("100") },
	{ .path = STR_INIT("files/caf\xc3\xa9.png"), .bytes = STR_INIT("p") },
	{ .path = STR_INIT("notes/index.gmi"), .bytes = STR_INIT("# N\n") },
};

static const struct feeds no_feeds = { { NULL } };

struct fixture_site {
	struct arena arena;
	struct diags diags;
	struct files files;
	struct doc *docs;
};

static int
set_up(void **state)
{
	static struct fixture_site f;
	const struct memory_folder m = { .files = served, .count = 5 };
	const struct folder folder = memory_folder(&m);

	arena_init(&f.arena);
	diags_init(&f.diags, &f.arena);
	assert_true(files_find(&f.files, &folder, false, NULL, NULL, &f.arena,
	    &f.diags));
	f.docs = doc_new(&f.arena, STR("/"), STR("Home"), STR("en"));
	f.docs->menu = true;
	f.docs->next = doc_new(&f.arena, STR("/about"), STR("A"), STR("en"));
	f.docs->next->menu = false;
	f.docs->next->next =
	    doc_new(&f.arena, STR("/log"), STR("Log"), STR("en"));
	f.docs->next->next->menu = true;
	*state = &f;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture_site *f = *state;

	arena_release(&f->arena);
	return 0;
}

static const struct {
	const char *why;
	struct str target;
	struct str want;
	char item;
} good[] = {
	{ "a file", STR_INIT("/files/a%20b.pdf"), STR_INIT("/files/a b.pdf"),
	    '9' },
	{ "a file as its author writes it", STR_INIT("files/a b.pdf"),
	    STR_INIT("/files/a b.pdf"), '9' },
	{ "X-04 decoded once", STR_INIT("files/100%25.txt"),
	    STR_INIT("/files/100%.txt"), '0' },
	{ "a percent sign that begins nothing", STR_INIT("files/100%.txt"),
	    STR_INIT("/files/100%.txt"), '0' },
	{ "a name that is not ASCII", STR_INIT("files/caf\xc3\xa9.png"),
	    STR_INIT("/files/caf\xc3\xa9.png"), 'I' },
	{ "the root", STR_INIT("/"), STR_INIT("/"), '1' },
	{ "a page that is a text", STR_INIT("about"), STR_INIT("/about"),
	    '0' },
	{ "a page that is a menu", STR_INIT("/log"), STR_INIT("/log"), '1' },
	{ "a page as a folder", STR_INIT("/log/"), STR_INIT("/log"), '1' },
	{ "a folder with an index", STR_INIT("notes"), STR_INIT("/notes/"),
	    '0' },
	{ "a folder with its slash", STR_INIT("/notes/"),
	    STR_INIT("/notes/"), '0' },
	{ "G-47 dot segments", STR_INIT("./notes/../log"), STR_INIT("/log"),
	    '1' },
	{ "G-49 empty segments", STR_INIT("/notes//index.gmi"),
	    STR_INIT("/notes/index.gmi"), '0' },
	{ "a fragment is the reader's", STR_INIT("/log#today"),
	    STR_INIT("/log"), '1' },
	{ "a URL", STR_INIT("https://example.org/a?b#c"),
	    STR_INIT("https://example.org/a?b#c"), 'h' },
	{ "an IRI", STR_INIT("https://example.org/caf\xc3\xa9"),
	    STR_INIT("https://example.org/caf%C3%A9"), 'h' },
	{ "mail", STR_INIT("mailto:a@example.org"),
	    STR_INIT("mailto:a@example.org"), 'h' },
	{ "a scheme in capitals", STR_INIT("GEMINI://example.org/"),
	    STR_INIT("GEMINI://example.org/"), 'h' },
};

static void
links_that_lead_somewhere(void **state)
{
	struct fixture_site *f = *state;

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		struct block *b = doc_add_link(&f->arena, f->docs,
		    good[i].target, STR("label"));

		link_docs(&f->arena, f->docs, &f->files, &no_feeds, &f->diags);
		check_row(b->kind == BLOCK_LINK, good[i].why);
		check_row(str_eq(b->target, good[i].want), good[i].why);
		check_row(b->item == good[i].item, good[i].why);
		check_row(f->diags.first == NULL, good[i].why);
	}
}

static const struct {
	const char *why;
	struct str target;
	const char *code;
	struct str text;
} bad[] = {
	{ "no such file", STR_INIT("files/x.pdf"), "missing-file",
	    STR_INIT("no page or file at /files/x.pdf") },
	{ "X-04 decoded twice it would be there",
	    STR_INIT("files/a%2520b.pdf"), "missing-file",
	    STR_INIT("no page or file at /files/a%20b.pdf") },
	{ "a folder without an index", STR_INIT("files"), "missing-file",
	    STR_INIT("no page or file at /files") },
	{ "a query", STR_INIT("log?all"), "missing-file",
	    STR_INIT("no page or file at log?all") },
	{ "mail without scheme", STR_INIT("a@example.org"), "missing-file",
	    STR_INIT("no page or file at /a@example.org; for mail write"
		     " mailto: in front") },
	{ "web without scheme", STR_INIT("www.example.org"), "missing-file",
	    STR_INIT("no page or file at /www.example.org; for a web site"
		     " write https:// in front") },
	{ "G-48 above the root", STR_INIT("../secret"), "bad-link",
	    STR_INIT("../secret is no path within the capsule") },
	{ "G-46 an encoded slash", STR_INIT("files%2fa b.pdf"), "bad-link",
	    STR_INIT("files%2fa b.pdf is no path within the capsule") },
	{ "T-24 script", STR_INIT("javascript:alert(1)"), "bad-link",
	    STR_INIT("readers cannot follow javascript: links") },
	{ "T-24 data", STR_INIT("data:text/plain,x"), "bad-link",
	    STR_INIT("readers cannot follow data: links") },
	{ "X-17 a network path", STR_INIT("//example.org/"), "bad-link",
	    STR_INIT("write the scheme, such as https:, in front of"
		     " //example.org/") },
	{ "no host", STR_INIT("https:example.org"), "bad-link",
	    STR_INIT("no host name in https:example.org") },
	{ "a port that is none", STR_INIT("https://example.org:99999/"),
	    "bad-link",
	    STR_INIT("\"https://example.org:99999/\" is neither a URL nor a"
		     " path") },
	{ "nothing", { NULL, 0 }, "bad-link",
	    STR_INIT("\"\" is neither a URL nor a path") },
};

static void
links_that_lead_nowhere_become_text(void **state)
{
	struct fixture_site *f = *state;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct block *b = doc_add_link(&f->arena, f->docs,
		    bad[i].target, STR("label"));
		const struct diag *d;

		b->at = (struct place){ STR("profile.txt"), i + 1, 3 };
		diags_init(&f->diags, &f->arena);
		link_docs(&f->arena, f->docs, &f->files, &no_feeds, &f->diags);
		d = f->diags.first;
		check_row(b->kind == BLOCK_TEXT, bad[i].why);
		check_row(str_starts(b->text, STR("label")), bad[i].why);
		check_row(str_ends(b->text, bad[i].target), bad[i].why);
		check_row(d != NULL && d->next == NULL, bad[i].why);
		assert_str(d->text, bad[i].text);
		assert_string_equal(d->code, bad[i].code);
		assert_int_equal(d->level, DIAG_WARNING);
		assert_int_equal(d->at.line, i + 1);
		assert_int_equal(d->at.column, 3);
	}
}

static void
a_label_that_has_the_target_is_not_doubled(void **state)
{
	struct fixture_site *f = *state;
	struct block *b = doc_add_link(&f->arena, f->docs->next,
	    STR("files/x.pdf"), STR("files/x.pdf (2 MB)"));

	b->nav = true;
	link_docs(&f->arena, f->docs, &f->files, &no_feeds, &f->diags);
	assert_str(b->text, STR("files/x.pdf (2 MB)"));
	assert_false(b->nav);
}

static void
a_link_on_two_pages_is_one_finding(void **state)
{
	struct fixture_site *f = *state;

	for (struct doc *doc = f->docs; doc != NULL; doc = doc->next)
		doc_add_link(&f->arena, doc, STR("files/x.pdf"), STR("X"))->at =
		    (struct place){ STR("profile.txt"), 3, 1 };
	link_docs(&f->arena, f->docs, &f->files, &no_feeds, &f->diags);
	assert_int_equal(f->diags.count[DIAG_WARNING], 1);
}

/* T-24: whoever has one has many. */
static void
a_scheme_that_nobody_follows_is_one_finding(void **state)
{
	static const struct str targets[] = {
		STR_INIT("ipfs://a"),
		STR_INIT("IPFS://b"),
		STR_INIT("hyper://c"),
	};
	struct fixture_site *f = *state;

	for (size_t i = 0; i < 3; i++)
		doc_add_link(&f->arena, f->docs, targets[i], STR("X"))->at =
		    (struct place){ STR("profile.txt"), i + 1, 1 };
	link_docs(&f->arena, f->docs, &f->files, &no_feeds, &f->diags);
	assert_int_equal(f->diags.count[DIAG_WARNING], 2);
	assert_int_equal(f->diags.first->at.line, 1);
	assert_int_equal(f->diags.first->next->at.line, 3);
}

/* As many as the page or file itself has; the search as many as there are. */
static void
links_know_the_trees_of_their_target(void **state)
{
	const unsigned usual = 1u << TREE_MAIN;
	const unsigned all = usual | 1u << TREE_ASCII | 1u << TREE_GEMTEXT;
	struct fixture_site *f = *state;
	struct doc *doc = f->docs;
	struct block *about, *log, *file, *search, *url;

	doc->next->trees = all;
	doc->next->next->trees = usual;
	for (struct file *at = f->files.first; at != NULL; at = at->next)
		at->trees = usual | 1u << TREE_ASCII;
	about = doc_add_link(&f->arena, doc, STR("about"), STR("A"));
	log = doc_add_link(&f->arena, doc, STR("log"), STR("L"));
	file = doc_add_link(&f->arena, doc, STR("files/a b.pdf"), STR("F"));
	search = doc_add_link(&f->arena, doc, STR("search"), STR("S"));
	url = doc_add_link(&f->arena, doc, STR("https://e.org/"), STR("U"));
	link_docs(&f->arena, doc, &f->files, &no_feeds, &f->diags);
	assert_int_equal(about->trees, all);
	assert_int_equal(log->trees, usual);
	assert_int_equal(file->trees, usual | 1u << TREE_ASCII);
	assert_int_equal(search->trees, usual | 1u << TREE_ASCII);
	assert_int_equal(url->trees, 0);
	doc->next->trees = usual;
	link_docs(&f->arena, doc, &f->files, &no_feeds, &f->diags);
	assert_int_equal(search->trees, usual);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(links_that_lead_somewhere,
		    set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    links_that_lead_nowhere_become_text, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    a_label_that_has_the_target_is_not_doubled, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(
		    a_link_on_two_pages_is_one_finding, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    a_scheme_that_nobody_follows_is_one_finding, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(
		    links_know_the_trees_of_their_target, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("link", tests, NULL, NULL);
}
