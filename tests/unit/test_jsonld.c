/* SPDX-License-Identifier: ISC */
/* What web pages say of a person and a publication in schema.org's words. */
#include "unit/cited.h"
#include "unit/json_check.h"

#include "render/jsonld.h"

#define SITE "https://ada.example/~ada/"
#define NAME "Name: Ada Example\n"

static const struct origin site = {
	.host = STR_INIT("h.example"),
	.port = { 1965, 70 },
	.web = STR_INIT(SITE),
};

/* JSON that no parser of HTML takes for markup, and that a LF ends. */
static void
check_safe(struct str text)
{
	if (!json_is_whole(text) || !str_ends(text, STR("}\n")) ||
	    str_index(text, '<') < text.len ||
	    str_index(text, '>') < text.len || str_index(text, '&') < text.len)
		fail_msg("unsafe:\n%.*s", STR_ARG(text));
	if (str_find(text, STR("\"\"")) < text.len ||
	    str_find(text, STR("[]")) < text.len)
		fail_msg("empty values:\n%.*s", STR_ARG(text));
}

static struct str
taken(struct cited *c, struct buf *out)
{
	struct str text = buf_keep(out, &c->read.arena);

	if (text.len > 0)
		check_safe(text);
	return text;
}

static struct str
person(struct cited *c, const struct origin *o)
{
	struct buf out;

	buf_init(&out);
	jsonld_person(&out, c->profile, o);
	return taken(c, &out);
}

/* The first entry. */
static struct str
article(struct cited *c, const struct origin *o)
{
	struct buf out;

	buf_init(&out);
	jsonld_article(&out, c->profile, c->read.bib.first, o);
	return taken(c, &out);
}

static bool
has(struct str text, struct str what)
{
	return str_find(text, what) < text.len;
}

struct row {
	const char *why;
	struct str source;
	struct str says;
	struct str never; /* or empty */
};

static void
check(const struct row *row, struct str text)
{
	if (!has(text, row->says))
		fail_msg("%s:\n%.*s", row->why, STR_ARG(text));
	if (row->never.len > 0 && has(text, row->never))
		fail_msg("%s, but it says more:\n%.*s", row->why,
		    STR_ARG(text));
}

#define NONE STR_INIT("")

