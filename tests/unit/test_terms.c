/* SPDX-License-Identifier: ISC */
#include "model/language.h"
#include "unit/unit.h"

static size_t
marks_in(struct str words)
{
	size_t at = str_find(words, STR("{}"));

	return at < words.len ? 1 : 0;
}

static void
no_language_lacks_a_word(void **state)
{
	(void)state;
	for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
		const struct language *of = languages[i];

		for (int t = 0; t < TERM_COUNT; t++) {
			struct str words = of->terms[t];

			if (words.len == 0 ||
			    marks_in(words) != marks_in(languages[0]->terms[t]))
				fail_msg("%.*s: term %d, %.*s",
				    STR_ARG(of->tag), t,
				    STR_ARG(languages[0]->terms[t]));
		}
		for (int id = 0; id < SECTION_COUNT; id++)
			check_row(of->titles[id].len > 0, of->tag.at);
	}
}

/* What one language calls a section is no other section in any language. */
static void
every_title_is_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
		const struct language *of = languages[i];

		for (int id = SECTION_FREE + 1; id < SECTION_COUNT; id++)
			check_row(word_section(of->titles[id]) ==
				      (enum section_id)id,
			    of->titles[id].at);
		for (const struct title_word *t = of->synonyms;
		     t->title.len > 0; t++)
			check_row(word_section(t->title) == t->id,
			    t->title.at);
	}
}

/* Nor does a key mean two things; the same word in two scopes may. */
static void
every_key_is_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < LANGUAGE_COUNT; i++)
		for (const struct key_word *k = languages[i]->keys;
		     k->word.len > 0; k++) {
			bool found = false;

			for (int s = SCOPE_PROFILE; s <= SCOPE_SECTION; s++)
				found = found ||
					word_key(k->word, (enum key_scope)s) ==
					    k->key;
			check_row(found, k->word.at);
		}
}

static void
languages_are_found_by_tag(void **state)
{
	struct arena a;

	(void)state;
	assert_str(term_of(STR("zh-Hans-CN"), TERM_OTHER_LANGUAGE),
	    STR("中文"));
	assert_str(term_of(STR("DE"), TERM_HOME), STR("Startseite"));
	assert_str(term_of(STR("nl"), TERM_HOME), STR("Home"));
	assert_str(term_of(STR("nl"), TERM_OTHER_LANGUAGE), STR("nl"));
	assert_str(term_of(STR(""), TERM_HOME), STR("Home"));
	assert_str(word_section_title(STR("ja"), SECTION_NEWS),
	    STR("ニュース"));
	arena_init(&a);
	assert_str(term_with(&a, STR("ja"), TERM_UPDATED, STR("2026")),
	    STR("2026 更新"));
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_language_lacks_a_word),
		cmocka_unit_test(every_title_is_found),
		cmocka_unit_test(every_key_is_found),
		cmocka_unit_test(languages_are_found_by_tag),
	};

	return cmocka_run_group_tests_name("terms", tests, NULL, NULL);
}
