/* SPDX-License-Identifier: ISC */
#include "model/value.h"
#include "unit/unit.h"

enum form {
	NONE,
	URL,
	BARE_URL,
	MAIL,
	HIDDEN_MAIL,
	ORCID,
	PHONE,
};

static const struct {
	const char *why;
	struct str value;
	enum form want;
} values[] = {
	{ "G14 URL", STR_INIT("https://example.org/a"), URL },
	{ "any scheme", STR_INIT("x+y.z-1://h"), URL },
	{ "a scheme begins with a letter", STR_INIT("1x://h"), NONE },
	{ "no scheme", STR_INIT("://h"), NONE },
	{ "nothing behind", STR_INIT("https://"), NONE },
	{ "more than a URL", STR_INIT("https://h and more"), NONE },
	{ "a host", STR_INIT("example.org"), BARE_URL },
	{ "a host and a path", STR_INIT("git.example/~ada/x.y"), BARE_URL },
	{ "a host and a port", STR_INIT("example.org:8080/x"), BARE_URL },
	{ "a name only", STR_INIT("example"), NONE },
	{ "a path of this capsule", STR_INIT("files/paper.pdf"), NONE },
	{ "a version", STR_INIT("CC-BY-4.0"), NONE },
	{ "an end of a sentence", STR_INIT("example.org."), NONE },
	{ "two dots", STR_INIT("example..org"), NONE },
	{ "words", STR_INIT("example.org or so"), NONE },
	{ "G14 address", STR_INIT("ada@x.example"), MAIL },
	{ "nobody", STR_INIT("@x.example"), NONE },
	{ "nowhere", STR_INIT("ada@"), NONE },
	{ "two signs", STR_INIT("ada@home@x"), NONE },
	{ "two addresses", STR_INIT("ada@x, bob@y"), NONE },
	{ "brackets", STR_INIT("<ada@x>"), NONE },
	{ "hidden", STR_INIT("ada (at) x (dot) example"), HIDDEN_MAIL },
	{ "hidden", STR_INIT("ada[at]x.example"), HIDDEN_MAIL },
	{ "hidden", STR_INIT("ada AT x DOT example"), HIDDEN_MAIL },
	{ "not hidden", STR_INIT("PROFESSOR AT DUKE"), NONE },
	{ "nobody", STR_INIT("(at) x"), NONE },
	{ "iD", STR_INIT("0000-0002-1825-009X"), ORCID },
	{ "too short", STR_INIT("0000-0002-1825-009"), NONE },
	{ "an X elsewhere", STR_INIT("0000-0002-1825-00X9"), NONE },
	{ "number", STR_INIT("+49 (30) 123-456.7"), PHONE },
	{ "brackets first", STR_INIT("(919) 660-6500"), PHONE },
	{ "no sign first", STR_INIT("2019 - 2021 - 2023"), NONE },
	{ "too few", STR_INIT("+49 30"), NONE },
	{ "E.164 too many", STR_INIT("+1234567890123456"), NONE },
	{ "words", STR_INIT("+49 30 1234567 home"), NONE },
	{ "nothing", STR_INIT(""), NONE },
};

static void
values_have_forms(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		struct str value = values[i].value;
		enum form want = values[i].want;
		const char *why = values[i].why;

		check_row(value_is_url(value) == (want == URL), why);
		check_row(value_is_bare_url(value) == (want == BARE_URL), why);
		check_row(value_is_mail(value) == (want == MAIL), why);
		check_row(value_is_hidden_mail(value) == (want == HIDDEN_MAIL),
		    why);
		check_row(value_is_orcid(value) == (want == ORCID), why);
		check_row(value_is_phone(value) == (want == PHONE), why);
	}
}

static const struct {
	const char *why;
	struct str value;
	bool icon;
} icons[] = {
	{ "R-06 one emoji", STR_INIT("\U0001f98a"), true },
	{ "R-06 of several parts", STR_INIT("\U0001f469\u200d\U0001f52c"),
	    true },
	{ "R-06 two", STR_INIT("\U0001f98a\U0001f98a"), false },
	{ "a letter", STR_INIT("A"), false },
	{ "a digit", STR_INIT("1"), false },
	{ "nothing", STR_INIT(""), false },
};

static void
icons_are_one_character(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(icons) / sizeof(icons[0]); i++)
		check_row(value_is_icon(icons[i].value) == icons[i].icon,
		    icons[i].why);
}

static const struct {
	const char *why;
	struct str value;
	size_t width;
} widths[] = {
	{ "G14 the usual one", STR_INIT("67"), 67 },
	{ "G14 the least", STR_INIT("30"), 30 },
	{ "too few for a word", STR_INIT("29"), 0 },
	{ "G14 the most", STR_INIT("200"), 200 },
	{ "wider than any terminal", STR_INIT("201"), 0 },
	{ "more than a number holds", STR_INIT("99999999999999999999"), 0 },
	{ "a word", STR_INIT("wide"), 0 },
	{ "nothing", STR_INIT(""), 0 },
};

static void
widths_are_columns(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(widths) / sizeof(widths[0]); i++)
		check_row(value_width(widths[i].value) == widths[i].width,
		    widths[i].why);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_have_forms),
		cmocka_unit_test(icons_are_one_character),
		cmocka_unit_test(widths_are_columns),
	};

	return cmocka_run_group_tests_name("value", tests, NULL, NULL);
}