static const struct row people[] = {
	{ "who", NONE,
	    STR_INIT("{\n  \"@context\": \"https://schema.org\",\n"
		     "  \"@type\": \"Person\",\n"
		     "  \"name\": \"Ada Example\",\n"
		     "  \"url\": \"" SITE "\"\n}\n"),
	    NONE },
	{ "a position", STR_INIT("Position: Professor\n"),
	    STR_INIT("\"jobTitle\": \"Professor\"\n"), NONE },
	{ "two of them", STR_INIT("Position: Dean\nPosition: Fellow\n"),
	    STR_INIT("\"jobTitle\": [\n    \"Dean\",\n    \"Fellow\"\n  ]"),
	    NONE },
	{ "an institution", STR_INIT("Institution: Univ\n"),
	    STR_INIT("\"affiliation\": {\n    \"@type\": \"Organization\",\n"
		     "    \"name\": \"Univ\"\n  }"),
	    NONE },
	{ "and a department",
	    STR_INIT("Department: Logic\nInstitution: Univ\n"),
	    STR_INIT("\"name\": \"Univ\"\n    },\n    {\n"
		     "      \"@type\": \"Organization\",\n"
		     "      \"name\": \"Logic\"\n    }\n  ]"),
	    NONE },
	{ "an address", STR_INIT("Email: a@h.example\n"),
	    STR_INIT("\"email\": \"a@h.example\""), NONE },
	{ "none for machines", STR_INIT("Email: a (at) h.example\n"),
	    STR_INIT("Ada"), STR_INIT("email") },
	{ "a photo", STR_INIT("Photo: files/my photo.jpg\n"),
	    STR_INIT("\"image\": \"" SITE "files/my%20photo.jpg\""), NONE },
	{ "one from the root", STR_INIT("Photo: /files/%61.jpg\n"),
	    STR_INIT("\"image\": \"" SITE "files/a.jpg\""), NONE },
	{ "one elsewhere", STR_INIT("Photo: https://p.example/a.jpg\n"),
	    STR_INIT("\"image\": \"https://p.example/a.jpg\""), NONE },
	{ "no such file", STR_INIT("Photo: ../a.jpg\n"), STR_INIT("Ada"),
	    STR_INIT("image") },
	{ "nor such a one", STR_INIT("Photo: data:image/png,x\n"),
	    STR_INIT("Ada"), STR_INIT("image") },
	{ "the same elsewhere",
	    STR_INIT("Homepage: https://a.example/\n"
		     "ORCID: 0000-0002-1825-0097\n"
		     "Scholar: https://s.example/u\n"
		     "Code: https://c.example/ada\n"),
	    STR_INIT("\"sameAs\": [\n    \"https://a.example/\",\n"
		     "    \"https://orcid.org/0000-0002-1825-0097\",\n"
		     "    \"https://s.example/u\",\n"
		     "    \"https://c.example/ada\"\n  ]"),
	    NONE },
	{ "not the same page again",
	    STR_INIT("Homepage: https://ada.example/~ada\n"), STR_INIT("Ada"),
	    STR_INIT("sameAs") },
	{ "not a mere name there", STR_INIT("Code: ada\nScholar: XYZ\n"),
	    STR_INIT("Ada"), STR_INIT("sameAs") },
	{ "fields", STR_INIT("Field: Logic\nField: Engines\n"),
	    STR_INIT("\"knowsAbout\": [\n    \"Logic\",\n    \"Engines\"\n"),
	    NONE },
	{ "a school, once",
	    STR_INIT("\n# Education\n* 1840 Ph.D. in Logic, University of Y\n"
		     "* 1836 M.Sc. in Logic, University of Y\n"),
	    STR_INIT("\"alumniOf\": {\n    \"@type\": \"Organization\",\n"
		     "    \"name\": \"University of Y\"\n  }\n"),
	    NONE },
	{ "not one of today",
	    STR_INIT("\n# Education\n* since 2024 Ph.D., University of Y\n"),
	    STR_INIT("Ada"), STR_INIT("alumniOf") },
	{ "not a subject",
	    STR_INIT("\n# Education\n* 2020 Ph.D., Computing\n"),
	    STR_INIT("Ada"), STR_INIT("alumniOf") },
	{ "not what the web may not show",
	    STR_INIT("\n# Education\nNot: web\n* Ph.D., University of Y\n"),
	    STR_INIT("Ada"), STR_INIT("alumniOf") },
	{ "markup", STR_INIT("Position: </script><!-- & \\\" -->\n"),
	    STR_INIT("\"\\u003c/script\\u003e\\u003c!-- \\u0026 \\\\\\\" "
		     "--\\u003e\""),
	    NONE },
	{ "in another language",
	    STR_INIT("Lang: de\nPosition: Dozentin\n"),
	    STR_INIT("\"jobTitle\": \"Dozentin\""), NONE },
};

static void
a_person_is_what_the_profile_says(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(people); i++) {
		struct cited c;
		char source[512];

		snprintf(source, sizeof(source), NAME "%.*s",
		    STR_ARG(people[i].source));
		cite(&c, STR("@misc{k, title={T}}"), str_of(source));
		check(&people[i], person(&c, &site));
		arena_release(&c.read.arena);
	}
}

