/* SPDX-License-Identifier: ISC */
#include "unit/loaded.h"

#define HEAD "Name: Ada Example\nEmail: ada@example.org\n"
#define TEXT STR_INIT("text/plain; charset=utf-8")
#define SECURITY "/.well-known/security.txt"

static const struct {
	const char *why;
	struct str profile;
	struct str key;
	struct str body; /* .at NULL = there is no such file */
} rows[] = {
	{ "R-01 robots.txt", STR_INIT(HEAD), STR_INIT("/robots.txt"),
	    STR_INIT("User-agent: *\nDisallow:\n") },
	{ "R-07 no favicon.txt by itself", STR_INIT(HEAD),
	    STR_INIT("/favicon.txt"), { NULL, 0 } },
	{ "R-06 one emoji", STR_INIT(HEAD "Icon: \U0001f98a\n"),
	    STR_INIT("/favicon.txt"), STR_INIT("\U0001f98a") },
	{ "R-06 one of several parts",
	    STR_INIT(HEAD "Icon: \U0001f469\u200d\U0001f52c\n"),
	    STR_INIT("/favicon.txt"),
	    STR_INIT("\U0001f469\u200d\U0001f52c") },
	{ "R-06 a flag",
	    STR_INIT(HEAD "Icon: \U0001f1eb\U0001f1f7\n"),
	    STR_INIT("/favicon.txt"), STR_INIT("\U0001f1eb\U0001f1f7") },
	{ "R-06 two emoji", STR_INIT(HEAD "Icon: \U0001f98a\U0001f98a\n"),
	    STR_INIT("/favicon.txt"), { NULL, 0 } },
	{ "R-06 words", STR_INIT(HEAD "Icon: a fox\n"),
	    STR_INIT("/favicon.txt"), { NULL, 0 } },
	{ "no security.txt by itself", STR_INIT(HEAD), STR_INIT(SECURITY),
	    { NULL, 0 } },
	{ "R-09 R-10 security.txt",
	    STR_INIT(HEAD "Security-Contact: sec@example.org\n"),
	    STR_INIT(SECURITY),
	    STR_INIT("Contact: mailto:sec@example.org\n"
		     "Expires: 2027-03-01T00:00:00Z\n"
		     "Preferred-Languages: en\n"
		     "Canonical: gemini://example.org" SECURITY "\n"
		     "Canonical: gopher://example.org/0" SECURITY "\n") },
	{ "R-09 no address, no file",
	    STR_INIT(HEAD "Security-Contact: ask me\n"), STR_INIT(SECURITY),
	    { NULL, 0 } },
	{ "R-09 no address behind the scheme",
	    STR_INIT(HEAD "Security-Contact: mailto:a b\n"), STR_INIT(SECURITY),
	    { NULL, 0 } },
	{ "R-09 a URI has no other letters",
	    STR_INIT(HEAD "Security-Contact: https://h.example/\u00fc\n"),
	    STR_INIT(SECURITY),
	    STR_INIT("Contact: https://h.example/%C3%BC\n"
		     "Expires: 2027-03-01T00:00:00Z\n"
		     "Preferred-Languages: en\n"
		     "Canonical: gemini://example.org" SECURITY "\n"
		     "Canonical: gopher://example.org/0" SECURITY "\n") },
	{ "R-09 with its scheme",
	    STR_INIT(HEAD "Security-Contact: mailto:sec@example.org\n"),
	    STR_INIT(SECURITY),
	    STR_INIT("Contact: mailto:sec@example.org\n"
		     "Expires: 2027-03-01T00:00:00Z\n"
		     "Preferred-Languages: en\n"
		     "Canonical: gemini://example.org" SECURITY "\n"
		     "Canonical: gopher://example.org/0" SECURITY "\n") },
	{ "the source is not served by itself", STR_INIT(HEAD),
	    STR_INIT("/source/profile.txt"), { NULL, 0 } },
	{ "the source, comments and all",
	    STR_INIT("% x\n" HEAD "Source: yes\n"),
	    STR_INIT("/source/profile.txt"),
	    STR_INIT("% x\n" HEAD "Source: yes\n") },
	{ "without a life no cv.txt", STR_INIT(HEAD), STR_INIT("/cv.txt"),
	    { NULL, 0 } },
	{ "without a life no resume.json", STR_INIT(HEAD),
	    STR_INIT("/resume.json"), { NULL, 0 } },
	{ "cv.txt is the page as text",
	    STR_INIT("Name: Ada\nAddress: Here\n\n# Education\n* B.Sc., U\n"),
	    STR_INIT("/cv.txt"),
	    STR_INIT("Ada: Curriculum vitae\r\n=====================\r\n\r\n"
		     "Contact\r\n-------\r\n\r\n- Address: Here\r\n\r\n"
		     "Education\r\n---------\r\n\r\n- B.Sc., U\r\n") },
	{ "cv.txt has what is shown over both protocols",
	    STR_INIT("Name: Ada\n\n# Education\nNot: gopher\n* B.Sc., U\n\n"
		     "# Talks\nOnly: gopher\n* A talk\n\n# Awards\n* Prize\n"),
	    STR_INIT("/cv.txt"),
	    STR_INIT("Ada: Curriculum vitae\r\n=====================\r\n\r\n"
		     "Awards\r\n------\r\n\r\n- Prize\r\n") },
};

