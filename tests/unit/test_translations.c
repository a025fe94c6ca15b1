/* SPDX-License-Identifier: ISC */
#include "site/translations.h"
#include "unit/loaded.h"

#define LANG(tag) STR_INIT("text/gemini; charset=utf-8; lang=" tag)

static const struct memory_file capsule[] = {
	{ .path = STR_INIT("profile.txt"),
	    .bytes = STR_INIT("Name: Ada\nEmail: ada@example.org\n"
			      "# About\nI am Ada.\n# Travel\nTo Rome.\n") },
	{ .path = STR_INIT("profile.zh-Hans.txt"),
	    .bytes = STR_INIT("姓名：艾达\n邮箱：ada@example.org\n"
			      "# 简介\n我是艾达。\n") },
	{ .path = STR_INIT("profile.de.txt"),
	    .bytes = STR_INIT("Name: Ada\nE-Mail: ada@example.org\n"
			      "Lang: de-CH\n# {about}\nIch bin Ada.\n") },
	{ .path = STR_INIT("profile.old.txt"),
	    .bytes = STR_INIT("Name: Ada\nLang: en\nA secret.\n") },
	{ .path = STR_INIT("profile.tmp.txt"), .bytes = STR_INIT("Ada\n") },
	{ .path = STR_INIT("profile.draft-2.txt"),
	    .bytes = STR_INIT("Ada\n") },
	{ .path = STR_INIT("profile.zh-hans.txt"),
	    .bytes = STR_INIT("姓名：艾达\n邮箱：ada@example.org\n") },
	{ .path = STR_INIT("copy.txt"), .link = STR_INIT("profile.de.txt") },
	{ .path = STR_INIT("notes/profile.de.txt"),
	    .bytes = STR_INIT("Notes.\n") },
};

static const struct {
	const char *why;
	struct str key;
	struct str media; /* empty = not served */
} pages[] = {
	{ "M-02 the default language", STR_INIT("/"), LANG("en") },
	{ "M-02 of its name", STR_INIT("/zh-hans"), LANG("zh-Hans") },
	{ "M-02 of its field", STR_INIT("/de"), LANG("de-CH") },
	{ "M-02 a section", STR_INIT("/zh-hans/about"), LANG("zh-Hans") },
	{ "linked, not copied", STR_INIT("/de/travel"), { NULL, 0 } },
	{ "X-12 no source", STR_INIT("/profile.de.txt"), { NULL, 0 } },
	{ "X-12 nor one without a language", STR_INIT("/profile.old.txt"),
	    { NULL, 0 } },
	{ "a copy is no language", STR_INIT("/old"), { NULL, 0 } },
	{ "nor without Lang", STR_INIT("/tmp"), { NULL, 0 } },
	{ "X-12 nor under another name", STR_INIT("/copy.txt"),
	    { NULL, 0 } },
	{ "elsewhere it is a file", STR_INIT("/notes/profile.de.txt"),
	    STR_INIT("text/plain; charset=utf-8") },
};

static const char *const findings[] = {
	"profile.zh-hans.txt path-taken",
	"profile.draft-2.txt bad-lang",
	"profile.old.txt bad-lang",
	"profile.tmp.txt bad-lang",
	"copy.txt source-link",
};

static bool
is_found(const struct diags *d, const char *finding)
{
	for (const struct diag *i = d->first; i != NULL; i = i->next) {
		char text[128];

		snprintf(text, sizeof(text), "%.*s %s", STR_ARG(i->at.file),
		    i->code);
		if (strcmp(text, finding) == 0)
			return true;
	}
	return false;
}

static void
translations_are_served(void **state)
{
	struct resource r;
	struct loaded l;

	(void)state;
	load(&l, capsule, COUNT(capsule));
	for (size_t i = 0; i < COUNT(pages); i++) {
		bool found =
		    image_find(&l.image, VIEW_GEMINI, pages[i].key, &r);

		check_row(found == (pages[i].media.len > 0), pages[i].why);
		if (found)
			assert_str(r.media, pages[i].media);
	}
	for (size_t i = 0; i < COUNT(findings); i++)
		check_row(is_found(&l.diags, findings[i]), findings[i]);
	unload(&l);
}

static const struct {
	struct str from;
	const char *link;
} ways[] = {
	{ STR_INIT("/"), "=> /zh-hans 中文\n" },
	{ STR_INIT("/"), "=> /de Deutsch\n" },
	{ STR_INIT("/de"), "=> / English\n" },
	{ STR_INIT("/de"), "=> /travel Travel (English)\n" },
	{ STR_INIT("/zh-hans"), "=> /de Deutsch\n" },
	{ STR_INIT("/about"), "=> /de/about Deutsch\n" },
	{ STR_INIT("/de/about"), "=> /zh-hans/about 中文\n" },
	{ STR_INIT("/zh-hans/about"), "=> /about English\n" },
};

/* Each way once, and none to a page that is not there. */
static void
languages_lead_to_each_other(void **state)
{
	struct resource r;
	struct loaded l;

	(void)state;
	load(&l, capsule, COUNT(capsule));
	for (size_t i = 0; i < COUNT(ways); i++) {
		struct str link = str_of(ways[i].link);
		size_t at;

		assert_true(
		    image_find(&l.image, VIEW_GEMINI, ways[i].from, &r));
		at = str_find(r.body, link);
		check_row(at < r.body.len, ways[i].link);
		r.body = str_skip(r.body, at + link.len);
		check_row(str_find(r.body, link) == r.body.len, ways[i].link);
	}
	assert_true(image_find(&l.image, VIEW_GEMINI, STR("/travel"), &r));
	check_row(str_find(r.body, STR("Deutsch")) == r.body.len,
	    "no way to a page that is not there");
	unload(&l);
}

static void
names_are_told(void **state)
{
	(void)state;
	assert_true(translation_is(STR("profile.zh.txt")));
	assert_true(translation_is(STR("profile.anything at all.txt")));
	assert_false(translation_is(STR("profile.txt")));
	assert_true(translation_is(STR("profile..txt"))); /* */
	assert_false(translation_is(STR("a/profile.zh.txt")));
	assert_false(translation_is(STR("profile.zh.txt~")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(translations_are_served),
		cmocka_unit_test(languages_lead_to_each_other),
		cmocka_unit_test(names_are_told),
	};

	return cmocka_run_group_tests_name("translations", tests, NULL, NULL);
}
