/* SPDX-License-Identifier: ISC */
#include "site/rewrite.h"

#include "unit/unit.h"

#define DAY STR("2026-11-23")

static const struct {
	const char *why;
	struct str source;
	struct str text;
	size_t count;
} sources[] = {
	{ "items of a section News, and no others",
	    STR_INIT("Name: Ada\n\n# News\n* One\n- Two\n* 2023 Three\n\n"
		     "# Talks\n* Four\n"),
	    STR_INIT("Name: Ada\n\n# News\n* 2026-11-23 One\n- 2026-11-23 Two\n"
		     "* 2023 Three\n\n# Talks\n* Four\n"),
	    2 },
	{ "labels, of a raw page",
	    STR_INIT("Ada\n\nNews: One\nwrapped\n\nupdate :Two\n\n"
		     "News 2023: Three\n\nI am.\n"),
	    STR_INIT("Ada\n\nNews 2026-11-23: One\nwrapped\n\n"
		     "update 2026-11-23 :Two\n\nNews 2023: Three\n\nI am.\n"),
	    2 },
	{ "labels of a profile, anywhere",
	    STR_INIT("Name: Ada\n\n# About\nI am.\n\nNews: One\n"),
	    STR_INIT("Name: Ada\n\n# About\nI am.\n\nNews 2026-11-23: One\n"),
	    1 },
	{ "Chinese labels",
	    STR_INIT("Name: Ada\nLang: zh\n\n新闻：消息\n"),
	    STR_INIT("Name: Ada\nLang: zh\n\n新闻 2026-11-23：消息\n"), 1 },
	{ "line ends, a byte order mark, blanks and TABs stay",
	    STR_INIT("\xef\xbb\xbfName: Ada\r\n\r\n# News\r\n *\t One \t\r\n"
		     "\xe2\x80\xa2  Two"),
	    STR_INIT("\xef\xbb\xbfName: Ada\r\n\r\n# News\r\n"
		     " *\t 2026-11-23 One \t\r\n"
		     "\xe2\x80\xa2  2026-11-23 Two"),
	    2 },
	{ "a byte order mark in front of the line itself",
	    STR_INIT("\xef\xbb\xbf# News\n* One\n\n# About\nName: none\n"),
	    STR_INIT(""), 0 },
	{ "items without markers, if they stay items",
	    STR_INIT("Name: Ada\n\n# News\nOne\nTwo\nThree more of them\n"),
	    STR_INIT("Name: Ada\n\n# News\n2026-11-23 One\n2026-11-23 Two\n"
		     "2026-11-23 Three more of them\n"),
	    3 },
	{ "what has a date that does not exist is its author's business",
	    STR_INIT("Name: Ada\n\n# News\n* 2026-02-30 One\n"),
	    STR_INIT("Name: Ada\n\n# News\n* 2026-02-30 One\n"), 0 },
	{ "no line of the text of an item",
	    STR_INIT("Name: Ada\n\n# News\n* One\n  * two\n  Note: three\n"),
	    STR_INIT("Name: Ada\n\n# News\n* 2026-11-23 One\n"
		     "  * 2026-11-23 two\n  Note: three\n"),
	    2 },
	{ "no text in front of items, no fence",
	    STR_INIT("Name: Ada\n\n# News\nHere it is:\n* One\n\n```\n* no\n"
		     "```\n% * no\n"),
	    STR_INIT("Name: Ada\n\n# News\nHere it is:\n* 2026-11-23 One\n\n"
		     "```\n* no\n```\n% * no\n"),
	    1 },
};

static void
stamp(struct str source, struct buf *text, size_t *count)
{
	struct arena a;
	struct diags d;

	arena_init(&a);
	diags_init(&d, &a);
	*count = 0;
	buf_clear(text);
	rewrite_stamp(source, STR("f"), DAY, &d, text, count);
	arena_release(&a);
}

static void
undated_news_get_a_day(void **state)
{
	struct buf once, again;
	size_t count;

	(void)state;
	buf_init(&once);
	buf_init(&again);
	for (size_t i = 0; i < COUNT(sources); i++) {
		stamp(sources[i].source, &once, &count);
		if (!str_eq(buf_str(&once), sources[i].text))
			fail_msg("%s:\n%.*s", sources[i].why,
			    STR_ARG(buf_str(&once)));
		check_row(count == sources[i].count, sources[i].why);
		stamp(buf_str(&once), &again, &count);
		check_row(count == 0, sources[i].why);
		check_row(str_eq(buf_str(&once), buf_str(&again)),
		    sources[i].why);
	}
	buf_release(&once);
	buf_release(&again);
}

static void
days_are_told_from_other_words(void **state)
{
	(void)state;
	assert_true(rewrite_is_day(STR("2026-11-23")));
	assert_true(rewrite_is_day(STR("2024-02-29")));
	assert_false(rewrite_is_day(STR("2026-02-29")));
	assert_false(rewrite_is_day(STR("2026-11")));
	assert_false(rewrite_is_day(STR("2026-11-23 10:00")));
	assert_false(rewrite_is_day(STR("23.11.2026")));
	assert_false(rewrite_is_day(STR("")));
}

static void
the_time_zone_is_the_profiles(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	assert_str(rewrite_timezone(&a,
		       STR("Name: Ada\nTimezone: Europe/Berlin\n")),
	    STR("Europe/Berlin"));
	assert_str(rewrite_timezone(&a, STR("Name: Ada\n")), STR(""));
	assert_str(rewrite_timezone(&a, STR("\a")), STR(""));
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(undated_news_get_a_day),
		cmocka_unit_test(days_are_told_from_other_words),
		cmocka_unit_test(the_time_zone_is_the_profiles),
	};

	return cmocka_run_group_tests_name("stamp", tests, NULL, NULL);
}
