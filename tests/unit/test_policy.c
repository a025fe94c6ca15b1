/* SPDX-License-Identifier: ISC */
#include "site/policy.h"

#include "model/guarded.h"
#include "unit/unit.h"

static const struct {
	const char *why;
	struct str pattern;
	struct str path;
	bool want;
} matches[] = {
	{ "the path itself", STR_INIT("/a"), STR_INIT("/a"), true },
	{ "not its folder", STR_INIT("/a"), STR_INIT("/a/"), false },
	{ "not what it begins", STR_INIT("/a"), STR_INIT("/ab"), false },
	{ "not in another case", STR_INIT("/a"), STR_INIT("/A"), false },
	{ "a star for nothing", STR_INIT("/a*"), STR_INIT("/a"), true },
	{ "a star for slashes", STR_INIT("/a/*"), STR_INIT("/a/b/c"), true },
	{ "but not for one before it", STR_INIT("/a/*"), STR_INIT("/a"),
	    false },
	{ "a star in between", STR_INIT("/*/x"), STR_INIT("/a/b/x"), true },
	{ "one way back", STR_INIT("/*ab"), STR_INIT("/aab"), true },
	{ "the last of several ends", STR_INIT("/*.txt"),
	    STR_INIT("/a.txt.txt"), true },
	{ "two stars", STR_INIT("/*b*d"), STR_INIT("/abcd"), true },
	{ "what a star leaves is asked for", STR_INIT("/*b*d"),
	    STR_INIT("/abc"), false },
	{ "stars in a row", STR_INIT("/**"), STR_INIT("/"), true },
	{ "everything", STR_INIT("/*"), STR_INIT("/a/b"), true },
	{ "a name in any folder", STR_INIT("*.md"), STR_INIT("/a/b.md"),
	    true },
	{ "a name is all of the segment", STR_INIT("*.md"),
	    STR_INIT("/b.md/x"), false },
	{ "no other sign is special", STR_INIT("/a?[b]"), STR_INIT("/ax[b]"),
	    false },
	{ "X-05 a NUL is a byte", STR_INIT("/a\0b"), STR_INIT("/a"), false },
	{ "no pattern", STR_INIT(""), STR_INIT("/a"), false },
};

static void
patterns_match_whole_paths(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(matches); i++)
		check_row(path_matches(matches[i].pattern, matches[i].path) ==
			      matches[i].want,
		    matches[i].why);
}

static void
many_stars_take_no_time(void **state)
{
	static char pattern[1024], path[1024];

	(void)state;
	memset(path, 'a', sizeof(path));
	for (size_t i = 0; i < sizeof(pattern); i++)
		pattern[i] = i % 2 == 0 ? '*' : 'a';
	path[0] = pattern[0] = '/';
	pattern[sizeof(pattern) - 1] = 'b';
	assert_false(path_matches((struct str){ pattern, sizeof(pattern) },
	    (struct str){ path, sizeof(path) }));
}

static const struct str parts[] = {
	STR_INIT("/members/"),
	STR_INIT("/members/board"),
	STR_INIT("/private"),
};

static const struct {
	const char *why;
	struct str path;
	unsigned want;
} zones[] = {
	{ "below", STR_INIT("/members/a"), 1 },
	{ "its folder", STR_INIT("/members/"), 1 },
	{ "without its slash: a link to it", STR_INIT("/members"), 1 },
	{ "what begins alike", STR_INIT("/members-only"), 0 },
	{ "the innermost", STR_INIT("/members/board/x"), 2 },
	{ "the path itself", STR_INIT("/members/board"), 2 },
	{ "its folder, of one without a slash", STR_INIT("/private/"), 3 },
	{ "a name that is longer", STR_INIT("/members/boards"), 1 },
	{ "none", STR_INIT("/"), 0 },
	{ "above", STR_INIT("/member"), 0 },
};

