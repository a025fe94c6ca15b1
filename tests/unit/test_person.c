/* SPDX-License-Identifier: ISC */
#include "base/buf.h"
#include "parse/person.h"
#include "unit/unit.h"

/* People as one text: names divided by '|', '+' for others. */
static const struct {
	const char *why;
	struct str in;
	struct str want;
} lists[] = {
	{ "G18 first last", STR_INIT("Donald E. Knuth"),
	    STR_INIT("Donald E. Knuth") },
	{ "G18 last, first", STR_INIT("Knuth, Donald E."),
	    STR_INIT("Donald E. Knuth") },
	{ "G18 first von last", STR_INIT("Ludwig van Beethoven"),
	    STR_INIT("Ludwig van Beethoven") },
	{ "G18 von last, first", STR_INIT("van Beethoven, Ludwig"),
	    STR_INIT("Ludwig van Beethoven") },
	{ "G18 last, jr, first", STR_INIT("King, Jr, Martin Luther"),
	    STR_INIT("Martin Luther King, Jr") },
	{ "G18 several", STR_INIT("A, B and C D\n  and\tE, F"),
	    STR_INIT("B A|C D|F E") },
	{ "any letter case", STR_INIT("A AND B And C"), STR_INIT("A|B|C") },
	{ "G18 others", STR_INIT("Zheng, Pengfei and others"),
	    STR_INIT("Pengfei Zheng|+") },
	{ "others in the middle is a name", STR_INIT("others and A"),
	    STR_INIT("others|A") },
	{ "G18 braces hold a name together",
	    STR_INIT("{Barnes and Noble, Inc.} and A"),
	    STR_INIT("Barnes and Noble, Inc.|A") },
	{ "accents", STR_INIT("P{\\'e}rez-Sol{\\`a}, Cristina"),
	    STR_INIT("Cristina P\u00e9rez-Sol\u00e0") },
	{ "a comma too many", STR_INIT("Torralba, Adri\u00e0, and B"),
	    STR_INIT("Adri\u00e0 Torralba|B") },
	{ "commas for and are kept", STR_INIT("A B, C D, E F, G H"),
	    STR_INIT("A B, C D, E F, G H") },
	{ "a word that begins as and does", STR_INIT("Hans Andersen"),
	    STR_INIT("Hans Andersen") },
	{ "marks of equal share stay", STR_INIT("Yuan*, Zhihang"),
	    STR_INIT("Zhihang Yuan*") },
	{ "Chinese", STR_INIT("\u674e\u660e and \u738b\u82b3"),
	    STR_INIT("\u674e\u660e|\u738b\u82b3") },
	{ "and twice", STR_INIT("A and and B and"), STR_INIT("A|B") },
	{ "nobody", STR_INIT(" , {} "), STR_INIT("") },
	{ "X-17 a NUL hides nothing", STR_INIT("A\0B, C"), STR_INIT("C AB") },
};

static void
dump(const struct bib_people *people, struct buf *out)
{
	for (const struct bib_person *p = people->first; p != NULL;
	     p = p->next) {
		if (p != people->first)
			buf_char(out, '|');
		buf_add(out, p->name);
	}
	if (people->others)
		buf_add(out, STR("|+"));
}

static void
lists_are_read(void **state)
{
	struct arena a;
	struct buf got;

	(void)state;
	arena_init(&a);
	buf_init(&got);
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		struct bib_people people = person_list(&a, lists[i].in);

		buf_clear(&got);
		dump(&people, &got);
		if (!str_eq(buf_str(&got), lists[i].want))
			print_error("%.*s\n", STR_ARG(buf_str(&got)));
		check_row(str_eq(buf_str(&got), lists[i].want), lists[i].why);
	}
	buf_release(&got);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lists_are_read),
	};

	return cmocka_run_group_tests_name("person", tests, NULL, NULL);
}
