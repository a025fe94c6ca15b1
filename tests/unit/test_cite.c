/* SPDX-License-Identifier: ISC */
#include "page/cite.h"
#include "page/publications.h"
#include "page/reference.h"
#include "parse/profile.h"
#include "unit/bib_text.h"
#include "unit/unit.h"

#define BIB                                                            \
	"@inproceedings{mirage,title={Mirage: MOE},booktitle={SC'23}," \
	"year=2023}\n@article{b,title={B},journal={J},year=2024,"      \
	"selected={true}}\n@misc{old,title={Old}}"

struct cited {
	struct bib_read read;
	const struct profile *profile;
};

static void
cite(struct cited *c, struct str bib, struct str source)
{
	const struct profile *p;

	bib_read_text(&c->read, bib);
	c->read.diags = (struct diags){ 0 };
	diags_init(&c->read.diags, &c->read.arena);
	p = profile_parse(&c->read.arena, source, STR("p"), &c->read.diags);
	assert_non_null(p);
	c->profile = cite_profile(&c->read.arena, p, &c->read.bib,
	    &c->read.diags);
}

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

static bool
has_finding(const struct diags *d, const char *code)
{
	for (const struct diag *i = d->first; i != NULL; i = i->next)
		if (strcmp(i->code, code) == 0)
			return true;
	return false;
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
		cmocka_unit_test(citations_are_links),
		cmocka_unit_test(the_nearest_key_is_told),
		cmocka_unit_test(fields_cite),
		cmocka_unit_test(header_is_text),
		cmocka_unit_test(fields_of_students_cite),
		cmocka_unit_test(students_cite_within_their_form),
		cmocka_unit_test(students_cite_behind_their_form),
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

	return cmocka_run_group_tests_name("cite", tests, NULL, NULL);
}
