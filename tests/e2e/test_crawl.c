/* SPDX-License-Identifier: ISC */
/*
 * Nothing in a capsule leads nowhere, over either protocol.
 */
#include "e2e/crawl.h"
#include "e2e/program.h"
#include "e2e/start.h"

/* Public ports of an image, not those that it is served at here (O-14). */
#define GEMINI_PUBLIC 11965
#define GOPHER_PUBLIC 11070

static size_t
count_pages(const struct crawl *c, enum view v)
{
	size_t count = 0;

	for (const struct visit *at = c->first; at != NULL; at = at->next)
		count += at->view == v && at->status == 20 && visit_is_page(at);
	return count;
}

static void
crawl_copy(const struct server *s, size_t pages_min)
{
	const struct site site = site_of_server(s);
	struct crawl c;

	crawl_run(&c, &site);
	assert_true(count_pages(&c, VIEW_GEMINI) >= pages_min);
	assert_true(count_pages(&c, VIEW_GOPHER) >= pages_min);
	crawl_release(&c);
}

/* Of the sample capsule, the home page in each language, and a section. */
static void
m02_pages_say_their_language(void **state)
{
	static const struct {
		const char *path;
		struct str head;
	} pages[] = {
		{ "/", STR_INIT("20 text/gemini; charset=utf-8; lang=en\r\n") },
		{ "/zh", STR_INIT("20 text/gemini; charset=utf-8; "
				  "lang=zh-Hans\r\n") },
		{ "/zh/research", STR_INIT("20 text/gemini; charset=utf-8; "
					   "lang=zh-Hans\r\n") },
		{ "/publications/mirage",
		    STR_INIT("20 text/gemini; charset=utf-8; lang=en\r\n") },
	};
	const struct site site = site_of_server(*state);
	struct arena a;

	arena_init(&a);
	for (size_t i = 0; i < COUNT(pages); i++) {
		struct str url = arena_printf(&a, "gemini://localhost:%u%s",
		    site.port[VIEW_GEMINI], pages[i].path);
		struct str reply = site.ask(&site, VIEW_GEMINI, url, &a);

		check_row(str_starts(reply, pages[i].head), pages[i].path);
	}
	arena_release(&a);
}

static void
o28_t18_the_sample_capsule(void **state)
{
	crawl_copy(*state, 14);
}

static void
o28_t18_a_raw_page(void **state)
{
	crawl_copy(*state, 4);
}

static const struct source sources[] = {
	{ "profile.txt",
	    "Name: Ada Lovelace\n"
	    "Email: ada@example.org\n"
	    "Homepage: https://example.org/~ada?a=b&c=d\n"
	    "\n"
	    "# About\n"
	    "I write programs for a machine that is not built.\n"
	    "=> dot.png A dot\n"
	    "=> /100%25%20of%20gr\u00f6\u00dfe.txt How large\n"
	    "=> notes Notes\n"
	    "=> notes/deep.txt\n"
	    "=> ./notes/../lines.txt Lines\n"
	    "\n"
	    "# Talks\n"
	    "* On the engine\n"
	    "=> papers.bib The papers\n"
	    "=> /nosuffix What it is, its first bytes tell\n"
	    "=> https://example.org/a?b=c&d The web\n"
	    "=> mailto:ada@example.org\n"
	    "=> gopher://example.org/1/engines%20all A hole\n"
	    "=> gopher://example.org:7070/7/find Search\n"
	    "=> finger://example.org/ada Plan\n"
	    "=> gemini://localhost:11965/about/ About, the long way\n"
	    "=> gopher://localhost:11070/0/lines.txt Lines, the long way\n"
	    "\n"
	    "# Doubtful\n"
	    "=> nowhere.txt Nowhere\n"
	    "=> ../outside Outside\n"
	    "=> javascript:alert(1) Click\n"
	    "=> http:// Empty\n"
	    "=> ada@example.org Mail\n"
	    "=> //example.org/x Without\n"
	    "=> profile.txt The source\n"
	    "=> .hidden Hidden\n" },
	{ "notes/index.gmi", "# Notes\n\n"
			     "=> deep.txt Deep\n"
			     "=> ../talks/ Talks\n"
			     "=> / Home\n" },
	{ "notes/deep.txt", "Deep.\n.\n..\n" },
	{ "100% of gr\u00f6\u00dfe.txt", "A hundred." },
	{ "papers.bib", "@article{lovelace, title = {Notes}}\n" },
	{ "lines.txt", "One.\r\n.\r\n\r\nTwo.\r\n" },
	{ ".hidden", "Hidden.\n" },
};

