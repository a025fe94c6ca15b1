/* SPDX-License-Identifier: ISC */
#include "unit/loaded.h"

#define NAME "Name: Ada Example\nEmail: ada@example.org\n"
#define ENTRY "@misc{Key.1,\t% kept\n title={T},year=2023}"
#define BIB "% kept\n" ENTRY
#define MEDIA STR_INIT("text/x-bibtex; charset=utf-8")

static const struct {
	const char *why;
	enum view view;
	struct str key;
	struct str media; /* empty = a page */
	struct str body;
} served[] = {
	{ "the whole file, as it is", VIEW_GEMINI,
	    STR_INIT("/publications.bib"), MEDIA, STR_INIT(BIB) },
	{ "the whole file on Gopher, in CRLF lines", VIEW_GOPHER,
	    STR_INIT("publications.bib"), MEDIA,
	    STR_INIT("% kept\r\n@misc{Key.1,\t% kept\r\n"
		     " title={T},year=2023}\r\n") },
	{ "an entry alone, with its comments", VIEW_GEMINI,
	    STR_INIT("/publications/key-1.bib"), MEDIA,
	    STR_INIT(ENTRY "\n") },
	{ "an entry alone on Gopher", VIEW_GOPHER,
	    STR_INIT("publications/key-1.bib"), MEDIA,
	    STR_INIT("@misc{Key.1,\t% kept\r\n title={T},year=2023}\r\n") },
	{ "the page of an entry", VIEW_GEMINI, STR_INIT("/publications/key-1"),
	    { NULL, 0 }, { NULL, 0 } },
	{ "the page of an entry on Gopher", VIEW_GOPHER,
	    STR_INIT("publications/key-1"), { NULL, 0 }, { NULL, 0 } },
	{ "the list", VIEW_GEMINI, STR_INIT("/publications"), { NULL, 0 },
	    { NULL, 0 } },
};

static void
entries_are_served(void **state)
{
	static const struct memory_file files[] = {
		{ .path = STR_INIT("profile.txt"), .bytes = STR_INIT(NAME) },
		{ .path = STR_INIT("publications.bib"),
		    .bytes = STR_INIT(BIB) },
	};
	struct loaded l;

	(void)state;
	load(&l, files, 2);
	for (size_t i = 0; i < COUNT(served); i++) {
		struct resource r;

		check_row(image_find(&l.image, served[i].view, served[i].key,
			      &r),
		    served[i].why);
		if (served[i].media.len == 0)
			continue;
		check_row(str_eq(r.media, served[i].media), served[i].why);
		check_row(str_eq(r.body, served[i].body), served[i].why);
		check_row(r.item == '0', served[i].why);
	}
	assert_null(l.diags.first);
	unload(&l);
}

/* Two files by name: read both, and served as one. */
static void
named_files_are_read(void **state)
{
	static const struct memory_file files[] = {
		{ .path = STR_INIT("profile.txt"),
		    .bytes = STR_INIT(NAME "Bibliography: /bib/a.bib\n"
					   "Bibliography: b.bib\n") },
		{ .path = STR_INIT("bib/a.bib"),
		    .bytes = STR_INIT("@misc{a,title={A},year=1}"
				      "@string{s={S}}") },
		{ .path = STR_INIT("b.bib"),
		    .bytes = STR_INIT("@misc{b,title=s,year=2000}\n") },
	};
	struct loaded l;
	struct resource r;

	(void)state;
	load(&l, files, 3);
	assert_true(image_find(&l.image, VIEW_GEMINI, STR("/publications.bib"),
	    &r));
	assert_str(r.body,
	    STR("@misc{a,title={A},year=1}@string{s={S}}\n"
		"@misc{b,title=s,year=2000}\n"));
	assert_true(
	    image_find(&l.image, VIEW_GEMINI, STR("/publications/b"), &r));
	assert_true(str_starts(r.body, STR("# S\n")));
	assert_string_equal(l.diags.first->code, "bib-no-year");
	assert_str(l.diags.first->at.file, STR("bib/a.bib"));
	assert_null(l.diags.first->next);
	unload(&l);
}

static const struct {
	const char *why;
	struct str profile;
	size_t line; /* of the finding; 0 = there is none */
} lacking[] = {
	{ "no field and no file", STR_INIT(NAME), 0 },
	{ "no such file", STR_INIT(NAME "Bibliography: my.bib\n"), 3 },
	{ "X-15 a path out of the folder",
	    STR_INIT(NAME "\nBibliography: ../my.bib\n"), 4 },
	{ "X-15 a path with empty parts",
	    STR_INIT(NAME "Bibliography: a//profile.txt\n"), 3 },
};

static void
what_is_missing_is_told(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(lacking); i++) {
		const struct memory_file files[] = {
			{ .path = STR("profile.txt"),
			    .bytes = lacking[i].profile },
		};
		struct loaded l;
		struct resource r;
		const struct diag *d;

		load(&l, files, 1);
		d = l.diags.first;
		check_row((d == NULL) == (lacking[i].line == 0),
		    lacking[i].why);
		check_row(d == NULL || d->at.line == lacking[i].line,
		    lacking[i].why);
		check_row(d == NULL || strcmp(d->code, "missing-file") == 0,
		    lacking[i].why);
		check_row(!image_find(&l.image, VIEW_GEMINI,
			      STR("/publications"), &r),
		    lacking[i].why);
		unload(&l);
	}
}

