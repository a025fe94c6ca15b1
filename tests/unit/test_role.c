/* SPDX-License-Identifier: ISC */
#include "page/role.h"
#include "unit/unit.h"

static const struct {
	const char *why;
	struct str text;
	struct role want;
} roles[] = {
	{ "G16 role and institution",
	    STR_INIT("Staff Researcher, Huawei Technologies (full-time)"),
	    { STR_INIT("Staff Researcher"),
		STR_INIT("Huawei Technologies (full-time)"), { 0 } } },
	{ "G16 a place behind", STR_INIT("Intern, Example Ltd, Rome, Italy"),
	    { STR_INIT("Intern"), STR_INIT("Example Ltd"),
		STR_INIT("Rome, Italy") } },
	{ "G16 an institution without its words", STR_INIT("Intern, Facebook"),
	    { STR_INIT("Intern"), STR_INIT("Facebook"), { 0 } } },
	{ "G16 a department in front",
	    STR_INIT("Fellow, Department of Engines, Example University"),
	    { STR_INIT("Fellow"),
		STR_INIT("Department of Engines, Example University"),
		{ 0 } } },
	{ "G16 two titles",
	    STR_INIT("Professor, Chair of Engines, Example University"),
	    { STR_INIT("Professor, Chair of Engines"),
		STR_INIT("Example University"), { 0 } } },
	{ "G16 a comma in brackets", STR_INIT("Fellow (one, two), Example Lab"),
	    { STR_INIT("Fellow (one, two)"), STR_INIT("Example Lab"),
		{ 0 } } },
	{ "what begins small is no place",
	    STR_INIT("Mathematics, Example University, before that"),
	    { STR_INIT("Mathematics"), STR_INIT("Example University"),
		{ 0 } } },
	{ "no comma", STR_INIT("Engineer at Goldman Sachs"),
	    { STR_INIT("Engineer"), STR_INIT("Goldman Sachs"), { 0 } } },
	{ "a title alone", STR_INIT("Engineer"),
	    { STR_INIT("Engineer"), { 0 }, { 0 } } },
	{ "nothing", STR_INIT(""), { { 0 }, { 0 }, { 0 } } },
	{ "only commas", STR_INIT(", ,"), { STR_INIT(", ,"), { 0 }, { 0 } } },
};

static void
roles_are_taken_apart(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++) {
		struct role got = role_of(roles[i].text);

		check_row(str_eq(got.title, roles[i].want.title),
		    roles[i].why);
		check_row(str_eq(got.organisation, roles[i].want.organisation),
		    roles[i].why);
		check_row(str_eq(got.place, roles[i].want.place),
		    roles[i].why);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(roles_are_taken_apart),
	};

	return cmocka_run_group_tests_name("role", tests, NULL, NULL);
}