/* All that makes pages, and all that is made without being written. */
static const struct source full[] = {
	{ "profile.txt",
	    "Name: Ada Lovelace\n"
	    "Email: ada@example.org\n"
	    "Key: key.asc\n"
	    "Icon: \U0001f98a\n"
	    "ASCII: yes\n"
	    "Robots: not archiver\n"
	    "Security-Contact: ada@example.org\n"
	    "Source: yes\n"
	    "\n"
	    "# Education\n"
	    "* 1835 Lessons in mathematics, At home\n"
	    "\n"
	    "# Log\n"
	    "On the \u201cMoteur\u201d of M\u00e9nabr\u00e9a.\n" },
	{ "key.asc", "A key.\n" },
	{ "publications.bib",
	    "@article{notes, title={Notes}, year=1843}\n" },
	{ "pages/uses.txt", "# Uses\n* Pen and paper\n=> /log The log\n" },
	{ "pages/deep/er.txt", "# Deeper\nText.\n" },
	{ "log/1843-07-10-bernoulli.txt", "# Numbers\nSee [@notes].\n" },
	{ "log/1843-08-01-sketch.txt", "# Sketch\nDone.\n" },
	{ "log/1843-09-01-more.gmi", "# More\n\n=> / Home\n" },
};

static const char *const made[] = { "/cv", "/contact", "/sitemap", "/log",
	"/source/profile.txt", "/uses", "/deep/er", "/log/bernoulli",
	"/log/sketch", "/log/1843-09-01-more.gmi", "/publications/notes.bib",
	"/key.asc" };

/* What programs ask for, and not all menus lead to. */
static const struct {
	const char *path;
	struct str head;
} asked[] = {
	{ "/robots.txt", STR_INIT("20 text/plain") },
	{ "/favicon.txt", STR_INIT("20 text/plain") },
	{ "/.well-known/security.txt", STR_INIT("20 text/plain") },
	{ "/cv.txt", STR_INIT("20 text/plain") },
	{ "/resume.json", STR_INIT("20 application/json") },
};

static int
setup_full(void **state)
{
	static struct server s;

	server_make(&s, full, COUNT(full));
	server_start(&s);
	*state = &s;
	return 0;
}

static void
o28_t18_pages_that_are_made(void **state)
{
	const struct site site = site_of_server(*state);
	struct arena a;
	struct crawl c;

	arena_init(&a);
	crawl_run(&c, &site);
	for (size_t i = 0; i < COUNT(made); i++) {
		struct str path = str_of(made[i]);

		check_row(crawl_find(&c, VIEW_GEMINI, path), made[i]);
		check_row(crawl_find(&c, VIEW_GOPHER, path), made[i]);
	}
	for (size_t i = 0; i < COUNT(asked); i++) {
		struct str url = arena_printf(&a, "gemini://localhost:%u%s",
		    site.port[VIEW_GEMINI], asked[i].path);
		struct str reply = site.ask(&site, VIEW_GEMINI, url, &a);

		check_row(str_starts(reply, asked[i].head), asked[i].path);
		reply = site.ask(&site, VIEW_GOPHER, str_of(asked[i].path), &a);
		check_row(reply.len > 0 && !str_starts(reply, STR("3")),
		    asked[i].path);
	}
	crawl_release(&c);
	arena_release(&a);
}