/* A link of an entry is checked as any other, at its place in the .bib. */
static void
links_of_entries_are_checked(void **state)
{
	static const struct memory_file files[] = {
		{ .path = STR_INIT("profile.txt"), .bytes = STR_INIT(NAME) },
		{ .path = STR_INIT("publications.bib"),
		    .bytes = STR_INIT("@misc{a,title={A},year=2000,\n"
				      " pdf={files/a b.pdf},\n"
				      " slides={files/s.pdf}}\n") },
		{ .path = STR_INIT("files/a b.pdf"),
		    .bytes = STR_INIT("%PDF\n") },
	};
	struct loaded l;
	struct resource r;

	(void)state;
	load(&l, files, 3);
	assert_string_equal(l.diags.first->code, "missing-file");
	assert_str(l.diags.first->at.file, STR("publications.bib"));
	assert_int_equal(l.diags.first->at.line, 3);
	assert_null(l.diags.first->next);
	assert_true(
	    image_find(&l.image, VIEW_GEMINI, STR("/publications/a"), &r));
	assert_true(str_find(r.body, STR("=> /files/a%20b.pdf Paper (PDF, ")) <
		    r.body.len);
	unload(&l);
}

#define CONF "@string{conf = {The } # name # { Conference}}"
#define CHILD "@misc{b, title={B}, booktitle=conf, crossref={p}}"
#define PARENT "@proceedings{p, title={P}, publisher=press, year=2001}"

static const struct {
	const char *why;
	struct str path;
	struct str body;
} alone[] = {
	{ "G18 nothing that it needs", STR_INIT("/publications/a.bib"),
	    STR_INIT("@misc{a, title={A}, month=jan, year=2000}\n") },
	{ "strings, those they are made of, and the parent behind",
	    STR_INIT("/publications/b.bib"),
	    STR_INIT("@string{name={Example}}\n" CONF "\n"
		     "@string{press = {New}}\n\n" CHILD "\n\n" PARENT
		     "\n") },
	{ "the string of that time", STR_INIT("/publications/c.bib"),
	    STR_INIT("@string(press={Old})\n\n"
		     "@misc{c, title=press, year=2002}\n") },
	{ "two of one command", STR_INIT("/publications/d.bib"),
	    STR_INIT("@string{x={X}, y={Y}}\n\n"
		     "@misc{d, title=x#y#x, year=2003}\n") },
};

static void
an_entry_alone_is_complete(void **state)
{
	static const struct memory_file files[] = {
		{ .path = STR_INIT("profile.txt"), .bytes = STR_INIT(NAME) },
		{ .path = STR_INIT("publications.bib"),
		    .bytes = STR_INIT(
			"@misc{a, title={A}, month=jan, year=2000}\n"
			"@string{name={Example}} @string(press={Old})\n"
			"@misc{c, title=press, year=2002}\n" CONF
			"@string{press = {New}}\n@string{x={X}, y={Y}}" CHILD
			"\n" PARENT
			"@misc{d, title=x#y#x, year=2003}") },
	};
	struct loaded l;

	(void)state;
	load(&l, files, 2);
	for (size_t i = 0; i < COUNT(alone); i++) {
		struct resource r;

		check_row(image_find(&l.image, VIEW_GEMINI, alone[i].path, &r),
		    alone[i].why);
		if (!str_eq(r.body, alone[i].body))
			print_error("%.*s\n", STR_ARG(r.body));
		check_row(str_eq(r.body, alone[i].body), alone[i].why);
	}
	assert_null(l.diags.first);
	unload(&l);
}

/* A parent of a megabyte is in the file of each child, up to a limit. */
static void
excerpts_do_not_explode(void **state)
{
	struct memory_file files[] = {
		{ .path = STR("profile.txt"), .bytes = STR(NAME) },
		{ .path = STR("publications.bib") },
	};
	struct loaded l;
	struct buf bib;

	(void)state;
	buf_init(&bib);
	for (int i = 0; i < 1000; i++)
		buf_printf(&bib, "@misc{k%d,title={T},crossref={p}}\n", i);
	buf_add(&bib, STR("@book{p,title={P},year=2000,\n%"));
	while (bib.len < (size_t)1 << 20)
		buf_char(&bib, 'x');
	buf_add(&bib, STR("\n}\n"));
	files[1].bytes = buf_str(&bib);
	load(&l, files, 2);
	assert_true(l.bytes.len < (size_t)64 << 20);
	assert_string_equal(l.diags.first->code, "bib-limit");
	assert_in_range(l.diags.count[DIAG_WARNING], 900, 999);
	buf_release(&bib);
	unload(&l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(entries_are_served),
		cmocka_unit_test(named_files_are_read),
		cmocka_unit_test(what_is_missing_is_told),
		cmocka_unit_test(an_entry_alone_is_complete),
		cmocka_unit_test(excerpts_do_not_explode),
		cmocka_unit_test(links_of_entries_are_checked),
	};

	return cmocka_run_group_tests_name("bibliography", tests, NULL, NULL);
}
