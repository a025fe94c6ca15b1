/* SPDX-License-Identifier: ISC */
#include "unit/bib_text.h"
#include "unit/unit.h"

struct row {
	const char *why;
	struct str in;
	struct str want;     /* as bib_dump() writes it */
	struct str findings; /* as bib_dump_findings() does */
};

static const struct row sound[] = {
	{ "G18 an entry",
	    STR_INIT("@Article{k,\n Title = {A {B} c},year=2023}"),
	    STR_INIT("article k|title=A B c|year=2023\n"), STR_INIT("") },
	{ "quotes, with braces in them",
	    STR_INIT("@misc{k, title = \"a {\"}b{\"} c\", year = \"2023\"}"),
	    STR_INIT("misc k|title=a \"b\" c|year=2023\n"), STR_INIT("") },
	{ "round brackets", STR_INIT("@misc(k, title=\"a (b)\", year=2023)"),
	    STR_INIT("misc k|title=a (b)|year=2023\n"), STR_INIT("") },
	{ "a comma at the end, and none",
	    STR_INIT("@misc{k,title={T},year=2023,}\n"
		     "@misc{l,title={T},year=2023}"),
	    STR_INIT("misc k|title=T|year=2023\nmisc l|title=T|year=2023\n"),
	    STR_INIT("") },
	{ "G18 strings and pieces",
	    STR_INIT("@string{SC = \"Proc. \" # \"of SC\"}@string(y={20})"
		     "@misc{k, title = sc # { '} # 23, year = Y # \"23\"}"),
	    STR_INIT("misc k|title=Proc. of SC '23|year=2023\n"),
	    STR_INIT("") },
	{ "G18 months",
	    STR_INIT("@misc{k,title={T},year=2023,month=1#\"~\"#jan}"),
	    STR_INIT("misc k|title=T|year=2023|month=1 January\n"),
	    STR_INIT("") },
	{ "front matter and mail addresses are comment",
	    STR_INIT("---\nlayout: x\n---\nme@a.org {x}\n@misc{k,title={T},"
		     "year=2023}"),
	    STR_INIT("misc k|title=T|year=2023\n"), STR_INIT("") },
	{ "@comment and @preamble are no entries",
	    STR_INIT("@comment{@misc{a,}}@preamble{\"x\" # {y}}@comment x\n"
		     "@misc{k,title={T},year=2023}"),
	    STR_INIT("misc k|title=T|year=2023\n"), STR_INIT("") },
	{ "lines behind % within an entry are comment",
	    STR_INIT("@misc{k,% no\n % title={x},\n title={T},year=2023}"),
	    STR_INIT("misc k|title=T|year=2023\n"), STR_INIT("") },
	{ "blanks everywhere", STR_INIT("@ misc\n{\n k ,\n title\n=\n{T}\n,"
					"year = 2023\n}"),
	    STR_INIT("misc k|title=T|year=2023\n"), STR_INIT("") },
	{ "a byte order mark", STR_INIT("\ufeff@misc{k,title={T},year=2023}"),
	    STR_INIT("misc k|title=T|year=2023\n"), STR_INIT("") },
	{ "biblatex has a date", STR_INIT("@misc{k,title={T},date={2023-01}}"),
	    STR_INIT("misc k|title=T|date=2023-01\n"), STR_INIT("") },
	{ "addresses are no typography",
	    STR_INIT("@misc{k,title={a--b~c},year=2023,url={http://a/~b--c}}"),
	    STR_INIT("misc k|title=a\u2013b c|year=2023|url=http://a/~b--c\n"),
	    STR_INIT("") },
	{ "nothing", STR_INIT(""), STR_INIT(""), STR_INIT("") },
};

