/* SPDX-License-Identifier: ISC */
#include "parse/student.h"
#include "unit/unit.h"

static const struct {
	const char *why;
	struct str text;
	struct student want;
	bool fits;
} students[] = {
	{ "G16 seed", STR_INIT("Lynn Liu (on HyperAPX, now Ph.D. at UCB)"),
	    { STR_INIT("Lynn Liu"), .project = STR_INIT("HyperAPX"),
		.now = STR_INIT("Ph.D. at UCB") },
	    true },
	{ "G16 all parts",
	    STR_INIT("Al B (on X; Y, M.Sc., 2018..2019, now CEO, Z Inc.)"),
	    { STR_INIT("Al B"), STR_INIT("X; Y"), STR_INIT("M.Sc."),
		STR_INIT("2018..2019"), STR_INIT("CEO, Z Inc.") },
	    true },
	{ "G16 only a name", STR_INIT("Al B"),
	    { .name = STR_INIT("Al B") }, false },
	{ "G16 only a degree", STR_INIT("Al B (PhD 2020)"),
	    { STR_INIT("Al B"), .degree = STR_INIT("PhD 2020") }, false },
	{ "G16 only dates", STR_INIT("Al B (summer 2020)"),
	    { STR_INIT("Al B"), .dates = STR_INIT("summer 2020") }, false },
	{ "a comma in a project", STR_INIT("Al B (on X, Y and Z, now Q)"),
	    { STR_INIT("Al B"), .project = STR_INIT("X, Y and Z"),
		.now = STR_INIT("Q") },
	    true },
	{ "brackets in brackets", STR_INIT("Al B (on X (a, b), now C (D))"),
	    { STR_INIT("Al B"), .project = STR_INIT("X (a, b)"),
		.now = STR_INIT("C (D)") },
	    true },
	{ "a nickname is of the name", STR_INIT("Ma Long (Calvin)"),
	    { .name = STR_INIT("Ma Long (Calvin)") }, false },
	{ "told in two places: not the form",
	    STR_INIT("Al B (on X, PhD, on Y)"),
	    { .name = STR_INIT("Al B (on X, PhD, on Y)") }, false },
	{ "words behind: not the form", STR_INIT("Al B (on X) and C"),
	    { .name = STR_INIT("Al B (on X) and C") }, false },
	{ "unbalanced", STR_INIT("Al B on X)"),
	    { .name = STR_INIT("Al B on X)") },
	    false },
	{ "Chinese, all wide",
	    STR_INIT("李明（项目 Mirage，硕士，2019，现为普林斯顿大学博士生）"),
	    { STR_INIT("李明"), STR_INIT("Mirage"), STR_INIT("硕士"),
		STR_INIT("2019"), STR_INIT("普林斯顿大学博士生") },
	    true },
	{ "Chinese with a colon, narrow brackets",
	    STR_INIT("李明 (项目：调度，现 博士后)"),
	    { STR_INIT("李明"), .project = STR_INIT("调度"),
		.now = STR_INIT("博士后") },
	    true },
	{ "one character may be part of a word",
	    STR_INIT("李明（项目 X，现代汽车）"),
	    { STR_INIT("李明"), .project = STR_INIT("X，现代汽车") },
	    true },
	{ "and so may a project's word", STR_INIT("李明（项目经理）"),
	    { .name = STR_INIT("李明（项目经理）") }, false },
	{ "German", STR_INIT("Al B (über X, jetzt bei Y)"),
	    { STR_INIT("Al B"), .project = STR_INIT("X"),
		.now = STR_INIT("bei Y") },
	    true },
	{ "nothing inside", STR_INIT("Al B ()"),
	    { .name = STR_INIT("Al B ()") },
	    false },
	{ "G20 no name", STR_INIT("see below (on X)"),
	    { STR_INIT("see below"), .project = STR_INIT("X") }, false },
	{ "G20 a script without capitals",
	    STR_INIT("\xe6\x9d\x8e\xe6\x98\x8e (on X)"),
	    { STR_INIT("\xe6\x9d\x8e\xe6\x98\x8e"),
		.project = STR_INIT("X") },
	    true },
};

static void
short_forms_are_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(students) / sizeof(students[0]); i++) {
		struct student got = student_read(students[i].text);
		const struct student *want = &students[i].want;

		check_row(str_eq(got.name, want->name), students[i].why);
		check_row(str_eq(got.project, want->project), students[i].why);
		check_row(str_eq(got.degree, want->degree), students[i].why);
		check_row(str_eq(got.dates, want->dates), students[i].why);
		check_row(str_eq(got.now, want->now), students[i].why);
		check_row(student_fits(students[i].text) == students[i].fits,
		    students[i].why);
	}
}

/* What stands in the text wins; a field of another value stays a field. */
static void
fields_complete_the_text(void **state)
{
	struct field now = { .key = KEY_NOW, .value = STR("Q") };
	struct field project = {
		.key = KEY_PROJECT,
		.value = STR("Y"),
		.next = &now,
	};
	struct node item = {
		.kind = NODE_ITEM,
		.text = STR("Al B (on X)"),
		.fields = &project,
	};
	struct student got;
	struct arena arena;

	(void)state;
	arena_init(&arena);
	got = student_of(&arena, &item);
	assert_str(got.name, STR("Al B"));
	assert_str(got.project, STR("X"));
	assert_str(got.now, STR("Q"));
	arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(short_forms_are_read),
		cmocka_unit_test(fields_complete_the_text),
	};

	return cmocka_run_group_tests_name("student", tests, NULL, NULL);
}
