/* SPDX-License-Identifier: ISC */
/* A capsule as a web site: what is in it, and where its links lead. */
#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

#include "e2e/harness.h"
#include "e2e/program.h"
#include "e2e/start.h"
#include "proto/uri.h"

#define LIMIT_S 30
#define TIDY "tidy -q -e --warn-proprietary-attributes no"

static const struct source sources[] = {
	{ "profile.txt", "Name: Ada Lovelace\n"
			 "Position: Analyst\n"
			 "Institution: Analytical Society\n"
			 "Email: ada@example.org\n"
			 "Updated: 2026-11-01\n\n"
			 "# About\nI write <programs> & \"notes\" for the "
			 "Engine.\n=> https://example.org/e the Engine\n\n"
			 "# News\n- 2026-10-01: A talk.\n"
			 "- 2026-09-01: A paper.\n\n"
			 "# Letters\nNot: web\n\nFor the small net alone.\n\n"
			 "# Reading\nNot: gopher\n\nOn paper.\n"
			 "=> /files/a%20b.pdf The first\n"
			 "=> /notes/one A note\n" },
	{ "profile.fr.txt", "Name: Ada Lovelace\nEmail: ada@example.org\n\n"
			    "# \xc3\x80 propos\nBonjour.\n" },
	{ "files/a b.pdf", "%PDF-1.4\nsmall\n" },
	{ "notes/one.gmi", "# One\nText.\n=> two.gmi Two\n=> / Home\n" },
	{ "notes/two.gmi", "# Two\n```a drawing\n/\\\n```\n> said\n" },
	{ "map/gophermap", "A map\n1Home\t/\n0A text\tt.txt\n" },
	{ "map/t.txt", "Text.\n" },
	{ "todo.md", "# To do\n\n*Much* [of it](notes/one.gmi).\n" },
	{ "members/list.txt", "Only for members.\n" },
};

static int
setup(void **state)
{
	static struct server s;

	server_make(&s, sources, COUNT(sources));
	*state = &s;
	return 0;
}

static struct ran export(const struct server *s, const char *options)
{
	return run(LIMIT_S,
	    "cd %s && \"$VITAE\" export --html --to site --host ada.example "
	    "%s capsule",
	    s->folder, options);
}

static void
export_must(const struct server *s, const char *says)
{
	ran_must(export(s, "--web https://ada.example/"), 0, says);
}

static struct buf
page_of(const struct server *s, const char *path)
{
	struct ran r = run(LIMIT_S, "cat '%s/site/%s'", s->folder, path);

	assert_int_equal(r.status, 0);
	return r.out;
}

static void
page_has(const struct server *s, const char *path, const char *what)
{
	struct buf text = page_of(s, path);

	if (str_find(buf_str(&text), str_of(what)) == text.len)
		fail_msg("%s has no %s", path, what);
	buf_release(&text);
}

static void
page_lacks(const struct server *s, const char *path, const char *what)
{
	struct buf text = page_of(s, path);

	if (str_find(buf_str(&text), str_of(what)) != text.len)
		fail_msg("%s has %s", path, what);
	buf_release(&text);
}

static bool
is_there(const struct server *s, const char *path)
{
	char name[256];

	snprintf(name, sizeof(name), "%s/site/%s", s->folder, path);
	return access(name, F_OK) == 0;
}

static void
pages_are_where_the_capsule_has_them(void **state)
{
	static const char *const there[] = { "index.html", "about/index.html",
		"news/a-talk/index.html", "fr/index.html",
		"notes/one/index.html", "map/index.html", "map/t.txt",
		"todo/index.html", "files/a b.pdf", "search/index.html",
		"style.css", "atom.xml", "sitemap.xml", "robots.txt" };
	static const char *const absent[] = { "letters/index.html",
		"profile.txt", "notes/one.gmi", "caps.txt" };
	const struct server *s = *state;

	export_must(s, " written, 0 as they were, 0 removed");
	for (size_t i = 0; i < COUNT(there); i++)
		if (!is_there(s, there[i]))
			fail_msg("%s is not there", there[i]);
	for (size_t i = 0; i < COUNT(absent); i++)
		if (is_there(s, absent[i]))
			fail_msg("%s is there", absent[i]);
	page_lacks(s, "index.html", "small net");
	page_lacks(s, "search/index.html", "Letters");
	export_must(s, ": 0 written");
}

