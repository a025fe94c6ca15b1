/* SPDX-License-Identifier: ISC */
#include "page/cite.h"

#include "unit/cited.h"

/* "text|label target|..." of a node. */
static struct str
node_text(struct arena *a, const struct node *n)
{
	struct str text = n->text;

	for (const struct link *l = n->links; l != NULL; l = l->next)
		text = arena_printf(a, "%.*s|%.*s %.*s", STR_ARG(text),
		    STR_ARG(l->label), STR_ARG(l->target));
	return text;
}

static const struct {
	const char *why;
	struct str text;
	struct str want;
	bool unknown;
} citations[] = {
	{ "G13 at the end only a link", STR_INIT("At SC'23! [@mirage]"),
	    STR_INIT("At SC'23!|Mirage (SC'23) /publications/mirage"), false },
	{ "G13 in front of the full stop", STR_INIT("At SC'23 [@mirage]."),
	    STR_INIT("At SC'23.|Mirage (SC'23) /publications/mirage"), false },
	{ "G13 inside a sentence its name", STR_INIT("See [@b] for it."),
	    STR_INIT("See [B (J'24)] for it.|B (J'24) /publications/b"),
	    false },
	{ "G13 two", STR_INIT("We [@mirage; @b] did."),
	    STR_INIT("We [Mirage (SC'23); B (J'24)] did."
		     "|Mirage (SC'23) /publications/mirage"
		     "|B (J'24) /publications/b"),
	    false },
	{ "G13 behind a word that needs one", STR_INIT("It is so. See [@b]."),
	    STR_INIT("It is so. See [B (J'24)].|B (J'24) /publications/b"),
	    false },
	{ "two at the end", STR_INIT("We did [@mirage] [@b]."),
	    STR_INIT("We did.|Mirage (SC'23) /publications/mirage"
		     "|B (J'24) /publications/b"),
	    false },
	{ "nothing but it", STR_INIT("[@old]"),
	    STR_INIT("Old|Old /publications/old"), false },
	{ "an unknown key stays", STR_INIT("So [@nobody] says."),
	    STR_INIT("So [@nobody] says."), true },
	{ "a known one beside it is a link", STR_INIT("So [@x1y2; @b]."),
	    STR_INIT("So [@x1y2; @b].|B (J'24) /publications/b"), true },
	{ "no citations", STR_INIT("a [@] [@b c] [b] [@b, @c] @b [@b"),
	    STR_INIT("a [@] [@b c] [b] [@b, @c] @b [@b"), false },
};

static void
citations_are_links(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(citations) / sizeof(citations[0]); i++) {
		struct cited c;
		struct str source, got;
		struct arena a;

		arena_init(&a);
		source = arena_printf(&a, "Name: A\n\n# Research\n* %.*s\n",
		    STR_ARG(citations[i].text));
		cite(&c, STR(BIB), source);
		got = node_text(&a,
		    profile_section(c.profile, SECTION_RESEARCH)->nodes);
		if (!str_eq(got, citations[i].want))
			print_error("%.*s\n", STR_ARG(got));
		check_row(str_eq(got, citations[i].want), citations[i].why);
		check_row(has_finding(&c.read.diags, "unknown-cite") ==
			      citations[i].unknown,
		    citations[i].why);
		arena_release(&c.read.arena);
		arena_release(&a);
	}
}

static void
the_nearest_key_is_told(void **state)
{
	struct cited c;
	const struct diag *d;

	(void)state;
	cite(&c, STR(BIB),
	    STR("Name: A\nEmail: a@b\n\n# Talks\n* x [@Mirrage]\n"));
	d = c.read.diags.first;
	assert_string_equal(d->code, "unknown-cite");
	assert_true(str_find(d->text, STR("'mirage'?")) < d->text.len);
	assert_int_equal(d->at.line, 5);
	arena_release(&c.read.arena);
}

