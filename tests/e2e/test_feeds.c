/* SPDX-License-Identifier: ISC */
/*
 * The feeds of a running server, as somebody has them who follows the links of
 * its pages, over both protocols.
 */
#include "e2e/start.h"
#include "e2e/crawl.h"
#include "e2e/xmllint.h"
#include "unit/between.h"

#define CAPSULE "tests/golden/feeds"

static const struct {
	const char *path;
	size_t entries[VIEW_COUNT];
} feeds[] = {
	{ "/atom.xml", { 6, 7 } },
	{ "/news/atom.xml", { 3, 3 } },
	{ "/log/atom.xml", { 1, 2 } },
	{ "/publications/atom.xml", { 2, 2 } },
	{ "/zh/atom.xml", { 4, 4 } },
	{ "/zh/news/atom.xml", { 1, 1 } },
	{ "/zh/log/atom.xml", { 1, 1 } },
};

struct fetched {
	struct arena arena;
	struct site site;
	struct crawl crawl;
};

static int
setup(void **state)
{
	static struct server s;

	server_make_copy(&s, CAPSULE);
	must_run("rm %s/capsule/want.*", s.folder);
	server_start(&s);
	*state = &s;
	return 0;
}

static void
fetched_init(struct fetched *f, const struct server *s)
{
	arena_init(&f->arena);
	f->site = site_of_server(s);
	crawl_run(&f->crawl, &f->site);
}

static void
fetched_release(struct fetched *f)
{
	crawl_release(&f->crawl);
	arena_release(&f->arena);
}

/* What a link on some page led to. */
static struct str
feed_at(const struct fetched *f, enum view v, const char *path)
{
	const struct visit *at = crawl_find(&f->crawl, v, str_of(path));

	check_row(at != NULL, path);
	if (v == VIEW_GEMINI)
		assert_str(at->media, STR("application/atom+xml"));
	else
		assert_int_equal(at->item, '0');
	return at->body;
}

static bool
next_entry(struct str *atom, struct str *entry)
{
	return take_between(atom, STR("<entry"), STR("</entry>"), entry);
}

static struct str
element(struct str entry, const char *name)
{
	struct str text = { NULL, 0 };
	char from[32];

	snprintf(from, sizeof(from), "<%s>", name);
	check_row(take_between(&entry, str_of(from), STR("<"), &text), name);
	return text;
}

/* S-10 to S-15: what others say of it. */
static void
feeds_are_atom_S15(void **state)
{
	struct fetched f;

	fetched_init(&f, *state);
	for (size_t i = 0; i < COUNT(feeds); i++)
		for (enum view v = 0; v < VIEW_COUNT; v++) {
			struct str atom = feed_at(&f, v, feeds[i].path);
			struct ran r = xmllint(XMLLINT_ATOM, atom);

			if (r.status != 0)
				fail_msg("%s\n%.*s", feeds[i].path,
				    STR_ARG(buf_str(&r.out)));
			ran_release(&r);
		}
	fetched_release(&f);
}

/* S-08, S-14: newest first by their days, and none twice. */
static void
check_entries(struct str atom, const char *path, size_t want)
{
	struct str entry, day, before = { NULL, 0 };
	size_t count = 0;

	while (next_entry(&atom, &entry)) {
		struct str id = element(entry, "id");

		day = str_take(element(entry, "published"), 10);
		check_row(count == 0 || str_cmp(before, day) >= 0, path);
		check_row(str_find(atom, id) == atom.len, path);
		check_row(str_find(entry, STR("no feed")) == entry.len, path);
		before = day;
		count++;
	}
	if (count != want)
		fail_msg("%s: %zu entries", path, count);
}

static void
entries_are_in_order_S08(void **state)
{
	struct fetched f;

	fetched_init(&f, *state);
	for (size_t i = 0; i < COUNT(feeds); i++)
		for (enum view v = 0; v < VIEW_COUNT; v++)
			check_entries(feed_at(&f, v, feeds[i].path),
			    feeds[i].path, feeds[i].entries[v]);
	fetched_release(&f);
}