static const struct row damaged[] = {
	{ "a brace that is missing costs no other field",
	    STR_INIT("@misc{a,\n title = {A {b},\n year = {2023}\n}\n"
		     "@misc{b,title={B},year=2022}"),
	    STR_INIT("misc a|title=A b|year=2023\n"
		     "misc b|title=B|year=2022\n"),
	    STR_INIT("2:10 bib-syntax\n") },
	{ "a quote that is missing",
	    STR_INIT("@misc{a, title = \"A,\n year = 2023,\n note = \"N\"\n}"),
	    STR_INIT("misc a|title=A|year=2023|note=N\n"),
	    STR_INIT("1:18 bib-syntax\n") },
	{ "an entry that is not closed",
	    STR_INIT("@misc{a,\n title={A},\n year=2023\n\n"
		     "@misc{b,title={B},year=2022}"),
	    STR_INIT("misc a|title=A|year=2023\n"
		     "misc b|title=B|year=2022\n"),
	    STR_INIT("1:1 bib-syntax\n") },
	{ "a brace too many",
	    STR_INIT("@misc{a, title={A}}, year={2023}\n}\n"),
	    STR_INIT("misc a|title=A|year=2023\n"),
	    STR_INIT("1:19 bib-syntax\n") },
	{ "no commas", STR_INIT("@misc{a\n title={A} year=2023\n note={N}}"),
	    STR_INIT("misc a|title=A|year=2023|note=N\n"),
	    STR_INIT("2:2 bib-syntax\n2:12 bib-syntax\n3:2 bib-syntax\n") },
	{ "no comma behind the key, on its line",
	    STR_INIT("@misc{a title={A}, year=2023}"),
	    STR_INIT("misc a|title=A|year=2023\n"),
	    STR_INIT("1:9 bib-syntax\n") },
	{ "stray letters", STR_INIT("@misc{a, title={A} x, y z, year=2023}"),
	    STR_INIT("misc a|title=A|year=2023\n"),
	    STR_INIT("1:20 bib-syntax\n1:23 bib-syntax\n") },
	{ "words without braces", STR_INIT("@misc{a, title=A b, year=2023}"),
	    STR_INIT("misc a|title=A b|year=2023\n"),
	    STR_INIT("1:16 bib-syntax\n") },
	{ "an unknown string is text",
	    STR_INIT("@misc{a, title={A}, year=2023, journal=NIPS}"),
	    STR_INIT("misc a|title=A|year=2023|journal=NIPS\n"),
	    STR_INIT("1:40 bib-string\n") },
	{ "a value that is missing",
	    STR_INIT("@misc{a, title={A}, note=, year=2023}"),
	    STR_INIT("misc a|title=A|note=|year=2023\n"),
	    STR_INIT("1:26 bib-syntax\n") },
	{ "no key", STR_INIT("@misc{title={A}, year=2023}"),
	    STR_INIT("misc |title=A|year=2023\n"),
	    STR_INIT("1:1 bib-no-key\n") },
	{ "a key twice: the first stays",
	    STR_INIT("@misc{a,title={A},year=2023}\n@book{a,title={B}}"),
	    STR_INIT("misc a|title=A|year=2023\n"),
	    STR_INIT("2:1 bib-twice\n") },
	{ "keys that differ in letter case are two",
	    STR_INIT("@misc{a,title={A},year=2023}"
		     "@misc{A,title={B},year=2023}"),
	    STR_INIT("misc a|title=A|year=2023\nmisc A|title=B|year=2023\n"),
	    STR_INIT("") },
	{ "a field twice is told",
	    STR_INIT("@misc{a,title={A},title={B},year=2023}"),
	    STR_INIT("misc a|title=A|title=B|year=2023\n"),
	    STR_INIT("1:19 bib-twice\n") },
	{ "neither title nor year", STR_INIT("\n @misc{a}"),
	    STR_INIT("misc a\n"),
	    STR_INIT("2:2 bib-no-title\n2:2 bib-no-year\n") },
	{ "almost entries", STR_INIT("article{a,\n@misc a,\n@miscc b\n"),
	    STR_INIT(""), STR_INIT("1:1 bib-syntax\n2:1 bib-syntax\n") },
	{ "an entry behind %", STR_INIT(" %@misc{a, year=1}\n"), STR_INIT(""),
	    STR_INIT("1:3 bib-comment\n") },
	{ "an @comment without an end hides nothing",
	    STR_INIT("@comment{x\n@comment{y\n@misc{a,title={A},year=2023}"),
	    STR_INIT("misc a|title=A|year=2023\n"),
	    STR_INIT("1:1 bib-syntax\n") },
	{ "a crossref to nothing",
	    STR_INIT("@misc{a,title={A},year=2023,\n crossref={b}}"),
	    STR_INIT("misc a|title=A|year=2023|crossref=b\n"),
	    STR_INIT("2:2 bib-crossref\n") },
	{ "a crossref to itself",
	    STR_INIT("@misc{a,title={A},year=2023,\n crossref={a}}"),
	    STR_INIT("misc a|title=A|year=2023|crossref=a\n"),
	    STR_INIT("2:2 bib-crossref\n") },
	{ "Latin-1", STR_INIT("@misc{a,title={Z\xfcrich},year=2023}"),
	    STR_INIT("misc a|title=Z\u00fcrich|year=2023\n"),
	    STR_INIT("1:17 bib-charset\n") },
	{ "the end comes early", STR_INIT("@misc{a, title = {A"),
	    STR_INIT("misc a|title=A\n"),
	    STR_INIT("1:18 bib-syntax\n1:1 bib-no-year\n") },
};

static void
check(const struct row *row)
{
	struct bib_read r;
	struct buf got, findings;

	buf_init(&got);
	buf_init(&findings);
	bib_read_text(&r, row->in);
	bib_dump(&r.bib, &got);
	bib_dump_findings(&r.diags, &findings);
	if (!str_eq(buf_str(&got), row->want) ||
	    !str_eq(buf_str(&findings), row->findings))
		print_error("%s: %.*s%.*s\n", row->why, STR_ARG(buf_str(&got)),
		    STR_ARG(buf_str(&findings)));
	check_row(str_eq(buf_str(&got), row->want), row->why);
	check_row(str_eq(buf_str(&findings), row->findings), row->why);
	buf_release(&got);
	buf_release(&findings);
	arena_release(&r.arena);
}

