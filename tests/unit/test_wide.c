/* SPDX-License-Identifier: ISC */
#include "site/wide.h"
#include "unit/loaded.h"

#define DASHES "--------------------------------"
#define FENCE(lines) "```A box\n" lines "\n```\n"
#define WIDE FENCE("+" DASHES "-" DASHES "-+") /* 68 columns */
#define LINKS                                              \
	"=> https://a.example/1\n=> https://a.example/2\n" \
	"=> https://a.example/3\n=> https://a.example/4\n"

static const struct {
	const char *why;
	struct str profile;
	size_t line; /* of the one finding; 0 = none */
	const char *text;
} rows[] = {
	{ "gopher rule 23 a list of links stays a menu",
	    STR_INIT("Name: A\n\n# Box\n" WIDE LINKS), 4,
	    "68 columns; a Gopher menu shows 67, and the rest below" },
	{ "one with few links is a text",
	    STR_INIT("Name: A\n\n# Box\n" WIDE "=> https://a.example/\n"), 0,
	    NULL },
	{ "67 columns fit",
	    STR_INIT("Name: A\n\n# Box\n" FENCE(
		"+" DASHES DASHES "-+") LINKS),
	    0, NULL },
	{ "so do more, for an author who wants them",
	    STR_INIT("Name: A\nWidth: 80\n\n# Box\n" WIDE LINKS), 0, NULL },
	{ "what the home page shows of it is the same drawing",
	    STR_INIT("Name: A\n\n# About\n" WIDE LINKS), 4,
	    "68 columns; a Gopher menu shows 67, and the rest below" },
	{ "the home page is a menu, whatever stands above it",
	    STR_INIT("Name: A\nBanner: b.txt\nBanner alt: B\n"), 2,
	    "70 columns; a Gopher menu shows 67, and the rest below" },
};

static void
check(size_t i)
{
	const struct memory_file files[] = {
		{ .path = STR("profile.txt"), .bytes = rows[i].profile },
		{ .path = STR("b.txt"),
		    .bytes = STR("======" DASHES DASHES "\n") },
	};
	const struct diag *found;
	struct loaded l;
	size_t count = 0;

	load(&l, files, COUNT(files));
	found = finding(&l.diags, "wide-art");
	for (const struct diag *d = found; d != NULL; d = d->next)
		count += strcmp(d->code, "wide-art") == 0;
	check_row(count == (rows[i].line > 0), rows[i].why);
	if (found != NULL) {
		check_row(found->level == DIAG_WARNING, rows[i].why);
		check_row(found->at.line == rows[i].line, rows[i].why);
		assert_str(found->text, str_of(rows[i].text));
	}
	unload(&l);
}

static void
tells_what_a_menu_must_break(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		check(i);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_what_a_menu_must_break),
	};

	return cmocka_run_group_tests_name("wide", tests, NULL, NULL);
}
