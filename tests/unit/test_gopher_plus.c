/* SPDX-License-Identifier: ISC */
#include "proto/gopher_plus.h"
#include "unit/unit.h"

static const struct {
	const char *why;
	struct str field;
	enum gopher_plus want;
	struct str view;
} fields[] = {
	{ "rule 9", STR_INIT("+"), GOPHER_PLUS_BODY, STR_INIT("") },
	{ "rule 9", STR_INIT("!"), GOPHER_PLUS_ITEM, STR_INIT("") },
	{ "rule 9", STR_INIT("$"), GOPHER_PLUS_MENU, STR_INIT("") },
	{ "rule 9 a view", STR_INIT("+text/plain"), GOPHER_PLUS_BODY,
	    STR_INIT("text/plain") },
	{ "its language", STR_INIT("+text/plain En_US"), GOPHER_PLUS_BODY,
	    STR_INIT("text/plain") },
	{ "rule 9 blocks", STR_INIT("!+ADMIN+VIEWS"), GOPHER_PLUS_ITEM,
	    STR_INIT("") },
	{ "rule 9 blocks", STR_INIT("$+INFO"), GOPHER_PLUS_MENU,
	    STR_INIT("") },
	{ "rule 9 words", STR_INIT("+a"), GOPHER_PLUS_NONE, STR_INIT("") },
	{ "rule 9 words", STR_INIT("++"), GOPHER_PLUS_NONE, STR_INIT("") },
	{ "rule 9 no type", STR_INIT("+/plain"), GOPHER_PLUS_NONE,
	    STR_INIT("") },
	{ "rule 9 a slash behind a blank", STR_INIT("+a b/c"),
	    GOPHER_PLUS_NONE, STR_INIT("") },
	{ "rule 9 words", STR_INIT("!a"), GOPHER_PLUS_NONE, STR_INIT("") },
	{ "rule 9 words", STR_INIT("$ "), GOPHER_PLUS_NONE, STR_INIT("") },
	{ "rule 9 words", STR_INIT("a+"), GOPHER_PLUS_NONE, STR_INIT("") },
	{ "rule 9 trailing TAB", STR_INIT(""), GOPHER_PLUS_NONE,
	    STR_INIT("") },
};

static void
tells_markers_from_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(fields); i++) {
		struct str view;

		check_row(gopher_plus_parse(fields[i].field, &view) ==
			      fields[i].want,
		    fields[i].why);
		check_row(str_eq(view, fields[i].view), fields[i].why);
	}
}

static void
names_a_view_without_parameters(void **state)
{
	(void)state;
	assert_str(gopher_plus_view_name(STR("text/plain; charset=utf-8")),
	    STR("text/plain"));
	assert_str(gopher_plus_view_name(STR("image/png")), STR("image/png"));
}

static const struct {
	uint64_t size;
	struct str want;
} sizes[] = {
	{ 0, STR_INIT("+VIEWS:\r\n a/b: <0K>\r\n") },
	{ 1, STR_INIT("+VIEWS:\r\n a/b: <1K>\r\n") },
	{ 1024, STR_INIT("+VIEWS:\r\n a/b: <1K>\r\n") },
	{ 1025, STR_INIT("+VIEWS:\r\n a/b: <2K>\r\n") },
	{ UINT64_MAX, STR_INIT("+VIEWS:\r\n a/b: <18014398509481984K>\r\n") },
};

static void
tells_a_size_in_whole_k(void **state)
{
	char storage[128];
	struct buf out;

	(void)state;
	buf_fixed(&out, storage, sizeof(storage));
	for (size_t i = 0; i < COUNT(sizes); i++) {
		buf_clear(&out);
		gopher_plus_view(&out, STR("a/b;c=d"), sizes[i].size);
		assert_str(buf_str(&out), sizes[i].want);
	}
}

static void
tells_how_many_bytes_follow(void **state)
{
	char storage[32];
	struct buf out;

	(void)state;
	buf_fixed(&out, storage, sizeof(storage));
	gopher_plus_size(&out, 0);
	gopher_plus_size(&out, UINT64_C(5) << 30);
	assert_str(buf_str(&out), STR("+0\r\n+5368709120\r\n"));
}

static void
names_who_is_to_be_told_if_known(void **state)
{
	char storage[128];
	struct buf out;

	(void)state;
	buf_fixed(&out, storage, sizeof(storage));
	gopher_plus_admin(&out, STR(""), STR(""));
	assert_int_equal(out.len, 0);
	gopher_plus_admin(&out, STR("a@e.org"), STR(""));
	gopher_plus_error(&out, GOPHER_PLUS_BUSY, STR("a@e.org"), STR("Later"));
	gopher_plus_error(&out, GOPHER_PLUS_MISSING, STR(""), STR("Not found"));
	assert_str(buf_str(&out), STR("+ADMIN:\r\n Admin: <a@e.org>\r\n"
				      "--1\r\n2 <a@e.org>\r\n"
				      "--1\r\n1 Not found\r\n"));
}

/* rule 31 */
static void
tells_a_day_as_its_noon_O47(void **state)
{
	char storage[128];
	struct buf out;

	(void)state;
	buf_fixed(&out, storage, sizeof(storage));
	gopher_plus_admin(&out, STR(""), STR("20260411"));
	gopher_plus_admin(&out, STR("a@e.org"), STR("00010101"));
	assert_str(buf_str(&out),
	    STR("+ADMIN:\r\n Mod-Date: 2026-04-11 <20260411120000>\r\n"
		"+ADMIN:\r\n Admin: <a@e.org>\r\n"
		" Mod-Date: 0001-01-01 <00010101120000>\r\n"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_markers_from_words),
		cmocka_unit_test(names_a_view_without_parameters),
		cmocka_unit_test(tells_a_size_in_whole_k),
		cmocka_unit_test(tells_how_many_bytes_follow),
		cmocka_unit_test(names_who_is_to_be_told_if_known),
		cmocka_unit_test(tells_a_day_as_its_noon_O47),
	};

	return cmocka_run_group_tests_name("gopher_plus", tests, NULL, NULL);
}
