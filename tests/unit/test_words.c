/* SPDX-License-Identifier: ISC */
#include "model/words.h"

#include "model/calendar.h"
#include "model/language.h"
#include "unit/unit.h"

static const struct {
	const char *why;
	struct str text;
	enum key_scope scope;
	enum key want;
	enum key nearest;
} keys[] = {
	{ "G10 as it is", STR_INIT("Name"), .scope = SCOPE_PROFILE, KEY_NAME },
	{ "G10 case", STR_INIT("EMAIL"), .scope = SCOPE_PROFILE, KEY_EMAIL },
	{ "G10 hyphen", STR_INIT("e-mail"), .scope = SCOPE_PROFILE, KEY_EMAIL },
	{ "G16 plural", STR_INIT("Mentors"), .scope = SCOPE_ENTRY, KEY_MENTOR },
	{ "G16 blank for hyphen", STR_INIT("As-of"),
	    .scope = SCOPE_ENTRY, KEY_AS_OF },
	{ "G16 both scopes", STR_INIT("Degree"),
	    .scope = SCOPE_ENTRY, KEY_DEGREE },
	{ "G14 not of an entry", STR_INIT("Name"), .scope = SCOPE_ENTRY },
	{ "G16 not of a profile", STR_INIT("Thesis"), .scope = SCOPE_PROFILE },
	{ "G10 unknown", STR_INIT("Shockwave"), .scope = SCOPE_PROFILE },
	{ "G10 swapped", STR_INIT("Nmae"),
	    .scope = SCOPE_PROFILE, KEY_NONE, KEY_NAME },
	{ "G10 left out", STR_INIT("Emai"), .scope = SCOPE_PROFILE, KEY_NONE,
	    KEY_EMAIL },
	{ "G10 two edits", STR_INIT("Posittionn"),
	    .scope = SCOPE_PROFILE, KEY_NONE,
	    KEY_POSITION },
	{ "G10 three edits", STR_INIT("Posittiionn"), .scope = SCOPE_PROFILE },
	{ "two edits of four letters say nothing", STR_INIT("Nope"),
	    .scope = SCOPE_PROFILE },
	{ "G10 Chinese", STR_INIT("姓名"), .scope = SCOPE_PROFILE, KEY_NAME },
	{ "G10 traditional characters", STR_INIT("電子郵件"),
	    .scope = SCOPE_PROFILE, KEY_EMAIL },
	{ "G10 Japanese", STR_INIT("氏名"), .scope = SCOPE_PROFILE, KEY_NAME },
	{ "G10 German", STR_INIT("Einrichtung"),
	    .scope = SCOPE_PROFILE, KEY_INSTITUTION },
	{ "G10 French", STR_INIT("Courriel"),
	    .scope = SCOPE_PROFILE, KEY_EMAIL },
	{ "G10 Spanish", STR_INIT("Correo"), .scope = SCOPE_PROFILE,
	    KEY_EMAIL },
	{ "G10 case beyond ASCII", STR_INIT("ÉTABLISSEMENT"),
	    .scope = SCOPE_PROFILE, KEY_INSTITUTION },
	{ "G16 one word, one key in each scope", STR_INIT("Projekt"),
	    .scope = SCOPE_ENTRY, KEY_PROJECT },
	{ "G10 mistyped in French", STR_INIT("Couriel"),
	    .scope = SCOPE_PROFILE, KEY_NONE, KEY_EMAIL },
	{ "short words of six languages are near to anything",
	    STR_INIT("Tom"), .scope = SCOPE_PROFILE },
	{ "one Chinese character of two says nothing", STR_INIT("学生"),
	    .scope = SCOPE_PROFILE },
	{ "nothing", STR_INIT(""), .scope = SCOPE_PROFILE },
	{ "only a hyphen", STR_INIT("-"), .scope = SCOPE_PROFILE },
	{ "longer than any",
	    STR_INIT("Nameeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee"),
	    .scope = SCOPE_PROFILE },
};

static void
keys_are_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		check_row(word_key(keys[i].text, keys[i].scope) ==
			      keys[i].want,
		    keys[i].why);
		check_row(word_key(word_nearest(keys[i].text, keys[i].scope),
			      keys[i].scope) == keys[i].nearest,
		    keys[i].why);
	}
}

static void
every_key_has_a_name_that_finds_it(void **state)
{
	(void)state;
	for (int key = KEY_NONE + 1; key < KEY_COUNT; key++) {
		struct str name = word_key_name((enum key)key);

		assert_true(name.len > 0);
		assert_true(word_key(name, SCOPE_PROFILE) == (enum key)key ||
			    word_key(name, SCOPE_ENTRY) == (enum key)key ||
			    word_key(name, SCOPE_SECTION) == (enum key)key);
	}
	assert_str(word_key_name(KEY_AS_OF), STR("As of"));
	assert_int_equal(word_key_name(KEY_NONE).len, 0);
}

