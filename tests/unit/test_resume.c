/* SPDX-License-Identifier: ISC */
#include "unit/json_check.h"
#include "unit/unit.h"

#include "parse/bibtex.h"
#include "parse/profile.h"
#include "render/resume.h"

static const struct origin both = {
	.host = STR_INIT("h.example"),
	.port = { 1965, 70 },
};

/* The file of a profile, which must be JSON whatever is in it. */
static struct str
resume_of(struct arena *a, struct str source, struct bib *bib)
{
	const struct profile *parsed;
	struct profile p;
	struct diags d;
	struct buf out;
	struct str text;

	diags_init(&d, a);
	parsed = profile_parse(a, source, STR("profile.txt"), &d);
	assert_non_null(parsed);
	p = *parsed;
	p.bib = bib;
	buf_init(&out);
	resume_write(&out, &p, &both);
	text = arena_str(a, buf_str(&out));
	buf_release(&out);
	assert_true(json_is_whole(text));
	return text;
}

static const struct {
	const char *why;
	struct str source;
	struct str has;
} rows[] = {
	{ "the name", STR_INIT(""), STR_INIT("\"name\": \"Ada\"") },
	{ "a position is a label", STR_INIT("Position: Professor\n"),
	    STR_INIT("\"label\": \"Professor\"") },
	{ "an address that works", STR_INIT("Email: a@h.example\n"),
	    STR_INIT("\"email\": \"a@h.example\"") },
	{ "without a web site the capsule", STR_INIT(""),
	    STR_INIT("\"url\": \"gemini://h.example/\"") },
	{ "with one that", STR_INIT("Homepage: https://ada.example/\n"),
	    STR_INIT("\"url\": \"https://ada.example/\"") },
	{ "accounts", STR_INIT("ORCID: 0000-0002-1825-0097\n"),
	    STR_INIT("\"url\": \"https://orcid.org/0000-0002-1825-0097\"") },
	{ "fields are skills", STR_INIT("Field: Logic\n"),
	    STR_INIT("\"skills\": [\n    {\n      \"name\": \"Logic\"") },
	{ "the first paragraph", STR_INIT("\n# About\nOne \"x\".\n\nTwo.\n"),
	    STR_INIT("\"summary\": \"One \\\"x\\\".\"") },
	{ "a position",
	    STR_INIT("\n# Positions\n* 2020-09..2021-07 Fellow, "
		     "Department of Logic, University of Y\n"),
	    STR_INIT("\"name\": \"Department of Logic, University of Y\",\n"
		     "      \"position\": \"Fellow\","
		     "\n      \"startDate\": \"2020-09\",\n"
		     "      \"endDate\": \"2021-07\"") },
	{ "one that lasts has no end",
	    STR_INIT("\n# Positions\n* since 2021 Fellow, Univ\n"),
	    STR_INIT("\"startDate\": \"2021\"\n    }") },
	{ "a degree and its area",
	    STR_INIT("\n# Education\n* Ph.D. in Logic, Univ\n"),
	    STR_INIT("\"institution\": \"Univ\",\n      \"area\": \"Logic\",\n"
		     "      \"studyType\": \"Ph.D.\"") },
	{ "what else is known",
	    STR_INIT("\n# Education\n* B.Sc., Univ\n  Advisor: B. Two\n"),
	    STR_INIT("\"summary\": \"Advisor: B. Two\"") },
	{ "a project",
	    STR_INIT("\n# Projects\n* Mill: an engine\n"
		     "  Link: https://mill.example/\n"),
	    STR_INIT("\"name\": \"Mill\",\n      \"description\": "
		     "\"an engine\"") },
	{ "an award", STR_INIT("\n# Awards\n* 2020 A prize\n"),
	    STR_INIT("\"title\": \"A prize\",\n      \"date\": \"2020\"") },
	{ "publications typed by hand",
	    STR_INIT("\n# Publications\n* A. Sketch. 1843\n"),
	    STR_INIT("\"publications\": [\n    {\n      \"name\": "
		     "\"A. Sketch. 1843\"") },
	{ "hostile words", STR_INIT("Position: \\\"},{\"\n"),
	    STR_INIT("\"label\": \"\\\\\\\"},{\\\"\"") },
};

static void
says_what_the_profile_says(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct arena a;
		struct str text;

		arena_init(&a);
		text = resume_of(&a,
		    arena_printf(&a, "Name: Ada\n%.*s",
			STR_ARG(rows[i].source)),
		    NULL);
		if (str_find(text, rows[i].has) == text.len)
			fail_msg("%s:\n%.*s", rows[i].why, STR_ARG(text));
		arena_release(&a);
	}
}

/* The same file over all protocols. */
static void
keeps_what_one_protocol_may_not_show(void **state)
{
	const struct str source =
	    STR("Name: Ada\n\n# About\nNot: gopher\nHidden.\n\n"
		"# Education\nOnly: gemini\n* Hidden\n\n"
		"# Publications\nNot: gopher\n* Hidden\n\n"
		"# Awards\n* Shown\n");
	struct bib_entry entry = { .key = STR("Hidden") };
	struct bib bib = { .first = &entry, .count = 1 };
	struct arena a;
	struct str text;

	(void)state;
	arena_init(&a);
	text = resume_of(&a, source, NULL);
	assert_true(str_find(text, STR("Shown")) < text.len);
	assert_int_equal(str_find(text, STR("Hidden")), text.len);
	text = resume_of(&a, source, &bib);
	assert_int_equal(str_find(text, STR("Hidden")), text.len);
	arena_release(&a);
}

static void
lists_the_bibliography(void **state)
{
	const struct str want =
	    STR("\"name\": \"T\",\n      \"publisher\": \"NSDI, 2023\",\n"
		"      \"releaseDate\": \"2023\",\n      \"url\": "
		"\"gemini://h.example/publications/k\",\n"
		"      \"summary\": \"Short.\"");
	struct bibtex b;
	struct bib bib;
	struct diags d;
	struct arena a;
	struct str text;

	(void)state;
	arena_init(&a);
	diags_init(&d, &a);
	bibtex_init(&b, &a, &d, &bib);
	bibtex_read(&b,
	    STR("@inproceedings{k, title={T}, booktitle={NSDI}, year=2023,"
		" abstract={Short.}}"),
	    STR("a.bib"));
	bibtex_finish(&b);
	text = resume_of(&a, STR("Name: Ada\n"), &bib);
	assert_true(str_find(text, want) < text.len);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(says_what_the_profile_says),
		cmocka_unit_test(keeps_what_one_protocol_may_not_show),
		cmocka_unit_test(lists_the_bibliography),
	};

	return cmocka_run_group_tests_name("resume", tests, NULL, NULL);
}