static void
sound_files_are_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(sound) / sizeof(sound[0]); i++)
		check(&sound[i]);
}

static void
damage_stays_where_it_is(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(damaged) / sizeof(damaged[0]); i++)
		check(&damaged[i]);
}

/* G18: what a reader copies is what the author wrote. */
static void
the_source_is_kept(void **state)
{
	static const struct str want =
	    STR_INIT("@misc{a, % why\n title = {\\'A},\tyear=2023 }");
	struct str source =
	    STR("x @misc{a, % why\n title = {\\'A},\tyear=2023 }\n@misc{b");
	struct bib_read r;

	(void)state;
	bib_read_text(&r, source);
	assert_str(r.bib.first->source, want);
	assert_str(r.bib.first->next->source, STR("@misc{b"));
	arena_release(&r.arena);
}

static void
children_inherit(void **state)
{
	struct bib_read r;
	const struct bib_entry *e;

	(void)state;
	bib_read_text(&r, STR("@inproceedings{c,title={C},crossref={p}}\n"
			      "@inproceedings{d,title={D},crossref={p},"
			      "date={2020-05}}\n"
			      "@proceedings{p,title={P},year=2023,editor={E},"
			      "url={http://p.org/}}"));
	e = bib_entry_of(&r.bib, STR("c"));
	assert_ptr_equal(e->parent, bib_entry_of(&r.bib, STR("p")));
	assert_str(bib_text(e, STR("title")), STR("C"));
	assert_str(bib_text(e, STR("booktitle")), STR("P"));
	assert_str(bib_text(e, STR("editor")), STR("E"));
	assert_str(bib_text(e, STR("url")), STR(""));
	assert_int_equal(bib_year(e), 2023);
	assert_int_equal(bib_year(bib_entry_of(&r.bib, STR("d"))), 2020);
	assert_null(r.diags.first);
	arena_release(&r.arena);
}

/* strings of strings of strings cannot fill the memory. */
static void
strings_do_not_explode(void **state)
{
	struct bib_read r;
	struct buf bomb;

	(void)state;
	buf_init(&bomb);
	buf_add(&bomb, STR("@string{a0={0123456789}}\n"));
	for (int i = 0; i < 60; i++)
		buf_printf(&bomb, "@string{a%d=a%d#a%d}\n", i + 1, i, i);
	buf_add(&bomb, STR("@misc{k,title=a60,year=2023}"));
	bib_read_text(&r, buf_str(&bomb));
	assert_true(r.bib.first->fields->text.len < 3 * BIBTEX_SOURCE_MAX);
	assert_string_equal(r.diags.first->code, "bib-string");
	buf_release(&bomb);
	arena_release(&r.arena);
}

/* Files of the full size that have a finding, or two, every few bytes. */
static const struct {
	const char *why;
	const char *first;
	const char *unit;
	bool full; /* of entries */
} floods[] = {
	{ "entries that lack everything", "", "@a{}\n", true },
	{ "one entry of stray words", "@misc{k,", ",x y", false },
	{ "entries behind %", "", "%@a{\n", false },
	{ "one key", "", "@a{k}\n", false },
	{ "a field twice", "", "@a{t=1,t=2}\n", true },
	{ "unknown strings", "@string{k", ",t=x", false },
	{ "almost entries", "", "@book\n", false },
	{ "quotes that stay open", "", "@a{k,t=\"\n", false },
};

static size_t
count_findings(const struct diags *d)
{
	size_t count = 0;

	for (const struct diag *i = d->first; i != NULL; i = i->next)
		count++;
	return count;
}

/* what is kept of a flood does not grow with it. */
static void
floods_are_bounded(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(floods) / sizeof(floods[0]); i++) {
		struct bib_read r;
		struct buf flood;
		size_t found = 0;

		buf_init(&flood);
		buf_add(&flood, str_of(floods[i].first));
		while (flood.len < BIBTEX_SOURCE_MAX)
			buf_add(&flood, str_of(floods[i].unit));
		bib_read_text(&r, buf_str(&flood));
		for (size_t l = 0; l <= DIAG_ERROR; l++)
			found += r.diags.count[l];
		check_row(found > 10 * DIAG_SAME_MAX, floods[i].why);
		check_row(count_findings(&r.diags) <= 6 * (DIAG_SAME_MAX + 1),
		    floods[i].why);
		check_row(r.bib.count <= BIBTEX_ENTRIES_MAX, floods[i].why);
		check_row((r.bib.count == BIBTEX_ENTRIES_MAX) ==
			      floods[i].full,
		    floods[i].why);
		buf_release(&flood);
		arena_release(&r.arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sound_files_are_read),
		cmocka_unit_test(damage_stays_where_it_is),
		cmocka_unit_test(the_source_is_kept),
		cmocka_unit_test(children_inherit),
		cmocka_unit_test(strings_do_not_explode),
		cmocka_unit_test(floods_are_bounded),
	};

	return cmocka_run_group_tests_name("bibtex", tests, NULL, NULL);
}
