/* SPDX-License-Identifier: ISC */
/* Entries with dates, section fields, and what is told of both. */
#include "parse/check.h"
#include "unit/profile_text.h"

#define HEAD "Name: A\nEmail: a@b\n"
#define HEADER "Name=A\nEmail=a@b\n"

static const struct parsing entries[] = {
	{ "G16 dates in front of an entry",
	    STR_INIT(HEAD "# Positions\n* 2020-09..2021-07 Fellow, Lab\n"
			  "* [2019] Fellow\n"),
	    HEADER "[positions] Positions\n* {2020-09..2021-07} Fellow, Lab\n"
		   "* {2019} Fellow\n",
	    "" },
	{ "G16 dates as a field",
	    STR_INIT(HEAD "# Talks\n* A talk\n  Date: April 17, 2023\n"
			  "  With: B\n"),
	    HEADER "[talks] Talks\n* {April 17, 2023} A talk\n  With=B\n", "" },
	{ "words among the dates are kept",
	    STR_INIT(HEAD "# Talks\n* A talk\n  Dates: 2023, in part\n"),
	    HEADER "[talks] Talks\n* A talk\n  Dates=2023, in part\n", "" },
	{ "one date is enough",
	    STR_INIT(HEAD "# Talks\n* 2022 A talk\n  Date: 2023\n"),
	    HEADER "[talks] Talks\n* {2022} A talk\n  Dates=2023\n", "" },
	{ "G16 not in a free section", STR_INIT(HEAD "# T\n* 2020 x\n"),
	    HEADER "[t] T\n* 2020 x\n", "" },
	{ "G16 not in a paragraph",
	    STR_INIT(HEAD "# Talks\n2020 was a year.\n"),
	    HEADER "[talks] Talks\n. 2020 was a year.\n", "" },
	{ "a year that begins a sentence",
	    STR_INIT(HEAD "# Awards\n* 2020 was a year\n"),
	    HEADER "[awards] Awards\n* 2020 was a year\n", "" },
	{ "G17 no such day", STR_INIT(HEAD "# Talks\n* 2023-02-30 x\n"),
	    HEADER "[talks] Talks\n* 2023-02-30 x\n",
	    "profile.txt:4:1: warning: '2023-02-30' is kept as text: there "
	    "is no such date [bad-date]\n" },
	{ "G17 an end before the beginning",
	    STR_INIT(HEAD "# Talks\n* x\n  Dates: 2021..2019\n"),
	    HEADER "[talks] Talks\n* x\n  Dates=2021..2019\n",
	    "profile.txt:5:3: warning: '2021..2019' is kept as text: its end "
	    "comes before its beginning [bad-date]\n" },
	{ "G15 the newest talk first, what has no date below its own",
	    STR_INIT(HEAD "# Talks\n* x\n* 2019 a\n* y\n* 2021-05 b\n"
			  "* 2021-04 c\n"),
	    HEADER "[talks] Talks\n* x\n* {2021-05} b\n* {2021-04} c\n"
		   "* {2019} a\n* y\n",
	    "" },
	{ "each list by itself",
	    STR_INIT(HEAD "# Talks\n* 2019 a\n* 2020 b\n## Old\n* 2001 c\n"
			  "* 2002 d\n"),
	    HEADER "[talks] Talks\n* {2020} b\n* {2019} a\n## Old\n"
		   "* {2002} d\n* {2001} c\n",
	    "" },
	{ "G15 order as given",
	    STR_INIT(HEAD "# Talks\nOrder: given\n* 2019 a\n* 2021 b\n"),
	    HEADER "[talks] Talks\n* {2019} a\n* {2021} b\n", "" },
	{ "G15 positions as given, unless asked for; what goes on is newest",
	    STR_INIT(HEAD "# Positions\nOrder: newest\n* 2019..2020 a\n"
			  "* 2018.. b\n* 2020 c\n# Education\n* 2001 a\n"
			  "* 2002 b\n"),
	    HEADER "[positions] Positions\n* {2018..} b\n* {2020} c\n"
		   "* {2019..2020} a\n[education] Education\n* {2001} a\n"
		   "* {2002} b\n",
	    "" },
	{ "G15 an address",
	    STR_INIT(HEAD "# T\nSlug: trips\nOnly: gemini, web\nHome: 3\na.\n"),
	    HEADER "[trips] T\n. a.\n", "" },
	{ "G15 two addresses", STR_INIT(HEAD "# T {a}\nSlug: b\na.\n"),
	    HEADER "[a] T\n. a.\n",
	    "profile.txt:4:1: warning: the heading says {a}; that is the "
	    "address [two-slugs]\n" },
	{ "G15 no value of a section field is text",
	    STR_INIT(HEAD "# T\nHome: maybe\n"),
	    HEADER "[t] T\n. Home: maybe\n",
	    "profile.txt:4:1: warning: 'Home: maybe' is text here; the value "
	    "may be yes, no or a number [bad-setting]\n" },
	{ "G15 only directly below the heading",
	    STR_INIT(HEAD "# T\n\nHome: no\n"), HEADER "[t] T\n. Home: no\n",
	    "" },
	{ "G15 nearly a section field", STR_INIT(HEAD "# T\nOrdr: newest\n"),
	    HEADER "[t] T\n. Ordr: newest\n",
	    "profile.txt:4:1: hint: 'Ordr' is text here; did you mean Order? "
	    "[unknown-key]\n" },
	{ "G15 keys of other places are no slips",
	    STR_INIT(HEAD "# T\nNote: a\n"), HEADER "[t] T\n. Note: a\n",
	    "" },
	{ "2.5 a drawing without words",
	    STR_INIT(HEAD "# T\n```\n+--+\n```\n\n```a box\n+--+\n```\n"
			  "\n```\nint main(void)\n```\n"),
	    HEADER "[t] T\n| +--+\n\n| a box+--+\n\n| int main(void)\n\n",
	    "profile.txt:4:1: warning: say behind the ``` what this shows, "
	    "for those who cannot see it [art-alt]\n" },
};

