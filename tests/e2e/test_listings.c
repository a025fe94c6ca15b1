/* SPDX-License-Identifier: ISC */
/* Folders without a page of their own, as readers see them. */
#include "e2e/crawl.h"
#include "e2e/program.h"

#define LIMIT_S 20

static const struct source sources[] = {
	{ "header.gmi", "# The shelf\n\nTake what you like.\n" },
	{ "d/2024-05-01-spring.gmi", "# Spring\n\nGreen.\n" },
	{ "d/star.md", "# Star\n\nFar.\n" },
	{ "d/100% #1?.txt", "text\n" },
	{ "d/\xc3\xa9=>;:@&.txt", "text\n" },
	{ "d/[a]'\"$(b).txt", "text\n" },
	{ "d/.hidden", "hidden\n" },
	{ "d/backup~", "hidden\n" },
	{ "d/.mollyhead", "Taken by me.\n" },
	{ "d/e e/f.txt", "text\n" },
	{ "d/hole/gophermap", "A hole\n\n0Text\t../star.md\n" },
};

static const char *const everywhere[] = { "/d/star", "/d/100% #1?.txt",
	"/d/\xc3\xa9=>;:@&.txt", "/d/[a]'\"$(b).txt", "/d/e e/f.txt" };

static int
setup(void **state)
{
	return server_for_group(state, sources, COUNT(sources));
}

/* X-38 no link is dead, X-10 nothing hidden is there, and all else is. */
static void
g55_all_is_reached_from_the_root(void **state)
{
	const struct site site = site_of_server(*state);
	struct crawl c;

	crawl_run(&c, &site);
	for (size_t i = 0; i < COUNT(everywhere); i++)
		for (enum view v = 0; v < VIEW_COUNT; v++)
			check_row(crawl_find(&c, v, str_of(everywhere[i])),
			    everywhere[i]);
	assert_non_null(crawl_find(&c, VIEW_GEMINI,
	    STR("/d/2024-05-01-spring.gmi")));
	assert_non_null(crawl_find(&c, VIEW_GOPHER,
	    STR("/d/2024-05-01-spring")));
	assert_non_null(crawl_find(&c, VIEW_GEMINI, STR("/d/e e/")));
	assert_non_null(crawl_find(&c, VIEW_GOPHER, STR("/d/e e")));
	for (const struct visit *v = c.first; v != NULL; v = v->next)
		check_row(str_find(v->body, STR("hidden")) == v->body.len,
		    v->path.at);
	crawl_release(&c);
}

/* G-54, X-17 on Gemini; on Gopher both forms of a selector are one menu. */
static void
g54_both_forms_lead_there(void **state)
{
	const struct server *s = *state;

	ran_must(run(LIMIT_S,
		     "printf 'gemini://localhost/d?x\\r\\n' | "
		     "openssl s_client -quiet -connect 127.0.0.1:%u "
		     "-servername localhost 2>/dev/null",
		     s->gemini),
	    0, "31 /d/\r\n");
	ran_must(run(LIMIT_S,
		     "a=$(curl -s gopher://127.0.0.1:%u/1/d) && "
		     "b=$(curl -s gopher://127.0.0.1:%u/1/d/) && "
		     "[ -n \"$a\" ] && [ \"$a\" = \"$b\" ] && echo same",
		     s->gopher, s->gopher),
	    0, "same");
}

static void
lynx_shows_one(void **state)
{
	const struct server *s = *state;
	struct ran r = run(LIMIT_S,
	    "TERM=dumb lynx -dump -nolist -width=100 "
	    "gopher://127.0.0.1:%u/1/d",
	    s->gopher);

	assert_int_equal(r.status, 0);
	assert_true(ran_says(&r, "Taken by me."));
	assert_true(ran_says(&r, "(FILE) 2024-05-01 Spring (17 B)"));
	assert_true(ran_says(&r, "(DIR) A hole (folder)"));
	assert_true(ran_says(&r, "(DIR) e e/"));
	assert_true(ran_says(&r, "(FILE) 100% #1?.txt (5 B"));
	ran_release(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(g55_all_is_reached_from_the_root),
		cmocka_unit_test(g54_both_forms_lead_there),
		cmocka_unit_test(lynx_shows_one),
	};

	return cmocka_run_group_tests_name("listings", tests, setup,
	    server_after_group);
}
