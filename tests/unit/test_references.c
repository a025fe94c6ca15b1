/* SPDX-License-Identifier: ISC */
/* How entries of a bibliography are listed, each in one line. */
#include "page/reference.h"

#include "page/publications.h"
#include "unit/cited.h"

static const struct {
	const char *why;
	struct str section;
	struct str want; /* texts and labels, by '|' */
	size_t listed;
	bool bad;
} lists[] = {
	{ "G16 all at the end of a section that asks for none",
	    STR_INIT("# Publications\nHere.\n"),
	    STR_INIT("Here.|2024 B, J|2023 Mirage: MOE, SC|Old"), 3, false },
	{ "G16 a section of its own if there is none", STR_INIT(""),
	    STR_INIT("2024 B, J|2023 Mirage: MOE, SC|Old"), 3, false },
	{ "G16 selected", STR_INIT("# Papers\n@include selected\n\nEnd.\n"),
	    STR_INIT("2024 B, J|End."), 1, false },
	{ "G16 by type, two at once, each counted once",
	    STR_INIT("# Papers\n@include type=misc\n@include all\n"),
	    STR_INIT("Old|2024 B, J|2023 Mirage: MOE, SC|Old"), 3, false },
	{ "G12 an announced include",
	    STR_INIT("# Papers\nMy best:\n\n@include selected\n"),
	    STR_INIT("My best:|2024 B, J"), 1, false },
	{ "an empty section is what the list fills",
	    STR_INIT("# Papers\n\n# Awards\nx\n"),
	    STR_INIT("2024 B, J|2023 Mirage: MOE, SC|Old"), 3, false },
	{ "an include of nothing stays", STR_INIT("# Papers\n@include best\n"),
	    STR_INIT("@include best"), 0, true },
};

static void
entries_are_listed(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		struct str got = { NULL, 0 };
		const struct section *s;
		struct cited c;
		struct arena a;

		arena_init(&a);
		cite(&c, STR(BIB),
		    arena_printf(&a, "Name: A\n\n%.*s",
			STR_ARG(lists[i].section)));
		s = profile_section(c.profile, SECTION_PUBLICATIONS);
		assert_non_null(s);
		for (const struct node *n = s->nodes; n->next != NULL;
		     n = n->next)
			got = arena_printf(&a, "%.*s%s%.*s", STR_ARG(got),
			    got.len > 0 ? "|" : "",
			    STR_ARG(n->kind == NODE_LINK ? n->links->label
							 : n->text));
		if (!str_eq(got, lists[i].want))
			print_error("%.*s\n", STR_ARG(got));
		check_row(str_eq(got, lists[i].want), lists[i].why);
		check_row(s->listed == lists[i].listed, lists[i].why);
		check_row(!has_finding(&c.read.diags, "empty-section"),
		    lists[i].why);
		check_row(has_finding(&c.read.diags, "bad-include") ==
			      lists[i].bad,
		    lists[i].why);
		arena_release(&c.read.arena);
		arena_release(&a);
	}
}

#define SIX                                                        \
	"@misc{a,title={A},year=2021}@misc{b,title={B},year=2020}" \
	"@misc{c,title={C},year=2021}@misc{d,title={D}}"           \
	"@misc{e,title={E},year=2020}@book{f,title={F},year=2021}"