static void
entries_are_dated(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(entries) / sizeof(entries[0]); i++)
		check_parsing(&entries[i]);
}

static void
settings_are_kept(void **state)
{
	const struct section *s;
	struct parsed t;

	(void)state;
	parsed_init(&t,
	    STR(HEAD "# A\nNot: gopher\nHome: yes\n\na.\n# B\nOnly: web\n"
		     "Home: no\n\nb.\n# C\nc.\n"));
	s = t.profile->sections;
	assert_int_equal(s->audience, AUDIENCE_GEMINI | AUDIENCE_WEB);
	assert_int_equal(s->home, SECTION_HOME_ALL);
	assert_int_equal(s->next->audience, AUDIENCE_WEB);
	assert_int_equal(s->next->home, 0);
	assert_int_equal(s->next->next->audience, AUDIENCE_ALL);
	assert_int_equal(s->next->next->home, SECTION_HOME_USUAL);
	parsed_release(&t);
}

/* News in the order of the source, and the slug of each. */
static void
news_have_addresses(void **state)
{
	static const struct str slugs[] = { STR_INIT("a-paper"),
		STR_INIT("a-paper-2"), STR_INIT("mine"), STR_INIT(""),
		STR_INIT("a-very-long-sentence-about-some-machines-that"),
		STR_INIT("2019-01-01") };
	const struct node *n;
	struct parsed t;
	size_t i = 0;

	(void)state;
	parsed_init(&t,
	    STR(HEAD "# News\n* 2023-04-17 A paper! [@x]\n* 2022-04-17 Mine\n"
		     "  Id: mine\n* 2021 No day\n"
		     "* 2023-04-16 A paper.\n* 2020-01-01 A very long sentence "
		     "about some machines that are not built\n"
		     "* 2019-01-01 \xe4\xb8\xad\n"));
	for (n = t.profile->sections->nodes; n != NULL; n = n->next) {
		/* The older of two has the address without a number. */
		struct str want = i < 2 ? slugs[1 - i] : slugs[i];

		assert_str(n->slug, want);
		i++;
	}
	assert_int_equal(i, sizeof(slugs) / sizeof(slugs[0]));
	parsed_release(&t);
}

static const struct {
	const char *why;
	struct str source;
	const char *code; /* NULL = no finding */
} days[] = {
	{ "2.5 news of tomorrow", STR_INIT("# News\n* 2026-11-24 x\n"),
	    "future-date" },
	{ "2.5 news of today", STR_INIT("# News\n* 2026-11-23 23:59 x\n"),
	    NULL },
	{ "2.5 now, long ago",
	    STR_INIT("# Students\n* B\n  Now: c\n  As of: 2024-10\n"),
	    "now-old" },
	{ "2.5 now, two years ago",
	    STR_INIT("# Students\n* B\n  Now: c\n  As of: 2024-11\n"), NULL },
	{ "2.5 now, in a year that may have been this one's last but one",
	    STR_INIT("# Students\n* B\n  Now: c\n  As of: 2024\n"), NULL },
	{ "2.5 a year before",
	    STR_INIT("# Students\n* B\n  Now: c\n  As of: 2023\n"),
	    "now-old" },
	{ "nobody says since when", STR_INIT("# Students\n* B (now c)\n"),
	    NULL },
	{ "nothing is now", STR_INIT("# Students\n* B\n  As of: 2001\n"),
	    NULL },
};

static void
time_passes(void **state)
{
	const struct date today = { .year = 2026, .month = 11, .day = 23 };

	(void)state;
	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
		const struct profile *p;
		struct diags parsed, found;
		struct arena a;

		arena_init(&a);
		diags_init(&parsed, &a);
		diags_init(&found, &a);
		p = profile_parse(&a,
		    arena_printf(&a, HEAD "%.*s", STR_ARG(days[i].source)),
		    STR("p"), &parsed);
		assert_non_null(p);
		check_today(p, &(struct date){ 0 }, &found);
		check_row(found.first == NULL, days[i].why);
		check_today(p, &today, &found);
		if (days[i].code == NULL)
			check_row(found.first == NULL, days[i].why);
		else
			check_row(found.first != NULL &&
				      strcmp(found.first->code,
					  days[i].code) == 0,
			    days[i].why);
		arena_release(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(entries_are_dated),
		cmocka_unit_test(settings_are_kept),
		cmocka_unit_test(news_have_addresses),
		cmocka_unit_test(time_passes),
	};

	return cmocka_run_group_tests_name("dated", tests, NULL, NULL);
}
