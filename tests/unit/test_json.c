/* SPDX-License-Identifier: ISC */
#include "unit/json_check.h"
#include "unit/unit.h"

#include "render/json.h"

static const struct {
	const char *why;
	struct str text;
	struct str written;
} texts[] = {
	{ "plain", STR_INIT("Ada"), STR_INIT("\"Ada\"") },
	{ "empty", STR_INIT(""), STR_INIT("\"\"") },
	{ "RFC 8259 7 quotes and backslashes", STR_INIT("\"a\\b\""),
	    STR_INIT("\"\\\"a\\\\b\\\"\"") },
	{ "RFC 8259 7 controls", STR_INIT("a\nb\t\001\177"),
	    STR_INIT("\"a\\u000ab\\u0009\\u0001\\u007f\"") },
	{ "RFC 8259 8.1 UTF-8 as it is", STR_INIT("\u00fc\u4e2d\U0001f98a"),
	    STR_INIT("\"\u00fc\u4e2d\U0001f98a\"") },
	{ "line ends of scripts", STR_INIT("\u2028"),
	    STR_INIT("\"\\u2028\"") },
	{ "bytes that are no UTF-8", STR_INIT("a\xff"),
	    STR_INIT("\"a\xef\xbf\xbd\"") },
};

static void
text_stays_text(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct json j;
		struct buf out;

		buf_init(&out);
		json_init(&j, &out);
		json_text(&j, NULL, texts[i].text);
		check_row(str_eq(buf_str(&out), texts[i].written),
		    texts[i].why);
		check_row(json_is_whole(buf_str(&out)), texts[i].why);
		buf_release(&out);
	}
}

static void
groups_nest(void **state)
{
	struct json j;
	struct buf out;

	(void)state;
	buf_init(&out);
	json_init(&j, &out);
	json_object(&j, NULL);
	json_text(&j, "a", STR("1"));
	json_text_if(&j, "b", STR(""));
	json_array(&j, "c");
	json_text(&j, NULL, STR("2"));
	json_object(&j, NULL);
	json_object_end(&j);
	json_array_end(&j);
	json_array(&j, "d");
	json_array_end(&j);
	json_object_end(&j);
	assert_str(buf_str(&out),
	    STR("{\n  \"a\": \"1\",\n  \"c\": [\n    \"2\",\n    {}\n  ],\n"
		"  \"d\": []\n}\n"));
	assert_true(json_is_whole(buf_str(&out)));
	buf_release(&out);
}

/* A checker that takes anything would show nothing. */
static void
the_checker_refuses(void **state)
{
	static const struct str wrong[] = {
		STR_INIT(""),
		STR_INIT("{\"a\": \"b\",}"),
		STR_INIT("{\"a\" \"b\"}"),
		STR_INIT("[\"a\" \"b\"]"),
		STR_INIT("[\"a\""),
		STR_INIT("\"a\nb\""),
		STR_INIT("\"\\x\""),
		STR_INIT("\"\\u00G0\""),
		STR_INIT("{} {}"),
	};

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		check_row(!json_is_whole(wrong[i]), wrong[i].at);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_stays_text),
		cmocka_unit_test(groups_nest),
		cmocka_unit_test(the_checker_refuses),
	};

	return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