static const struct {
	const char *why;
	struct str section;
	struct str want; /* headings as "2021:", by '|' */
} years[] = {
	{ "a list of some length has years", STR_INIT(""),
	    STR_INIT("2:2021|A|C|F|2:2020|B|E|2:Without a year|D|2:BibTeX") },
	{ "below a heading one level more",
	    STR_INIT("# Papers\n## All\n@include all\n"),
	    STR_INIT("2:All|3:2021|A|C|F|3:2020|B|E|3:Without a year|D"
		     "|3:BibTeX") },
	{ "no level is left",
	    STR_INIT("# Papers\n## X\n### All\n@include all\n"),
	    STR_INIT("2:X|3:All|2021 A|2021 C|2021 F|2020 B|2020 E|D") },
	{ "what follows is of no year",
	    STR_INIT("# Papers\n@include all\n\nEnd.\n"),
	    STR_INIT("2021 A|2021 C|2021 F|2020 B|2020 E|D|End.") },
	{ "unless it has a heading",
	    STR_INIT("# Papers\n@include all\n\n## End\n"),
	    STR_INIT("2:2021|A|C|F|2:2020|B|E|2:Without a year|D|2:End"
		     "|3:BibTeX") },
	{ "few need none", STR_INIT("# Papers\n@include type=misc\n"),
	    STR_INIT("2021 A|2021 C|2020 B|2020 E|D") },
};

static struct str
outline(struct arena *a, const struct section *s)
{
	struct str got = { NULL, 0 };

	for (const struct node *n = s->nodes; n->next != NULL; n = n->next) {
		struct str text = n->text;

		if (n->kind == NODE_LINK)
			text = n->links->label;
		if (n->kind == NODE_HEADING)
			text = arena_printf(a, "%d:%.*s", n->level,
			    STR_ARG(text));
		got = arena_printf(a, "%.*s%s%.*s", STR_ARG(got),
		    got.len > 0 ? "|" : "", STR_ARG(text));
	}
	return got;
}

static void
long_lists_have_years(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(years) / sizeof(years[0]); i++) {
		struct str got;
		struct cited c;
		struct arena a;

		arena_init(&a);
		cite(&c, STR(SIX),
		    arena_printf(&a, "Name: A\n\n%.*s",
			STR_ARG(years[i].section)));
		got = outline(&a,
		    profile_section(c.profile, SECTION_PUBLICATIONS));
		if (!str_eq(got, years[i].want))
			print_error("%.*s\n", STR_ARG(got));
		check_row(str_eq(got, years[i].want), years[i].why);
		arena_release(&c.read.arena);
		arena_release(&a);
	}
}

/* Without entries there is nothing to fill it. */
static void
an_empty_section_is_told(void **state)
{
	struct cited c;

	(void)state;
	cite(&c, STR(""), STR("Name: A\n\n# Papers\n\n# News\n* x\n"));
	assert_null(profile_section(c.profile, SECTION_PUBLICATIONS));
	assert_true(has_finding(&c.read.diags, "empty-section"));
	arena_release(&c.read.arena);
}

static void
without_entries_nothing_is_added(void **state)
{
	struct cited c;

	(void)state;
	cite(&c, STR(""), STR("Name: A\n\n# News\n* x\n"));
	assert_null(profile_section(c.profile, SECTION_PUBLICATIONS));
	assert_null(publications_pages(&c.read.arena, c.profile));
	arena_release(&c.read.arena);
}

static const struct {
	const char *why;
	struct str entry;
	struct str line;
	struct str name;
} references[] = {
	{ "the year is told once",
	    STR_INIT("@misc{k,title={T},abbr={ICCV 2025},year=2025}"),
	    STR_INIT("2025 T, ICCV"), STR_INIT("T (ICCV'25)") },
	{ "an acronym in brackets",
	    STR_INIT("@misc{k,title={T},journal={A B C (ABC)},year=2005}"),
	    STR_INIT("2005 T, ABC"), STR_INIT("T (ABC'05)") },
	{ "digits that are no year",
	    STR_INIT("@misc{k,title={T},journal={Web 20},year=2005}"),
	    STR_INIT("2005 T, Web 20"), STR_INIT("T (Web 20 2005)") },
	{ "a venue too long for a name",
	    STR_INIT("@misc{k,title={T},journal={Journal of Long Long Words},"
		     "year=2005}"),
	    STR_INIT("2005 T, Journal of Long Long Words"),
	    STR_INIT("T (2005)") },
	{ "without a year", STR_INIT("@misc{k,title={T},journal={J}}"),
	    STR_INIT("T, J"), STR_INIT("T (J)") },
	{ "without a title", STR_INIT("@misc{k,year=2005}"),
	    STR_INIT("2005 k"), STR_INIT("k (2005)") },
};

