/* SPDX-License-Identifier: ISC */
#include "base/diag.h"

#include "unit/findings.h"
#include "unit/unit.h"

struct findings {
	struct arena arena;
	struct diags diags;
};

static void
findings_init(struct findings *f)
{
	arena_init(&f->arena);
	diags_init(&f->diags, &f->arena);
}

/* What is printed; also releases f. */
static void
assert_printed(struct findings *f, struct str want)
{
	assert_str(findings_printed(&f->diags), want);
	arena_release(&f->arena);
}

static struct place
place(const char *file, size_t line, size_t column)
{
	return (struct place){ str_of(file), line, column };
}

static void
nothing_prints_nothing(void **state)
{
	struct findings f;

	(void)state;
	findings_init(&f);
	assert_printed(&f, STR(""));
}

static void
form_is_what_editors_jump_to(void **state)
{
	struct findings f;

	(void)state;
	findings_init(&f);
	diag_add(&f.diags, DIAG_ERROR, place("profile.txt", 3, 14), "bad-utf8",
	    "byte %02x", 0xdc);
	diag_add(&f.diags, DIAG_WARNING, place("profile.txt", 4, 1), "lost",
	    "%s", "an empty heading");
	diag_add(&f.diags, DIAG_HINT, place("profile.txt", 5, 2), "guess",
	    "read as a name");
	assert_printed(&f,
	    STR("profile.txt:3:14: error: byte dc [bad-utf8]\n"
		"profile.txt:4:1: warning: an empty heading [lost]\n"
		"profile.txt:5:2: hint: read as a name [guess]\n"));
}

static void
whole_file_has_no_line(void **state)
{
	struct findings f;

	(void)state;
	findings_init(&f);
	diag_add(&f.diags, DIAG_ERROR, place("a.pdf", 0, 0), "too-large",
	    "too large");
	assert_printed(&f, STR("a.pdf: error: too large [too-large]\n"));
}

static void
order_is_file_line_column_then_time(void **state)
{
	static const struct {
		const char *file;
		size_t line, column;
		const char *text;
	} added[] = {
		{ "b", 1, 1, "7" },
		{ "a", 10, 1, "6" },
		{ "a", 9, 2, "5" },
		{ "a", 9, 1, "2" },
		{ "a", 0, 0, "1" },
		{ "a", 9, 1, "3" },
		{ "a", 9, 1, "4" },
		{ "ab", 1, 1, "6b" },
	};
	struct findings f;

	(void)state;
	findings_init(&f);
	for (size_t i = 0; i < sizeof(added) / sizeof(added[0]); i++)
		diag_add(&f.diags, DIAG_HINT,
		    place(added[i].file, added[i].line, added[i].column), "x",
		    "%s", added[i].text);
	assert_printed(&f,
	    STR("a: hint: 1 [x]\n"
		"a:9:1: hint: 2 [x]\n"
		"a:9:1: hint: 3 [x]\n"
		"a:9:1: hint: 4 [x]\n"
		"a:9:2: hint: 5 [x]\n"
		"a:10:1: hint: 6 [x]\n"
		"ab:1:1: hint: 6b [x]\n"
		"b:1:1: hint: 7 [x]\n"));
}

static void
counts_are_by_level(void **state)
{
	struct findings f;

	(void)state;
	findings_init(&f);
	diag_add(&f.diags, DIAG_HINT, place("a", 1, 1), "x", "h");
	diag_add(&f.diags, DIAG_ERROR, place("a", 1, 1), "x", "e");
	diag_add(&f.diags, DIAG_ERROR, place("a", 1, 1), "x", "e");
	assert_int_equal(f.diags.count[DIAG_HINT], 1);
	assert_int_equal(f.diags.count[DIAG_WARNING], 0);
	assert_int_equal(f.diags.count[DIAG_ERROR], 2);
	arena_release(&f.arena);
}

static void
text_and_file_are_copies(void **state)
{
	char file[] = "a.txt";
	char text[] = "text";
	struct findings f;

	(void)state;
	findings_init(&f);
	diag_add(&f.diags, DIAG_HINT, place(file, 1, 1), "x", "%s", text);
	memset(file, '!', sizeof(file) - 1);
	memset(text, '!', sizeof(text) - 1);
	assert_printed(&f, STR("a.txt:1:1: hint: text [x]\n"));
}

/* A file name is a stranger's text as much as what stands in the file. */
static void
controls_are_escaped(void **state)
{
	struct findings f;

	(void)state;
	findings_init(&f);
	diag_add(&f.diags, DIAG_HINT, place("a\nb\x1b", 1, 1), "x", "%s",
	    "\x1b[2J\n");
	assert_printed(&f,
	    STR("a\\x0ab\\x1b:1:1: hint: \\x1b[2J\\x0a [x]\n"));
}

/* a file may have so many of one kind that they fill the memory. */
static void
many_of_a_kind_are_counted(void **state)
{
	struct findings f;
	size_t kept = 0;

	(void)state;
	findings_init(&f);
	for (size_t i = 1; i <= 100000; i++) {
		diag_add(&f.diags, DIAG_HINT, place("a", i, 1), "x", "x");
		diag_add(&f.diags, DIAG_WARNING, place("b", i, 1), "x", "x");
	}
	diag_add(&f.diags, DIAG_ERROR, place("a", 7, 1), "y", "y");
	for (const struct diag *d = f.diags.first; d != NULL; d = d->next)
		kept++;
	assert_int_equal(kept, 2 * (DIAG_SAME_MAX + 1) + 1);
	assert_int_equal(f.diags.count[DIAG_HINT], 100000);
	assert_int_equal(f.diags.count[DIAG_WARNING], 100000);
	assert_int_equal(f.diags.count[DIAG_ERROR], 1);
	arena_release(&f.arena);
}

static void
the_rest_is_one_line(void **state)
{
	struct findings f;

	(void)state;
	findings_init(&f);
	for (size_t i = 1; i <= DIAG_SAME_MAX + 2; i++)
		diag_add(&f.diags, DIAG_HINT, place("a", i, 3), "x", "h");
	assert_true(str_ends(findings_printed(&f.diags),
	    STR("a:100:3: hint: h [x]\n"
		"a:101:3: hint: and 2 more of this kind [x]\n")));
	arena_release(&f.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_prints_nothing),
		cmocka_unit_test(form_is_what_editors_jump_to),
		cmocka_unit_test(whole_file_has_no_line),
		cmocka_unit_test(order_is_file_line_column_then_time),
		cmocka_unit_test(counts_are_by_level),
		cmocka_unit_test(text_and_file_are_copies),
		cmocka_unit_test(controls_are_escaped),
		cmocka_unit_test(many_of_a_kind_are_counted),
		cmocka_unit_test(the_rest_is_one_line),
	};

	return cmocka_run_group_tests_name("diag", tests, NULL, NULL);
}
