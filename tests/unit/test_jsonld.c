/* SPDX-License-Identifier: ISC */
#include "unit/cited.h"
#include "unit/json_check.h"

#include "render/jsonld.h"

#define WHO                                                               \
	"Name: Ada Example\nPosition: Professor\nInstitution: Univ <Y>\n" \
	"Email: ada@h.example\nField: Logic\nField: Engines\n"            \
	"ORCID: 0000-0002-1825-0097\nCode: https://code.example/ada\n"    \
	"Homepage: not a URL\n"
#define ENTRY                                                            \
	"@article{e,title={What </script> is <!-- it},author={Example, " \
	"Ada and Two, B.},journal={Journal of Mills},year=2023,"         \
	"doi={10.1000/x},publisher={Press},abstract={We ask \"what\".}}"

static const struct origin web = {
	.host = STR_INIT("h.example"),
	.port = { 1965, 70 },
	.web = STR_INIT("https://h.example/"),
};

/* JSON that cannot end the element it stands in. */
static void
expect(struct str json, const char *const *said, size_t count)
{
	assert_true(json_is_whole(json));
	assert_int_equal(str_index(json, '<'), json.len);
	for (size_t i = 0; i < count; i++)
		if (str_find(json, str_of(said[i])) == json.len)
			fail_msg("no %s in %.*s", said[i], STR_ARG(json));
}

static void
a_person_is_what_the_profile_says(void **state)
{
	static const char *const said[] = {
		"\"@type\": \"Person\"",
		"\"name\": \"Ada Example\"",
		"\"url\": \"https://h.example/\"",
		"\"jobTitle\": \"Professor\"",
		"\"name\": \"Univ \\u003cY\\u003e\"",
		"\"email\": \"ada@h.example\"",
		"\"knowsAbout\": [\n    \"Logic\",\n    \"Engines\"\n  ]",
		"\"sameAs\": [\n    \"https://orcid.org/0000-0002-1825-0097",
		",\n    \"https://code.example/ada\"\n  ]",
	};
	struct cited c;
	struct buf out;

	(void)state;
	cite(&c, STR(ENTRY), STR(WHO));
	buf_init(&out);
	jsonld_person(&out, c.profile, &web);
	expect(buf_str(&out), said, COUNT(said));
	buf_release(&out);
	arena_release(&c.read.arena);
}

static void
who_says_little_is_said_little_of(void **state)
{
	static const char *const said[] = { "\"name\": \"Ada\"\n}" };
	const struct origin nowhere = { .host = STR_INIT("h.example") };
	const struct profile nobody = { .fields = NULL };
	struct cited c;
	struct buf out;

	(void)state;
	buf_init(&out);
	cite(&c, STR(ENTRY), STR("Name: Ada\n\n# About\nMuch.\n"));
	jsonld_person(&out, c.profile, &nowhere);
	expect(buf_str(&out), said, COUNT(said));
	arena_release(&c.read.arena);
	buf_clear(&out);
	jsonld_person(&out, &nobody, &web);
	assert_int_equal(out.len, 0);
	buf_release(&out);
}

static void
an_article_has_its_authors_and_place(void **state)
{
	static const char *const said[] = {
		"\"@type\": \"ScholarlyArticle\"",
		"\"name\": \"What \\u003c/script\\u003e is \\u003c!",
		"\"Ada Example\",\n      \"url\": \"https://h.example/\"",
		"\"name\": \"B. Two\"\n",
		"\"datePublished\": \"2023\"",
		"\"name\": \"Journal of Mills\"",
		"\"name\": \"Press\"",
		"\"sameAs\": \"https://doi.org/10.1000/x\"",
		"\"url\": \"https://h.example/publications/e/\"",
		"\"abstract\": \"We ask ",
	};
	struct cited c;
	struct buf out;

	(void)state;
	cite(&c, STR(ENTRY), STR(WHO));
	buf_init(&out);
	jsonld_article(&out, c.profile, c.profile->bib->first, &web);
	expect(buf_str(&out), said, COUNT(said));
	buf_release(&out);
	arena_release(&c.read.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_person_is_what_the_profile_says),
		cmocka_unit_test(who_says_little_is_said_little_of),
		cmocka_unit_test(an_article_has_its_authors_and_place),
	};

	return cmocka_run_group_tests_name("jsonld", tests, NULL, NULL);
}