static void
references_are_short(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(references) / sizeof(references[0]);
	     i++) {
		struct bib_read r;
		struct str line, name;

		bib_read_text(&r, references[i].entry);
		line = reference_line(&r.arena, r.bib.first);
		name = reference_short(&r.arena, r.bib.first);
		check_row(str_eq(line, references[i].line), references[i].why);
		check_row(str_eq(name, references[i].name), references[i].why);
		arena_release(&r.arena);
	}
}

static void
the_owner_is_marked(void **state)
{
	struct cited c;
	const struct bib_people *people;

	(void)state;
	cite(&c,
	    STR("@misc{k,author={Example, Ada and B{\\'e}, A* and E., A.}}"),
	    STR("Name: Ada Example\nMe: Nobody; B\u00e9, A.\nMe: A E\n"));
	people = &c.read.bib.first->authors;
	assert_str(reference_people(&c.read.arena, people, c.profile),
	    STR("_Ada Example_, _A* B\u00e9_ and _A. E._"));
	arena_release(&c.read.arena);
}

static const struct {
	const char *why;
	struct str authors;
	struct str want;
} initials[] = {
	{ "initials", STR_INIT("Zheng, P. and Pan, R."),
	    STR_INIT("_P. Zheng_ and R. Pan") },
	{ "without the middle name", STR_INIT("Pan, R. and Pengfei Zheng"),
	    STR_INIT("R. Pan and _Pengfei Zheng_") },
	{ "no dot", STR_INIT("P Q Zheng"), STR_INIT("_P Q Zheng_") },
	{ "two of that form", STR_INIT("Zheng, P. and Zheng, P. Q."),
	    STR_INIT("P. Zheng and P. Q. Zheng") },
	{ "one in full, the other is another one",
	    STR_INIT("Zheng, P. and Pengfei Q. Zheng"),
	    STR_INIT("P. Zheng and _Pengfei Q. Zheng_") },
	{ "another initial", STR_INIT("Zheng, P. R."),
	    STR_INIT("P. R. Zheng") },
	{ "one more initial", STR_INIT("Zheng, P. Q. R."),
	    STR_INIT("P. Q. R. Zheng") },
	{ "another given name", STR_INIT("Zheng, Peng"),
	    STR_INIT("Peng Zheng") },
	{ "only the family name", STR_INIT("Zheng"), STR_INIT("Zheng") },
};

static void
the_owner_has_initials(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(initials) / sizeof(initials[0]); i++) {
		struct str got;
		struct cited c;
		struct arena a;

		arena_init(&a);
		cite(&c,
		    arena_printf(&a, "@misc{k,author={%.*s}}",
			STR_ARG(initials[i].authors)),
		    STR("Name: Pengfei Q. Zheng\n"));
		got = reference_people(&a, &c.read.bib.first->authors,
		    c.profile);
		if (!str_eq(got, initials[i].want))
			print_error("%.*s\n", STR_ARG(got));
		check_row(str_eq(got, initials[i].want), initials[i].why);
		arena_release(&c.read.arena);
		arena_release(&a);
	}
}

#define ARXIV "https://arxiv.org/abs/2101.00001"