static const struct {
	const char *why;
	struct str title;
	enum section_id want;
} titles[] = {
	{ "G15 usual", STR_INIT("News"), SECTION_NEWS },
	{ "G15 case", STR_INIT("publications"), SECTION_PUBLICATIONS },
	{ "G15 another word", STR_INIT("Biography"), SECTION_ABOUT },
	{ "G15 any other is free", STR_INIT("Cooking"), SECTION_FREE },
	{ "G15 not by its beginning", STR_INIT("Newsroom"), SECTION_FREE },
	{ "G15 Chinese", STR_INIT("新闻"), SECTION_NEWS },
	{ "G15 Chinese", STR_INIT("个人简介"), SECTION_ABOUT },
	{ "G15 traditional characters", STR_INIT("學生"), SECTION_STUDENTS },
	{ "G15 Japanese", STR_INIT("業績"), SECTION_PUBLICATIONS },
	{ "G15 German, in capitals", STR_INIT("VERÖFFENTLICHUNGEN"),
	    SECTION_PUBLICATIONS },
	{ "G15 French", STR_INIT("Enseignement"), SECTION_TEACHING },
	{ "G15 Spanish", STR_INIT("Publicaciones"), SECTION_PUBLICATIONS },
	{ "nothing", STR_INIT(""), SECTION_FREE },
};

static void
sections_are_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(titles) / sizeof(titles[0]); i++)
		check_row(word_section(titles[i].title) == titles[i].want,
		    titles[i].why);
	for (int id = SECTION_FREE + 1; id < SECTION_COUNT; id++) {
		struct str title =
		    word_section_title(STR("en"), (enum section_id)id);

		assert_int_equal(word_section(title), id);
		assert_int_equal(
		    word_section(word_section_slug((enum section_id)id)), id);
	}
}

static void
abbreviations_end_no_sentence(void **state)
{
	(void)state;
	assert_true(word_is_abbreviation(STR("Ph.D.")));
	assert_true(word_is_abbreviation(STR("U.S.")));
	assert_true(word_is_abbreviation(STR("Inc.")));
	assert_false(word_is_abbreviation(STR("example.com.")));
	assert_false(word_is_abbreviation(STR("etc.")));
	assert_false(word_is_abbreviation(STR("Inc")));
	assert_false(word_is_abbreviation(STR(".")));
	assert_true(word_is_news(STR("UPDATE")));
	assert_false(word_is_news(STR("Newsletter")));
	assert_true(word_is_nearly_news(STR("Nwes")));
	assert_true(word_is_nearly_news(STR("Updates")));
	assert_false(word_is_nearly_news(STR("News")));
	assert_false(word_is_nearly_news(STR("Newsletter")));
}

static void
labels_of_news_are_known(void **state)
{
	(void)state;
	assert_true(word_is_news(STR("新闻")));
	assert_true(word_is_news(STR("ニュース")));
	assert_true(word_is_news(STR("Neuigkeiten")));
	assert_true(word_is_news(STR("Actualités")));
	assert_true(word_is_news(STR("Noticias")));
	assert_true(word_is_nearly_news(STR("Neuigkeitn")));
	assert_false(word_is_nearly_news(STR("新间")));
	assert_str(word_nearest(STR("Couriel"), SCOPE_PROFILE),
	    STR("Courriel"));
}

/* A word out of its place would be in the list, and not be found. */
static void
check_order(struct str list)
{
	struct str all = list;
	struct str word;

	while (list.len > 0) {
		str_cut(list, ' ', &word, &list);
		if (!word_in(word, all))
			print_error("'%.*s' is out of order\n", STR_ARG(word));
		assert_true(word_in(word, all));
		assert_false(word_in(str_take(word, word.len - 1), word));
	}
	assert_false(word_in(STR(""), all));
}

static void
lists_are_in_order(void **state)
{
	(void)state;
	for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
		const struct language *of = languages[i];
		const struct str lists[] = { of->news, of->on, of->now,
			of->abbreviations, of->degrees, of->dotted_degrees,
			of->roles, of->institutions, of->departments,
			of->places, of->countries, of->sentence, of->wanting };

		for (size_t j = 0; j < sizeof(lists) / sizeof(lists[0]); j++)
			check_order(lists[j]);
	}
}

static void
months_are_found(void **state)
{
	static const struct str names = STR_INIT(
	    "jan 1 januar 1 january 1 janvier 1 jänner 1 ene 1 enero 1 "
	    "feb 2 februar 2 february 2 febrero 2 fev 2 février 2 févr 2 "
	    "mar 3 march 3 mars 3 marzo 3 märz 3 maerz 3 mrz 3 "
	    "apr 4 april 4 avr 4 avril 4 abr 4 abril 4 may 5 mai 5 mayo 5 "
	    "jun 6 june 6 juni 6 juin 6 junio 6 "
	    "jul 7 july 7 juli 7 juillet 7 juil 7 julio 7 "
	    "aug 8 august 8 août 8 aout 8 agosto 8 ago 8 "
	    "sep 9 sept 9 september 9 septembre 9 septiembre 9 setiembre 9 "
	    "oct 10 october 10 okt 10 oktober 10 octobre 10 octubre 10 "
	    "nov 11 november 11 novembre 11 noviembre 11 dec 12 december 12 "
	    "dez 12 dezember 12 décembre 12 déc 12 diciembre 12 dic 12");
	struct str rest = names;
	struct str name, number;
	uint64_t month;

	(void)state;
	while (rest.len > 0) {
		str_cut(rest, ' ', &name, &rest);
		str_cut(rest, ' ', &number, &rest);
		assert_true(str_number(number, 12, &month));
		assert_int_equal(calendar_month(name), month);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lists_are_in_order),
		cmocka_unit_test(months_are_found),
		cmocka_unit_test(keys_are_found),
		cmocka_unit_test(every_key_has_a_name_that_finds_it),
		cmocka_unit_test(sections_are_found),
		cmocka_unit_test(abbreviations_end_no_sentence),
		cmocka_unit_test(labels_of_news_are_known),
	};

	return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