static void
the_innermost_part_holds(void **state)
{
	const struct guarded g = { parts, COUNT(parts) };
	const struct str root = STR("/");

	(void)state;
	for (size_t i = 0; i < COUNT(zones); i++)
		check_row(guarded_zone(&g, zones[i].path) == zones[i].want,
		    zones[i].why);
	assert_int_equal(guarded_zone(NULL, STR("/members/")), 0);
	assert_true(guarded_covers(root, STR("/")));
	assert_true(guarded_covers(root, STR("/a/b")));
}

#define PATTERN STR_INIT("/a")

static const struct {
	const char *why;
	struct path_rule rule;
	bool want;
} rules[] = {
	{ "a path", { 31, PATTERN, STR_INIT("/b%20c?d") }, true },
	{ "G-71 elsewhere", { 30, PATTERN, STR_INIT("gopher://h/") }, true },
	{ "X-17 elsewhere in disguise", { 30, PATTERN, STR_INIT("//h/") },
	    false },
	{ "a relative path", { 30, PATTERN, STR_INIT("b") }, false },
	{ "nowhere", { 30, PATTERN, STR_INIT("") }, false },
	{ "not encoded", { 31, PATTERN, STR_INIT("/b c") }, false },
	{ "X-14 a line end", { 31, PATTERN, STR_INIT("/b\r\n") }, false },
	{ "no text", { 52, PATTERN, STR_INIT("") }, true },
	{ "a text", { 41, PATTERN, STR_INIT("down f\xc3\xbcr now") }, true },
	{ "X-14 a line end in it", { 41, PATTERN, STR_INIT("a\r\nb") },
	    false },
	{ "X-18 an escape", { 40, PATTERN, STR_INIT("a\x1b[1m") }, false },
	{ "no UTF-8", { 50, PATTERN, STR_INIT("\xff") }, false },
	{ "a success", { 20, PATTERN, STR_INIT("text/plain") }, false },
	{ "a certificate, which zones ask for",
	    { 60, PATTERN, STR_INIT("") }, false },
	{ "a pattern of names", { 52, STR_INIT("*.md"), STR_INIT("") },
	    false },
};

static void
only_sound_rules_hold(void **state)
{
	static char text[1026];

	(void)state;
	for (size_t i = 0; i < COUNT(rules); i++)
		check_row(rule_is_sound(&rules[i].rule) == rules[i].want,
		    rules[i].why);
	memset(text, 'a', sizeof(text));
	assert_true(rule_is_sound(&(struct path_rule){ 40, STR("/"),
	    { text, 1024 } }));
	assert_false(rule_is_sound(&(struct path_rule){ 40, STR("/"),
	    { text, 1025 } }));
	text[0] = '/';
	assert_true(zone_is_sound(&(struct zone){ { text, 1024 }, false }));
	assert_false(zone_is_sound(&(struct zone){ { text, 1025 }, false }));
	assert_false(zone_is_sound(&(struct zone){ STR("a"), false }));
	assert_false(zone_is_sound(&(struct zone){ STR(""), false }));
}

static void
the_first_label_holds(void **state)
{
	static const struct path_label labels[] = {
		{ STR_INIT("*.md"), STR_INIT("text/plain") },
		{ STR_INIT("/de/*"), STR_INIT("text/x-de") },
	};

	(void)state;
	assert_str(label_of(labels, 2, STR("/de/a.md")), STR("text/plain"));
	assert_str(label_of(labels, 2, STR("/de/a")), STR("text/x-de"));
	assert_str(label_of(labels, 2, STR("/a")), STR(""));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(patterns_match_whole_paths),
		cmocka_unit_test(many_stars_take_no_time),
		cmocka_unit_test(the_innermost_part_holds),
		cmocka_unit_test(only_sound_rules_hold),
		cmocka_unit_test(the_first_label_holds),
	};

	return cmocka_run_group_tests_name("policy", tests, NULL, NULL);
}