/* Pages of that capsule, which Gopher has in three forms. */
static const char *const forms[] = { "/ascii", "/index.gmi", "/ascii/cv",
	"/cv.gmi", "/ascii/contact", "/contact.gmi", "/ascii/sitemap",
	"/sitemap.gmi", "/ascii/log", "/log.gmi", "/ascii/uses", "/uses.gmi",
	"/ascii/deep/er", "/deep/er.gmi", "/ascii/log/bernoulli",
	"/log/bernoulli.gmi", "/ascii/publications/notes",
	"/publications/notes.gmi", "/ascii/source/profile.txt" };

static void
o28_forms_of_pages(void **state)
{
	const struct site site = site_of_server(*state);
	struct crawl c;

	crawl_run(&c, &site);
	for (size_t i = 0; i < COUNT(forms); i++) {
		struct str path = str_of(forms[i]);

		check_row(crawl_find(&c, VIEW_GOPHER, path), forms[i]);
		check_row(!crawl_find(&c, VIEW_GEMINI, path), forms[i]);
	}
	for (const struct visit *v = c.first; v != NULL; v = v->next)
		if (str_starts(v->path, STR("/ascii")))
			check_row(str_is_ascii(v->body), v->path.at);
	crawl_release(&c);
}

/* Where they are to be found, and two that setup() adds. */
static const char *const paths[] = { "/dot.png", "/nosuffix", "/notes/",
	"/notes/deep.txt", "/100% of gr\u00f6\u00dfe.txt", "/papers.bib",
	"/lines.txt" };

static const char *const findings[] = {
	"26:1: warning: no page or file at /nowhere.txt [missing-file]",
	"27:1: warning: ../outside is no path within the capsule [bad-link]",
	"28:1: warning: readers cannot follow javascript: links [bad-link]",
	"29:1: warning: no host name in http:// [bad-link]",
	"30:1: warning: no page or file at /ada@example.org; for mail write"
	" mailto: in front [missing-file]",
	"31:1: warning: write the scheme, such as https:, in front of"
	" //example.org/x [bad-link]",
	"32:1: warning: no page or file at /profile.txt [missing-file]",
	"33:1: warning: no page or file at /.hidden [missing-file]",
};

/* A capsule with links of every kind, served as an image. */
static int
setup_image(void **state)
{
	static struct server s;

	server_make(&s, sources, COUNT(sources));
	must_run("cd %s/capsule &&"
		 " printf '\\211PNG\\r\\n\\032\\n\\000.\\n' >dot.png &&"
		 " printf '\\037\\213\\010\\000.\\r\\n' >nosuffix",
	    s.folder);
	server_start_image(&s, "--gemini-port 11965 --gopher-port 11070");
	*state = &s;
	return 0;
}

static struct site
site_of_image(const struct server *s)
{
	struct site site = site_of_server(s);

	site.port[VIEW_GEMINI] = GEMINI_PUBLIC;
	site.port[VIEW_GOPHER] = GOPHER_PUBLIC;
	return site;
}

static void
o28_t18_every_file_is_reached(void **state)
{
	const struct site site = site_of_image(*state);
	struct crawl c;

	crawl_run(&c, &site);
	for (size_t i = 0; i < COUNT(paths); i++) {
		struct str path = str_of(paths[i]);

		check_row(crawl_find(&c, VIEW_GEMINI, path), paths[i]);
		/* On Gopher a folder's gemtext is a page like others. */
		if (str_ends(path, STR("/")))
			path.len--;
		check_row(crawl_find(&c, VIEW_GOPHER, path), paths[i]);
	}
	assert_int_equal(c.foreign_count[VIEW_GEMINI], 6);
	/* Two are items of menus, and URLs in the same pages as gemtext. */
	assert_int_equal(c.foreign_count[VIEW_GOPHER], 8);
	crawl_release(&c);
}