static void
a_page_says_what_programs_look_for(void **state)
{
	static const char *const said[] = {
		"<html lang=\"en\">",
		"<link rel=\"canonical\" href=\"https://ada.example/\">",
		" title=\"This page on Gemini\" href=\"gemini://ada.example/\"",
		"href=\"gopher://ada.example/\"",
		"<link rel=\"alternate\" hreflang=\"fr\" href=\"./fr/\">",
		"/atom+xml\" title=\"Ada Lovelace\" href=\"./atom.xml\"",
		"class=\"h-card\"",
		"\"@type\": \"Person\"",
		"\"jobTitle\": \"Analyst\"",
		"<span class=\"p-org\">Analytical Society</span>",
		"href=\"mailto:ada@example.org\"",
		"&lt;programs&gt; &amp; &quot;notes&quot;",
		"for <a href=\"https://example.org/e\">the Engine</a>.",
	};
	const struct server *s = *state;

	export_must(s, "written");
	for (size_t i = 0; i < COUNT(said); i++)
		page_has(s, "index.html", said[i]);
	page_lacks(s, "index.html", "<script>");
	page_has(s, "reading/index.html", "href=\"../files/a%20b.pdf\"");
	page_has(s, "reading/index.html", "href=\"../notes/one/\"");
	page_has(s, "notes/one/index.html", "href=\"../../notes/two/\"");
	page_has(s, "notes/one/index.html",
	    "href=\"gemini://ada.example/notes/one.gmi\"");
	page_has(s, "sitemap.xml", "<loc>https://ada.example/about/</loc>");
	page_has(s, "robots.txt", "Sitemap: https://ada.example/sitemap.xml");
	page_has(s, "atom.xml",
	    "rel=\"self\" type=\"application/atom+xml\" "
	    "href=\"https://ada.example/atom.xml\"");
}

/* The file that a URL of a page leads to. */
static void
follow(const char *page, struct str url)
{
	char decoded[1024], path[2048];
	size_t folder = strlen(page) - strlen("index.html");
	struct str clean;
	struct stat st;

	if (str_index(url, ':') < url.len)
		return; /* another server's */
	assert_true(uri_decode(url, decoded, sizeof(decoded), &clean));
	snprintf(path, sizeof(path), "%.*s%.*s%s", (int)folder, page,
	    STR_ARG(clean), str_ends(clean, STR("/")) ? "index.html" : "");
	if (stat(path, &st) != 0 || !S_ISREG(st.st_mode))
		fail_msg("%s: nothing at %.*s", page, STR_ARG(url));
}

static void
follow_all(const char *page, struct str text, struct str before)
{
	struct str url;

	for (;;) {
		text = str_skip(text, str_find(text, before));
		if (text.len == 0)
			return;
		str_cut(str_skip(text, before.len), '"', &url, &text);
		follow(page, url);
	}
}

static size_t pages;

static int
visit(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	struct ran r;

	(void)st, (void)at;
	if (kind != FTW_F || !str_ends(str_of(path), STR("/index.html")))
		return 0;
	r = run(LIMIT_S, "cat '%s'", path);
	follow_all(path, buf_str(&r.out), STR("href=\""));
	follow_all(path, buf_str(&r.out), STR("src=\""));
	ran_release(&r);
	pages++;
	return 0;
}

