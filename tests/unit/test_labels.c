/* SPDX-License-Identifier: ISC */
#include "site/labels.h"

#include "unit/loaded.h"

static const struct memory_file capsule[] = {
	{ .path = STR_INIT("profile.txt"),
	    .bytes = STR_INIT("Name: Ada\nEmail: a@b.org\n\n# About\nMe.\n") },
	{ .path = STR_INIT("de/a.gmi"), .bytes = STR_INIT("# A\n") },
	{ .path = STR_INIT("de/b.gmi"), .bytes = STR_INIT("# B\n") },
	{ .path = STR_INIT("c.gmi"), .bytes = STR_INIT("# C\n") },
	{ .path = STR_INIT("d.weird"), .bytes = STR_INIT("\x01\x02\n") },
	{ .path = STR_INIT("e.weird"), .bytes = STR_INIT("caf\xe9\n") },
	{ .path = STR_INIT("f.page"), .bytes = STR_INIT("<p>F\n") },
	{ .path = STR_INIT("g.pdf"), .bytes = STR_INIT("G\n") },
	{ .path = STR_INIT("i.page"), .bytes = STR_INIT("\x01\x02\xff\n") },
	{ .path = STR_INIT("h.gem"), .bytes = STR_INIT("\x01\x02 H\n") },
};

static const struct path_label types[] = {
	{ STR_INIT("/e.weird"), STR_INIT("text/plain; charset=iso-8859-1") },
	{ STR_INIT("*.weird"), STR_INIT("text/x-weird") },
	{ STR_INIT("*.page"), STR_INIT("text/html") },
	{ STR_INIT("*.gem"), STR_INIT("text/gemini;lang=la") },
};

static const struct path_label langs[] = {
	{ STR_INIT("/de/b.gmi"), STR_INIT("fr") },
	{ STR_INIT("/de/*"), STR_INIT("de") },
	{ STR_INIT("*.weird"), STR_INIT("pt") },
	{ STR_INIT("*.gem"), STR_INIT("it") },
};

static const struct {
	const char *why;
	struct str path;
	struct str media;
	char item;
} rows[] = {
	{ "M-04 a folder's language", STR_INIT("/de/a.gmi"),
	    STR_INIT("text/gemini; charset=utf-8; lang=de"), '0' },
	{ "the first label holds", STR_INIT("/de/b.gmi"),
	    STR_INIT("text/gemini; charset=utf-8; lang=fr"), '0' },
	{ "M-02 no label: the profile's", STR_INIT("/c.gmi"),
	    STR_INIT("text/gemini; charset=utf-8; lang=en"), '0' },
	{ "M-02 pages keep their own", STR_INIT("/about"),
	    STR_INIT("text/gemini; charset=utf-8; lang=en"), '1' },
	{ "M-10 a text, and so its charset", STR_INIT("/d.weird"),
	    STR_INIT("text/x-weird; charset=utf-8"), '0' },
	{ "a charset that its owner knows", STR_INIT("/e.weird"),
	    STR_INIT("text/plain; charset=iso-8859-1"), '0' },
	{ "O-10 the item type follows", STR_INIT("/f.page"),
	    STR_INIT("text/html; charset=utf-8"), 'h' },
	{ "M-04 no charset that is not true", STR_INIT("/i.page"),
	    STR_INIT("text/html"), 'h' },
	{ "others are as they were", STR_INIT("/g.pdf"),
	    STR_INIT("application/pdf"), '9' },
	{ "one language is enough", STR_INIT("/h.gem"),
	    STR_INIT("text/gemini;lang=la; charset=utf-8"), '0' },
};

static void
labels_are_in_the_header(void **state)
{
	const struct memory_folder m = { .files = capsule,
		.count = COUNT(capsule) };
	const struct policy policy = {
		.types = types,
		.type_count = COUNT(types),
		.langs = langs,
		.lang_count = COUNT(langs),
	};
	struct loaded l;

	(void)state;
	load_policy(&l, &m, &policy);
	assert_true(l.built);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct resource r;

		check_row(image_find(&l.image, VIEW_GEMINI, rows[i].path, &r),
		    rows[i].why);
		assert_str(r.media, rows[i].media);
		check_row(r.item == rows[i].item, rows[i].why);
	}
	unload(&l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(labels_are_in_the_header),
	};

	return cmocka_run_group_tests_name("labels", tests, NULL, NULL);
}