static const struct {
	const char *why;
	struct str item;  /* with a second line */
	struct str value; /* of its field, or note */
	size_t links;
} below[] = {
	{ "G13 at the end of a field",
	    STR_INIT("* x\n  Project: Mirage [@mirage]\n"),
	    STR_INIT("Mirage"), 1 },
	{ "G13 within a field",
	    STR_INIT("* x\n  With: A [@b] and B\n"),
	    STR_INIT("A [B (J'24)] and B"), 1 },
	{ "a field that is nothing but it",
	    STR_INIT("* x\n  Project: [@old]\n"), STR_INIT("Old"), 1 },
	{ "a note by its key", STR_INIT("* x\n  Note: Told [@old].\n"),
	    STR_INIT("Told."), 1 },
	{ "fields and text", STR_INIT("* x [@b]\n  With: Me [@old]\n"),
	    STR_INIT("Me"), 2 },
	{ "an unknown key", STR_INIT("* x\n  With: Me [@nobody]\n"),
	    STR_INIT("Me [@nobody]"), 0 },
};

static size_t
count_links(const struct node *n)
{
	size_t count = 0;

	for (const struct link *l = n->links; l != NULL; l = l->next)
		count++;
	return count;
}

static void
fields_cite(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(below) / sizeof(below[0]); i++) {
		const struct node *n;
		struct cited c;
		struct arena a;

		arena_init(&a);
		cite(&c, STR(BIB),
		    arena_printf(&a, "Name: A\n\n# Research\n%.*s",
			STR_ARG(below[i].item)));
		n = profile_section(c.profile, SECTION_RESEARCH)->nodes;
		check_row(str_eq(n->fields->value, below[i].value),
		    below[i].why);
		check_row(count_links(n) == below[i].links, below[i].why);
		arena_release(&c.read.arena);
		arena_release(&a);
	}
}

/* What a page's header says is no prose. */
static void
header_is_text(void **state)
{
	struct cited c;

	(void)state;
	cite(&c, STR(BIB), STR("Name: A\nField: X [@b]\n\n# News\n* x\n"));
	assert_str(profile_value(c.profile, KEY_FIELD), STR("X [@b]"));
	arena_release(&c.read.arena);
}

/* A field that is a part of the short form is cited, and told, once. */
static void
fields_of_students_cite(void **state)
{
	struct cited c;
	const struct node *n;

	(void)state;
	cite(&c, STR(BIB),
	    STR("Name: A\nEmail: a@b.org\n# Students\n"
		"* L L\n  Project: M [@mirage] [@none]\n"));
	n = profile_section(c.profile, SECTION_STUDENTS)->nodes;
	assert_str(n->fields->value, n->student->project);
	assert_int_equal(count_links(n), 1);
	assert_int_equal(c.read.diags.count[DIAG_WARNING], 1);
	arena_release(&c.read.arena);
}

/* A student's short form keeps its parts. */
static void
students_cite_within_their_form(void **state)
{
	struct cited c;
	const struct node *n;

	(void)state;
	cite(&c, STR(BIB),
	    STR("Name: A\n# Students\n* L L (on Mirage [@mirage], now Q)\n"));
	n = profile_section(c.profile, SECTION_STUDENTS)->nodes;
	assert_str(n->student->project, STR("Mirage"));
	assert_str(n->student->now, STR("Q"));
	assert_str(n->links->target, STR("/publications/mirage"));
	arena_release(&c.read.arena);
}

static void
students_cite_behind_their_form(void **state)
{
	struct cited c;
	const struct node *n;

	(void)state;
	cite(&c, STR(BIB),
	    STR("Name: A\n# Students\n* L L (on M, now Q) [@mirage] [@b]\n"
		"* R P [@old]\n"));
	n = profile_section(c.profile, SECTION_STUDENTS)->nodes;
	assert_str(n->student->name, STR("L L"));
	assert_str(n->student->project, STR("M"));
	assert_str(n->student->now, STR("Q"));
	assert_int_equal(count_links(n), 2);
	assert_str(n->next->student->name, STR("R P"));
	assert_int_equal(count_links(n->next), 1);
	arena_release(&c.read.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(citations_are_links),
		cmocka_unit_test(the_nearest_key_is_told),
		cmocka_unit_test(fields_cite),
		cmocka_unit_test(header_is_text),
		cmocka_unit_test(fields_of_students_cite),
		cmocka_unit_test(students_cite_within_their_form),
		cmocka_unit_test(students_cite_behind_their_form),
	};

	return cmocka_run_group_tests_name("cite", tests, NULL, NULL);
}