static const struct {
	const char *why;
	struct str fields;
	struct str want; /* targets, by ' ' */
} places[] = {
	{ "G18 eprint of arXiv",
	    STR_INIT("eprint={2101.00001},archivePrefix={arXiv}"),
	    STR_INIT(ARXIV) },
	{ "as biblatex says it",
	    STR_INIT("eprint={2101.00001},eprinttype=\"arxiv\""),
	    STR_INIT(ARXIV) },
	{ "as the eprint says it", STR_INIT("eprint={arXiv:2101.00001 [cs]}"),
	    STR_INIT(ARXIV) },
	{ "an archive that we do not know",
	    STR_INIT("eprint={2101.00001},eprinttype={hal}"), STR_INIT("") },
	{ "of no archive", STR_INIT("eprint={2101.00001}"), STR_INIT("") },
	{ "arxiv and eprint say the same",
	    STR_INIT("arxiv={2101.00001},eprint={arXiv:2101.00001}"),
	    STR_INIT(ARXIV) },
	{ "url says the same",
	    STR_INIT("eprint={arXiv:2101.00001},"
		     "url={http://arxiv.org/abs/2101.00001/}"),
	    STR_INIT(ARXIV) },
	{ "doi and url say the same",
	    STR_INIT("url={http://dx.doi.org/10.1/AB},doi={10.1/ab}"),
	    STR_INIT("https://doi.org/10.1/ab") },
	{ "another place",
	    STR_INIT("eprint={arXiv:2101.00001},url={http://a.org/}"),
	    STR_INIT(ARXIV " http://a.org/") },
};

static void
places_are_linked_once(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		struct str got = { NULL, 0 };
		const struct doc *doc;
		struct cited c;
		struct arena a;

		arena_init(&a);
		cite(&c,
		    arena_printf(&a, "@misc{k,title={T},%.*s}",
			STR_ARG(places[i].fields)),
		    STR("Name: A\n"));
		doc = publications_pages(&a, c.profile);
		for (const struct block *b = doc->first; b != NULL; b = b->next)
			if (str_starts(b->target, STR("http")))
				got = arena_printf(&a, "%.*s%s%.*s",
				    STR_ARG(got), got.len > 0 ? " " : "",
				    STR_ARG(b->target));
		check_row(str_eq(got, places[i].want), places[i].why);
		arena_release(&c.read.arena);
		arena_release(&a);
	}
}

/* All words of the fields that a page shows are on it. */
static void
no_word_is_lost(void **state)
{
	static const char *const shown[] = { "author", "editor", "title",
		"booktitle", "journal", "series", "edition", "volume",
		"number", "chapter", "pages", "school", "institution",
		"organization", "publisher", "address", "location",
		"howpublished", "type", "month", "year", "abstract", "note",
		"award", "pdf", "doi", "arxiv", "url", "html", "website",
		"code", "slides", "poster", "video", "supp" };
	const size_t count = sizeof(shown) / sizeof(shown[0]);
	struct buf source, text;
	struct cited c;
	const struct doc *doc;

	(void)state;
	buf_init(&source);
	buf_init(&text);
	buf_add(&source, STR("@misc{k"));
	for (size_t i = 0; i < count; i++)
		buf_printf(&source, ",%s={w%zuw}", shown[i], i);
	buf_char(&source, '}');
	cite(&c, buf_str(&source), STR("Name: A\n"));
	doc = publications_pages(&c.read.arena, c.profile);
	assert_str(doc->path, STR("/publications/k"));
	buf_add(&text, doc->title);
	for (const struct block *b = doc->first; b != NULL; b = b->next) {
		if (b->kind == BLOCK_PRE)
			continue;
		buf_add(&text, b->text);
		buf_add(&text, b->target);
	}
	for (size_t i = 0; i < count; i++) {
		struct str word = arena_printf(&c.read.arena, "w%zuw", i);

		check_row(str_find(buf_str(&text), word) < text.len, shown[i]);
	}
	buf_release(&text);
	buf_release(&source);
	arena_release(&c.read.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(entries_are_listed),
		cmocka_unit_test(long_lists_have_years),
		cmocka_unit_test(an_empty_section_is_told),
		cmocka_unit_test(without_entries_nothing_is_added),
		cmocka_unit_test(references_are_short),
		cmocka_unit_test(the_owner_is_marked),
		cmocka_unit_test(the_owner_has_initials),
		cmocka_unit_test(places_are_linked_once),
		cmocka_unit_test(no_word_is_lost),
	};

	return cmocka_run_group_tests_name("references", tests, NULL, NULL);
}