static const struct row entries[] = {
	{ "an article",
	    STR_INIT("@inproceedings{k, title={Mills}}"),
	    STR_INIT("\"@type\": \"ScholarlyArticle\",\n"
		     "  \"name\": \"Mills\",\n"
		     "  \"url\": \"" SITE "publications/k/\"\n}\n"),
	    NONE },
	{ "no article", STR_INIT("@phdthesis{k, title={T}, school={Univ}}"),
	    STR_INIT("\"@type\": \"Thesis\",\n  \"name\": \"T\",\n"
		     "  \"sourceOrganization\": {\n"
		     "    \"@type\": \"Organization\",\n"
		     "    \"name\": \"Univ\"\n  }"),
	    STR_INIT("publisher") },
	{ "authors, and which is the owner",
	    STR_INIT("@misc{k, title={T}, author={Babbage, Charles and "
		     "Example, A.}}"),
	    STR_INIT("\"author\": [\n    {\n      \"@type\": \"Person\",\n"
		     "      \"name\": \"Charles Babbage\"\n    },\n    {\n"
		     "      \"@type\": \"Person\",\n"
		     "      \"name\": \"A. Example\",\n"
		     "      \"url\": \"" SITE "\"\n    }\n  ]"),
	    NONE },
	{ "editors, a parent's too",
	    STR_INIT("@inbook{k, title={T}, crossref={p}}\n"
		     "@book{p, title={P}, editor={One, B.}}"),
	    STR_INIT("\"editor\": [\n    {\n      \"@type\": \"Person\",\n"
		     "      \"name\": \"B. One\"\n    }\n  ],\n"
		     "  \"isPartOf\": {\n    \"@type\": \"Book\",\n"
		     "    \"name\": \"P\"\n  }"),
	    STR_INIT("author") },
	{ "a year", STR_INIT("@misc{k, title={T}, year=2023}"),
	    STR_INIT("\"datePublished\": \"2023\""), NONE },
	{ "a month", STR_INIT("@misc{k, title={T}, year=2023, month=apr}"),
	    STR_INIT("\"datePublished\": \"2023-04\""), NONE },
	{ "one in digits", STR_INIT("@misc{k, title={T}, year=2023, month=4}"),
	    STR_INIT("\"datePublished\": \"2023-04\""), NONE },
	{ "a day", STR_INIT("@misc{k, title={T}, date={2023-04-17}}"),
	    STR_INIT("\"datePublished\": \"2023-04-17\""), NONE },
	{ "a day that there is not",
	    STR_INIT("@misc{k, title={T}, date={2023-02-30}}"),
	    STR_INIT("\"datePublished\": \"2023\""), NONE },
	{ "no more than a year",
	    STR_INIT("@misc{k, title={T}, date={2023-04-17/2023-05-01}}"),
	    STR_INIT("\"datePublished\": \"2023\""), NONE },
	{ "months that are none",
	    STR_INIT("@misc{k, title={T}, year=2023, month=13}"),
	    STR_INIT("\"datePublished\": \"2023\""), NONE },
	{ "a journal",
	    STR_INIT("@article{k, title={T}, journal={J}, volume=3, number=4,"
		     " pages={1--9}, issn={1234-5678}, publisher={Press}}"),
	    STR_INIT("\"isPartOf\": {\n    \"@type\": \"PublicationIssue\",\n"
		     "    \"issueNumber\": \"4\",\n    \"isPartOf\": {\n"
		     "      \"@type\": \"PublicationVolume\",\n"
		     "      \"volumeNumber\": \"3\",\n"
		     "      \"isPartOf\": {\n"
		     "        \"@type\": \"Periodical\",\n"
		     "        \"name\": \"J\",\n"
		     "        \"issn\": \"1234-5678\"\n      }\n    }\n  },\n"
		     "  \"pagination\": \"1\xe2\x80\x93"
		     "9\",\n  \"publisher\": {\n"
		     "    \"@type\": \"Organization\",\n"
		     "    \"name\": \"Press\"\n  }"),
	    NONE },
	{ "one by its name alone",
	    STR_INIT("@article{k, title={T}, journaltitle={J}}"),
	    STR_INIT("\"isPartOf\": {\n    \"@type\": \"Periodical\",\n"
		     "    \"name\": \"J\"\n  }"),
	    NONE },
	{ "proceedings",
	    STR_INIT("@inproceedings{k, title={T}, booktitle={NSDI},"
		     " series={S}}"),
	    STR_INIT("\"isPartOf\": {\n    \"@type\": \"Book\",\n"
		     "    \"name\": \"NSDI\"\n  }"),
	    STR_INIT("BookSeries") },
	{ "a DOI", STR_INIT("@misc{k, title={T}, doi={10.1/x}}"),
	    STR_INIT("\"sameAs\": \"https://doi.org/10.1/x\""), NONE },
	{ "one with its scheme", STR_INIT("@misc{k, title={T}, doi={DOI: "
					  "10.1/x}}"),
	    STR_INIT("\"sameAs\": \"https://doi.org/10.1/x\""), NONE },
	{ "one as a URL",
	    STR_INIT("@misc{k, title={T}, doi={http://dx.doi.org/10.1/x}}"),
	    STR_INIT("\"sameAs\": \"https://doi.org/10.1/x\""), NONE },
	{ "one with signs", STR_INIT("@misc{k, title={T}, doi={10.1/a<b>}}"),
	    STR_INIT("\"sameAs\": \"https://doi.org/10.1/a%3Cb%3E\""), NONE },
	{ "a URL instead",
	    STR_INIT("@misc{k, title={T}, doi={https://d.example/1}}"),
	    STR_INIT("\"sameAs\": \"https://d.example/1\""), NONE },
	{ "what is no DOI", STR_INIT("@misc{k, title={T}, doi={soon}}"),
	    STR_INIT("\"T\""), STR_INIT("sameAs") },
	{ "an abstract", STR_INIT("@misc{k, title={T}, abstract={</p> & x}}"),
	    STR_INIT("\"abstract\": \"\\u003c/p\\u003e \\u0026 x\""), NONE },
	{ "a language", STR_INIT("@misc{k, title={T}, language={zh-Hans}}"),
	    STR_INIT("\"inLanguage\": \"zh-Hans\""), NONE },
	{ "not its name", STR_INIT("@misc{k, title={T}, langid={ngerman}}"),
	    STR_INIT("\"T\""), STR_INIT("inLanguage") },
};