/* S-14: whoever follows both protocols sees no entry twice. */
static void
ids_are_the_same_on_both_S14(void **state)
{
	struct fetched f;

	fetched_init(&f, *state);
	for (size_t i = 0; i < COUNT(feeds); i++) {
		struct str atom = feed_at(&f, VIEW_GEMINI, feeds[i].path);
		struct str other = feed_at(&f, VIEW_GOPHER, feeds[i].path);
		struct str id;

		while (take_between(&atom, STR("<id>"), STR("</id>"), &id)) {
			id = arena_printf(&f.arena, "<id>%.*s</id>",
			    STR_ARG(id));
			check_row(str_find(other, id) < other.len,
			    feeds[i].path);
		}
	}
	fetched_release(&f);
}

static const struct str schemes[VIEW_COUNT] = {
	[VIEW_GEMINI] = STR_INIT("gemini://localhost:"),
	[VIEW_GOPHER] = STR_INIT("gopher://localhost:"),
};

/* The URL's answer on its own protocol. */
static void
follow(struct fetched *f, struct str url)
{
	bool gopher = str_starts(url, schemes[VIEW_GOPHER]);
	struct str rest = str_skip(url, schemes[VIEW_GOPHER].len);
	struct str reply;

	if (!gopher) {
		assert_true(str_starts(url, schemes[VIEW_GEMINI]));
		reply = f->site.ask(&f->site, VIEW_GEMINI, url, &f->arena);
		if (!str_starts(reply, STR("20 ")))
			fail_msg("%.*s", STR_ARG(url));
		return;
	}
	/* Behind the port and "/1". */
	rest = str_skip(rest, str_index(rest, '/') + 2);
	reply = f->site.ask(&f->site, VIEW_GOPHER, rest, &f->arena);
	if (reply.len == 0 || str_starts(reply, STR("3")))
		fail_msg("%.*s", STR_ARG(url));
}

/* Those of the feed itself, and those in its escaped contents. */
static size_t
follow_all(struct fetched *f, struct str atom, struct str from, struct str to)
{
	size_t count = 0;
	struct str url;

	while (take_between(&atom, from, to, &url)) {
		follow(f, url);
		count++;
	}
	return count;
}

/* X-38, S-12, S-18: and the protocol of contents is the feed's own. */
static void
links_lead_somewhere_X38(void **state)
{
	struct fetched f;

	fetched_init(&f, *state);
	for (enum view v = 0; v < VIEW_COUNT; v++) {
		struct str atom = feed_at(&f, v, "/atom.xml");
		struct str self = STR("rel=\"self\" "
				      "type=\"application/atom+xml\" "
				      "href=\"");
		struct str quote = STR("href=&quot;");
		struct str rest = atom;
		struct str url = { NULL, 0 };

		assert_true(
		    follow_all(&f, atom, STR("href=\""), STR("\"")) > 10);
		assert_true(follow_all(&f, atom, quote, STR("&quot;")) > 3);
		while (take_between(&rest, quote, STR("&quot;"), &url))
			assert_true(str_starts(url, schemes[v]));
		assert_true(take_between(&atom, self, STR("\""), &url));
		assert_true(str_starts(url, schemes[v]));
	}
	fetched_release(&f);
}

/* S-19: found by its link; Gopher has none. */
static void
the_tinylog_is_on_gemini(void **state)
{
	const struct visit *at;
	struct fetched f;

	fetched_init(&f, *state);
	at = crawl_find(&f.crawl, VIEW_GEMINI, STR("/tinylog"));
	assert_non_null(at);
	assert_true(str_starts(at->body,
	    STR("# Ada Example: Tinylog\n"
		"author: @AdaExample@localhost\n")));
	assert_null(crawl_find(&f.crawl, VIEW_GOPHER, STR("/tinylog")));
	fetched_release(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(feeds_are_atom_S15),
		cmocka_unit_test(entries_are_in_order_S08),
		cmocka_unit_test(ids_are_the_same_on_both_S14),
		cmocka_unit_test(links_lead_somewhere_X38),
		cmocka_unit_test(the_tinylog_is_on_gemini),
	};

	return cmocka_run_group_tests_name("feeds", tests, setup,
	    server_after_group);
}