static void
every_link_of_the_site_leads_somewhere(void **state)
{
	const struct server *s = *state;
	char site[256];

	export_must(s, "");
	snprintf(site, sizeof(site), "%s/site", s->folder);
	pages = 0;
	assert_int_equal(nftw(site, visit, 16, FTW_PHYS), 0);
	assert_true(pages > 12);
}

static void
tidy_and_xmllint_have_nothing_to_say(void **state)
{
	const struct server *s = *state;
	struct ran r;

	export_must(s, "");
	r = run(LIMIT_S,
	    "cd %s/site && find . -name '*.html' -exec " TIDY " {} \\; && "
	    "xmllint --noout sitemap.xml atom.xml",
	    s->folder);
	if (r.status != 0 || r.out.len > 0)
		fail_msg("%.*s", STR_ARG(buf_str(&r.out)));
	ran_release(&r);
}

/* Without the URL of the site nothing is said that would need one. */
static void
a_site_that_does_not_know_where_it_is_works(void **state)
{
	const struct server *s = *state;

	ran_must(export(s, ""), 0, "removed");
	assert_false(is_there(s, "atom.xml"));
	assert_false(is_there(s, "sitemap.xml"));
	page_lacks(s, "index.html", "canonical");
	page_lacks(s, "index.html", "atom.xml");
	page_lacks(s, "search/index.html", "\"/");
}

static void
only_what_changed_is_written(void **state)
{
	const struct server *s = *state;

	export_must(s, "");
	ran_must(run(LIMIT_S, "cd %s && echo '=> /todo Do' >> "
			      "capsule/notes/two.gmi && "
			      "rm capsule/todo.md && echo done",
		     s->folder),
	    0, "done");
	export_must(s, " removed");
	assert_false(is_there(s, "todo"));
	page_has(s, "notes/two/index.html", "Do");
	export_must(s, ": 0 written");
}

static void
what_is_in_a_zone_is_on_no_web_site(void **state)
{
	const struct server *s = *state;

	ran_must(run(LIMIT_S,
		     "cd %s && printf '%%s\\n' '[host ada.example]' "
		     "'capsule = capsule' 'web = https://ada.example/' "
		     "'zone = /members/ members' > v.conf && "
		     "\"$VITAE\" export --html --to site -c v.conf "
		     "--host ada.example",
		     s->folder),
	    0, "written");
	assert_true(is_there(s, "index.html"));
	assert_false(is_there(s, "members"));
	page_lacks(s, "search/index.html", "members");
}

static void
a_source_with_errors_changes_nothing(void **state)
{
	const struct server *s = *state;

	export_must(s, "");
	ran_must(run(LIMIT_S,
		     "printf '\\377' >> %s/capsule/profile.txt && echo done",
		     s->folder),
	    0, "done");
	ran_must(export(s, "--web https://ada.example/"), 1, "error");
	assert_true(is_there(s, "about/index.html"));
}

static void
wrong_words_are_told(void **state)
{
	const struct server *s = *state;

	ran_must(run(LIMIT_S, "\"$VITAE\" export %s/capsule", s->folder), 2,
	    "usage: vitae export");
	ran_must(run(LIMIT_S, "\"$VITAE\" export --html %s/capsule",
		     s->folder),
	    2, "usage: vitae export");
	ran_must(run(LIMIT_S,
		     "\"$VITAE\" export --html --to %s/no/such %s/capsule",
		     s->folder, s->folder),
	    1, "No such file");
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, setup, server_remove_after)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(pages_are_where_the_capsule_has_them),
		TEST(a_page_says_what_programs_look_for),
		TEST(every_link_of_the_site_leads_somewhere),
		TEST(tidy_and_xmllint_have_nothing_to_say),
		TEST(a_site_that_does_not_know_where_it_is_works),
		TEST(only_what_changed_is_written),
		TEST(what_is_in_a_zone_is_on_no_web_site),
		TEST(a_source_with_errors_changes_nothing),
		TEST(wrong_words_are_told),
	};

	return cmocka_run_group_tests_name("export", tests, NULL, NULL);
}