static void
profiles_have_files(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct memory_file files[] = {
			{ .path = STR("profile.txt"),
			    .bytes = rows[i].profile },
		};
		struct resource r;
		struct loaded l;
		bool found;

		load(&l, files, 1);
		found = image_find(&l.image, VIEW_GEMINI, rows[i].key, &r);
		check_row(found == (rows[i].body.at != NULL), rows[i].why);
		if (found) {
			assert_str(r.body, rows[i].body);
			assert_str(r.media, (struct str)TEXT);
			check_row(image_find(&l.image, VIEW_GOPHER,
				      str_skip(rows[i].key, 1), &r),
			    rows[i].why);
			check_row(r.item == '0', rows[i].why);
		}
		unload(&l);
	}
}

static void
a_resume_is_json(void **state)
{
	static const struct memory_file files[] = {
		{ .path = STR_INIT("profile.txt"),
		    .bytes = STR_INIT(HEAD "\n# Education\n* B.Sc., U\n") },
	};
	struct resource r;
	struct loaded l;

	(void)state;
	load(&l, files, 1);
	assert_true(image_find(&l.image, VIEW_GEMINI, STR("/resume.json"),
	    &r));
	assert_str(r.media, STR("application/json"));
	assert_true(image_find(&l.image, VIEW_GOPHER, STR("resume.json"), &r));
	assert_str(r.media, STR("application/json"));
	assert_int_equal(r.item, '9');
	unload(&l);
}

/* What is written beats what is made, and a hidden folder stays hidden. */
static void
files_of_the_author_go_first(void **state)
{
	static const struct memory_file files[] = {
		{ .path = STR_INIT("profile.txt"),
		    .bytes = STR_INIT(HEAD "Icon: \U0001f98a\n"
					   "\n# Education\n* B.Sc., U\n") },
		{ .path = STR_INIT("robots.txt"), .bytes = STR_INIT("own\n") },
		{ .path = STR_INIT("favicon.txt"), .bytes = STR_INIT("own\n") },
		{ .path = STR_INIT("cv.txt"), .bytes = STR_INIT("own\n") },
		{ .path = STR_INIT("resume.json"), .bytes = STR_INIT("own\n") },
		{ .path = STR_INIT(".well-known/security.txt"),
		    .bytes = STR_INIT("own\n") },
	};
	struct resource r;
	struct loaded l;

	(void)state;
	load(&l, files, 6);
	assert_null(l.diags.first);
	for (size_t i = 1; i < 5; i++) {
		assert_true(image_find(&l.image, VIEW_GEMINI,
		    arena_printf(&l.arena, "/%.*s", STR_ARG(files[i].path)),
		    &r));
		assert_str(r.body, STR("own\n"));
	}
	assert_false(image_find(&l.image, VIEW_GEMINI, STR(SECURITY), &r));
	unload(&l);
}

static const struct {
	struct str field;
	const char *code;
} bad[] = {
	{ STR_INIT("Icon: two words\n"), "bad-icon" },
	{ STR_INIT("Security-Contact: ask me\n"), "bad-security" },
	{ STR_INIT("Source: perhaps\n"), "bad-source" },
	{ STR_INIT("Robots: go away\n"), "bad-robots" },
};

static void
what_no_file_can_be_made_of_is_a_finding(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(bad); i++) {
		struct arena a;
		struct memory_file file = { .path = STR("profile.txt") };
		struct loaded l;
		const struct diag *d;

		arena_init(&a);
		file.bytes = arena_printf(&a, HEAD "%.*s",
		    STR_ARG(bad[i].field));
		load(&l, &file, 1);
		d = finding(&l.diags, bad[i].code);
		check_row(d != NULL && d->at.line == 3, bad[i].code);
		unload(&l);
		arena_release(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(profiles_have_files),
		cmocka_unit_test(a_resume_is_json),
		cmocka_unit_test(files_of_the_author_go_first),
		cmocka_unit_test(what_no_file_can_be_made_of_is_a_finding),
	};

	return cmocka_run_group_tests_name("extras", tests, NULL, NULL);
}