/* All that is broken, and nothing else. */
static void
t24_broken_links_are_findings(void **state)
{
	const struct server *s = *state;
	struct ran r =
	    run(10, "$VITAE check %s/capsule 2>/dev/null", s->folder);
	struct str rest = buf_str(&r.out);
	char file[128];

	assert_int_equal(r.status, 0);
	snprintf(file, sizeof(file), "%s/capsule/profile.txt:", s->folder);
	for (size_t i = 0; i < COUNT(findings); i++) {
		struct str line;

		assert_true(str_cut(rest, '\n', &line, &rest));
		assert_true(str_starts(line, str_of(file)));
		assert_str(str_skip(line, strlen(file)), str_of(findings[i]));
	}
	assert_str(rest, STR(""));
	ran_release(&r);
}

/* The words stay; a crawl has shown that no link is left. */
static void
t24_broken_links_are_text(void **state)
{
	static const char *const lines[] = { "Nowhere: nowhere.txt",
		"Outside: ../outside", "Click: javascript:alert(1)",
		"Empty: http://", "Mail: ada@example.org",
		"Without: //example.org/x", "The source: profile.txt",
		"Hidden: .hidden" };
	const struct site site = site_of_image(*state);
	const struct visit *page;
	struct crawl c;

	crawl_run(&c, &site);
	for (int v = 0; v < VIEW_COUNT; v++) {
		page = crawl_find(&c, (enum view)v, STR("/doubtful"));
		assert_non_null(page);
		for (size_t i = 0; i < COUNT(lines); i++)
			check_row(str_find(page->body, str_of(lines[i])) <
				      page->body.len,
			    lines[i]);
	}
	crawl_release(&c);
}

static void
o31_o36_bytes_of_files(void **state)
{
	const struct site site = site_of_image(*state);
	const struct visit *file;
	struct crawl c;

	crawl_run(&c, &site);
	file = crawl_find(&c, VIEW_GOPHER, STR("/lines.txt"));
	assert_str(file->body, STR("One.\r\n. \r\n\r\nTwo.\r\n"));
	file = crawl_find(&c, VIEW_GEMINI, STR("/lines.txt"));
	assert_str(file->body, STR("One.\r\n.\r\n\r\nTwo.\r\n"));
	file = crawl_find(&c, VIEW_GOPHER, STR("/notes/deep.txt"));
	assert_str(file->body, STR("Deep.\r\n. \r\n..\r\n"));
	file = crawl_find(&c, VIEW_GOPHER, STR("/dot.png"));
	assert_int_equal(file->item, 'I');
	assert_str(file->body, STR("\211PNG\r\n\032\n\0.\n"));
	file = crawl_find(&c, VIEW_GOPHER, STR("/nosuffix"));
	assert_int_equal(file->item, '9');
	assert_str(file->body, STR("\037\213\010\0.\r\n"));
	crawl_release(&c);
}

#define COPY(test, path)                                                \
	cmocka_unit_test_prestate_setup_teardown(test, server_for_copy, \
	    server_after_group, (char[]){ path })
#define IMAGE(test) \
	cmocka_unit_test_setup_teardown(test, setup_image, server_after_group)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		COPY(o28_t18_the_sample_capsule, "capsule"),
		COPY(m02_pages_say_their_language, "capsule"),
		COPY(o28_t18_a_raw_page, "tests/fuzz/corpus/profile/seed.txt"),
		cmocka_unit_test_setup_teardown(o28_t18_pages_that_are_made,
		    setup_full, server_after_group),
		cmocka_unit_test_setup_teardown(o28_forms_of_pages, setup_full,
		    server_after_group),
		IMAGE(o28_t18_every_file_is_reached),
		IMAGE(t24_broken_links_are_findings),
		IMAGE(t24_broken_links_are_text),
		IMAGE(o31_o36_bytes_of_files),
	};

	return cmocka_run_group_tests_name("crawl", tests, NULL, NULL);
}
