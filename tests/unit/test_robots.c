/* SPDX-License-Identifier: ISC */
#include "parse/profile.h"
#include "site/robots.h"
#include "site/trees.h"
#include "unit/unit.h"

static const struct {
	const char *why;
	const char *fields;
	struct str text;
	size_t warnings;
} rows[] = {
	{ "R-01 without a field everything may be fetched", "",
	    STR_INIT("User-agent: *\nDisallow:\n"), 0 },
	{ "the same in words", "Robots: all\n",
	    STR_INIT("User-agent: *\nDisallow:\n"), 0 },
	{ "R-02 nothing", "Robots: none\n",
	    STR_INIT("User-agent: *\nDisallow: /\n"), 0 },
	{ "R-03 one agent", "Robots: not archiver\n",
	    STR_INIT("User-agent: archiver\nDisallow: /\n\n"
		     "User-agent: *\nDisallow:\n"),
	    0 },
	{ "R-03 as others say it", "Robots: no Archiver\n",
	    STR_INIT("User-agent: Archiver\nDisallow: /\n\n"
		     "User-agent: *\nDisallow:\n"),
	    0 },
	{ "several, and a path",
	    "Robots: not archiver, not webproxy /private\n",
	    STR_INIT("User-agent: archiver\nDisallow: /\n\n"
		     "User-agent: webproxy\nDisallow: /private\n\n"
		     "User-agent: *\nDisallow:\n"),
	    0 },
	{ "what holds for all is said to each",
	    "Robots: not /a%20b, not indexer /c\nRobots: not indexer /d\n",
	    STR_INIT("User-agent: indexer\nDisallow: /c\nDisallow: /d\n"
		     "Disallow: /a%20b\n\n"
		     "User-agent: *\nDisallow: /a%20b\n"),
	    0 },
	{ "a path in other letters", "Robots: not /\u00fc\n",
	    STR_INIT("User-agent: *\nDisallow: /%C3%BC\n"), 0 },
	{ "rule 34 the same pages in another tree of Gopher",
	    "ASCII: yes\nRobots: not /a, not archiver\n",
	    STR_INIT("User-agent: archiver\nDisallow: /\n"
		     "Disallow: /a\nDisallow: /ascii/a\n\n"
		     "User-agent: *\nDisallow: /a\nDisallow: /ascii/a\n"),
	    0 },
	{ "what is no rule", "Robots: please, not, not two words, not a: b\n",
	    STR_INIT("User-agent: *\nDisallow:\n"), 4 },
};

static void
fields_become_rules(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct profile *p;
		struct arena a;
		struct diags d;
		struct str text;

		arena_init(&a);
		diags_init(&d, &a);
		p = profile_parse(&a,
		    arena_printf(&a, "Name: A\nEmail: a@b.c\n%s",
			rows[i].fields),
		    STR("profile.txt"), &d);
		text = robots_text(&a, p, trees_want_ascii(p, NULL), &d);
		if (!str_eq(text, rows[i].text))
			fail_msg("%s:\n%.*s", rows[i].why, STR_ARG(text));
		check_row(d.count[DIAG_WARNING] == rows[i].warnings,
		    rows[i].why);
		arena_release(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_become_rules),
	};

	return cmocka_run_group_tests_name("robots", tests, NULL, NULL);
}
