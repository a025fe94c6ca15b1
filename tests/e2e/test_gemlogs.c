/* SPDX-License-Identifier: ISC */
/*
 * A capsule of somebody who writes gemtext and knows nothing of feeds, from a
 * running server: Atom for programs, and menus for those on Gopher.
 */
#include "e2e/site.h"
#include "e2e/start.h"
#include "e2e/xmllint.h"
#include "unit/between.h"

#define CAPSULE "tests/golden/gemlog"
#define HEADER "20 application/atom+xml\r\n"

static const char *const feeds[] = {
	"/gemlog/atom.xml",
	"/notes/atom.xml",
	"/phlog/atom.xml",
	"/diary/atom.xml",
	"/trips.xml",
	"/years.xml",
};

static const struct str own[VIEW_COUNT] = {
	[VIEW_GEMINI] = STR_INIT("gemini://localhost:"),
	[VIEW_GOPHER] = STR_INIT("gopher://localhost:"),
};

static int
setup(void **state)
{
	static struct server s;

	server_make_copy(&s, CAPSULE);
	must_run("rm %s/capsule/want.* %s/capsule/policy", s.folder, s.folder);
	server_start(&s);
	*state = &s;
	return 0;
}

/* What is at a path, and that it is there. */
static struct str
body_at(const struct site *site, enum view v, const char *path,
    struct arena *a)
{
	struct str line = str_of(path);
	struct str reply;

	if (v == VIEW_GEMINI)
		line = arena_printf(a, "gemini://localhost:%u%s",
		    site->port[v], path);
	reply = site->ask(site, v, line, a);
	if (v == VIEW_GOPHER)
		return reply;
	check_row(str_starts(reply, STR(HEADER)), path);
	return str_skip(reply, sizeof(HEADER) - 1);
}

/* S-10 to S-15: what others say of it. */
static void
gemlogs_are_atom_S15(void **state)
{
	const struct site site = site_of_server(*state);
	struct arena a;

	arena_init(&a);
	for (size_t i = 0; i < COUNT(feeds); i++)
		for (enum view v = 0; v < VIEW_COUNT; v++) {
			struct str atom = body_at(&site, v, feeds[i], &a);
			struct ran r = xmllint(XMLLINT_ATOM, atom);

			if (r.status != 0)
				fail_msg("%s\n%.*s", feeds[i],
				    STR_ARG(buf_str(&r.out)));
			ran_release(&r);
		}
	arena_release(&a);
}

/* The URL, one of ours, is answered at once on its own protocol. */
static void
follow(const struct site *site, enum view v, struct str url, struct arena *a)
{
	struct str line = url;
	struct str reply;

	if (v == VIEW_GOPHER) {
		line = str_skip(url, own[v].len);
		/* Behind the port and "/1". */
		line = str_skip(line, str_index(line, '/') + 2);
	}
	reply = site->ask(site, v, line, a);
	if (v == VIEW_GEMINI ? !str_starts(reply, STR("20 "))
			     : reply.len == 0 || reply.at[0] == '3')
		fail_msg("%.*s", STR_ARG(url));
}

/* How many there are between such marks that are not the view's. */
static size_t
follow_all(const struct site *site, enum view v, struct str atom,
    struct str from, struct str to, struct arena *a)
{
	size_t others = 0;
	struct str url;

	while (take_between(&atom, from, to, &url)) {
		if (str_starts(url, own[v]))
			follow(site, v, url, a);
		else
			others += str_starts(url, own[!v]);
	}
	return others;
}

/* S-01, S-18, X-38: and contents lead to pages of the feed's own protocol. */
static void
links_lead_somewhere_X38(void **state)
{
	const struct site site = site_of_server(*state);
	struct arena a;

	arena_init(&a);
	for (size_t i = 0; i < COUNT(feeds); i++)
		for (enum view v = 0; v < VIEW_COUNT; v++) {
			struct str atom = body_at(&site, v, feeds[i], &a);

			follow_all(&site, v, atom, STR("href=\""), STR("\""),
			    &a);
			check_row(follow_all(&site, v, atom,
				      STR("href=&quot;"), STR("&quot;"),
				      &a) == 0,
			    feeds[i]);
		}
	arena_release(&a);
}

static const struct {
	const char *why;
	const char *page;
	const char *items[4]; /* in this order */
} menus[] = {
	{ "S-18 a page of gemtext", "/gemlog",
	    { "\r\n12024-05-01 Peas are up\t/gemlog/2024-05-01-peas\t",
		"\r\n02024-04-20 - Frost & hail <again>\t",
		"\r\nh2024-03-31 The society writes\tURL:https://",
		"\r\n0Atom feed\t/gemlog/atom.xml\t" } },
	{ "S-18 a folder without one", "/diary",
	    { "\r\n02021-08-01 Rain at last",
		"\r\n02021-07-01 dry", "\r\n0Atom feed\t/diary/atom.xml\t",
		"\r\n.\r\n" } },
};

static void
days_are_items_of_menus_S18(void **state)
{
	const struct site site = site_of_server(*state);
	struct arena a;

	arena_init(&a);
	for (size_t i = 0; i < COUNT(menus); i++) {
		struct str rest =
		    body_at(&site, VIEW_GOPHER, menus[i].page, &a);

		for (size_t k = 0; k < COUNT(menus[i].items); k++) {
			struct str item = str_of(menus[i].items[k]);
			size_t at = str_find(rest, item);

			if (at == rest.len)
				fail_msg("%s: %s", menus[i].why,
				    menus[i].items[k]);
			rest = str_skip(rest, at + 2);
		}
	}
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gemlogs_are_atom_S15),
		cmocka_unit_test(links_lead_somewhere_X38),
		cmocka_unit_test(days_are_items_of_menus_S18),
	};

	return cmocka_run_group_tests_name("gemlogs", tests, setup,
	    server_after_group);
}