static void
an_article_is_what_the_entry_says(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(entries); i++) {
		struct cited c;

		cite(&c, entries[i].source, STR(NAME));
		check(&entries[i], article(&c, &site));
		arena_release(&c.read.arena);
	}
}

static void
without_a_site_no_page_has_a_url(void **state)
{
	struct origin none = site;
	struct cited c;

	(void)state;
	none.web = (struct str){ NULL, 0 };
	cite(&c, STR("@misc{k, title={T}, author={Example, Ada}}"),
	    STR(NAME "Photo: files/a.jpg\n"));
	assert_false(has(person(&c, &none), STR("h.example")));
	assert_false(has(person(&c, &none), STR("image")));
	assert_false(has(article(&c, &none), STR("url")));
	arena_release(&c.read.arena);
}

/* The site has none of it. */
static void
what_lies_in_a_zone_has_no_url(void **state)
{
	static const struct str parts[] = { STR_INIT("/publications"),
		STR_INIT("/files/") };
	const struct guarded guarded = { parts, COUNT(parts) };
	struct profile closed;
	struct cited c;

	(void)state;
	cite(&c, STR("@misc{k, title={T}}"),
	    STR(NAME "Photo: files/%61.jpg\n"));
	closed = *c.profile;
	closed.guarded = &guarded;
	c.profile = &closed;
	assert_true(has(person(&c, &site), STR("\"url\"")));
	assert_false(has(person(&c, &site), STR("image")));
	assert_false(has(article(&c, &site), STR("\"url\"")));
	arena_release(&c.read.arena);
}

static void
a_translation_has_its_own_home_page(void **state)
{
	struct profile other;
	struct cited c;

	(void)state;
	cite(&c, STR("@misc{k, title={T}, author={Example, Ada}}"), STR(NAME));
	other = *c.profile;
	other.root = STR("/de");
	c.profile = &other;
	assert_true(has(person(&c, &site), STR("\"url\": \"" SITE "de/\"")));
	assert_true(has(article(&c, &site), STR("\"url\": \"" SITE "de/\"")));
	arena_release(&c.read.arena);
}

static void
nobody_is_nothing(void **state)
{
	struct cited c;

	(void)state;
	cite(&c, STR("@misc{k, title={T}}"), STR(NAME));
	c.profile = &(struct profile){ 0 };
	assert_str(person(&c, &site), STR(""));
	assert_true(has(article(&c, &site), STR("\"T\"")));
	arena_release(&c.read.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_person_is_what_the_profile_says),
		cmocka_unit_test(an_article_is_what_the_entry_says),
		cmocka_unit_test(without_a_site_no_page_has_a_url),
		cmocka_unit_test(what_lies_in_a_zone_has_no_url),
		cmocka_unit_test(a_translation_has_its_own_home_page),
		cmocka_unit_test(nobody_is_nothing),
	};

	return cmocka_run_group_tests_name("jsonld", tests, NULL, NULL);
}
