/* SPDX-License-Identifier: ISC */
#include "site/search.h"

#include <malloc.h>

#include "base/utf8.h"
#include "site/results.h"
#include "unit/fixture.h"
#include "unit/library.h"

static const struct {
	const char *why;
	struct str words;
	const char *paths; /* best first, each with a blank behind it */
	bool any;
} found[] = {
	{ "O-40", STR_INIT("study"), "/about ", false },
	{ "title before text", STR_INIT("machines"), "/machines /about ",
	    false },
	{ "any letter case", STR_INIT("MACHINES"), "/machines /about ", false },
	{ "beginning of a word", STR_INIT("mach"), "/machines /about ", false },
	{ "one letter", STR_INIT("s"), "/about ", false },
	{ "not its middle", STR_INIT("chines"), "", false },
	{ "O-40 blank is AND", STR_INIT("machines study"), "/about ", false },
	{ "else any of them", STR_INIT("study cafe"), "/machines /about ",
	    true },
	{ "no accent", STR_INIT("cafe"), "/machines ", false },
	{ "an accent", STR_INIT("caf\xc3\xa9"), "/machines ", false },
	{ "another accent", STR_INIT("c\xc3\xa0"
				     "fe"),
	    "/machines ", false },
	{ "a combining accent", STR_INIT(CAFE_APART), "/machines ", false },
	{ "rule 11 Latin-1", STR_INIT("caf\xe9"), "/machines ", false },
	{ "three characters", STR_INIT(NAME), "/about ", false },
	{ "two, in the middle", STR_INIT("\xe9\xb9\x8f\xe9\xa3\x9e"),
	    "/about ", false },
	{ "one", STR_INIT("\xe9\xa3\x9e"), "/about ", false },
	{ "two in another order", STR_INIT("\xe9\xa3\x9e\xe9\xb9\x8f"), "",
	    false },
	{ "words are no syntax", STR_INIT("NEAR"), "/quoting ", false },
	{ "nor is AND", STR_INIT("AND"), "/quoting /about ", false },
	{ "nor a column", STR_INIT("title:x"), "/quoting ", false },
	{ "nor brackets", STR_INIT("(brackets*)"), "/quoting ", false },
	{ "nor a quotation mark", STR_INIT("\"near\" and\""), "/quoting ",
	    false },
	{ "nor NOT", STR_INIT("NOT study"), "/n.txt /about ", true },
	{ "text files", STR_INIT("looms"), "/n.txt ", false },
	{ "by name", STR_INIT("n.txt"), "/n.txt ", false },
	{ "gemtext files", STR_INIT("gems rubies"), "/g.gmi ", false },
	{ "no others, nor what says it again", STR_INIT("opal"), "", false },
	{ "no navigation", STR_INIT("homewards"), "", false },
	{ "O-42 controls divide", STR_INIT("study\x1bmachines"), "/about ",
	    false },
};

static void
finds(void **state)
{
	struct library *l = *state;

	for (size_t i = 0; i < COUNT(found); i++) {
		char paths[256];
		struct buf got;
		struct query q;
		struct hits hits;

		buf_fixed(&got, paths, sizeof(paths));
		query_parse(&q, &l->arena, found[i].words);
		check_row(search_ask(l->search, &l->arena, &q, VIEW_GEMINI, 1,
			      &hits),
		    found[i].why);
		for (size_t k = 0; k < hits.count; k++)
			buf_printf(&got, "%.*s ", STR_ARG(hits.at[k].path));
		if (!str_eq(buf_str(&got), str_of(found[i].paths)))
			print_error("got \"%.*s\"\n", STR_ARG(buf_str(&got)));
		check_row(str_eq(buf_str(&got), str_of(found[i].paths)),
		    found[i].why);
		check_row(hits.any == found[i].any, found[i].why);
		check_row(hits.total == hits.count, found[i].why);
	}
}

static void
bounds_the_words(void **state)
{
	struct library *l = *state;
	struct query q;
	char long_word[2000];

	memset(long_word, 'a', sizeof(long_word));
	query_parse(&q, &l->arena, (struct str){ long_word, 2000 });
	assert_int_equal(q.count, 1);
	assert_int_equal(q.words[0].len, QUERY_BYTES_MAX);
	query_parse(&q, &l->arena, STR("a b c d e f g h i j k"));
	assert_int_equal(q.count, QUERY_WORDS_MAX);
	assert_str(query_text(&l->arena, &q), STR("a b c d e f g h"));
	query_parse(&q, &l->arena, STR(" \" - + => \t \xe3\x80\x80"));
	assert_int_equal(q.count, 0);
}

/* A book whose every word is one that is looked for. */
static void
answers_soon_about_long_texts(void **state)
{
	struct library l;
	struct hits hits;
	struct buf text;

	(void)state;
	buf_init(&text);
	for (size_t i = 0; i < 200000; i++)
		buf_add(&text, i % 2 ? STR("ab ") : STR("ac "));
	library_begin(&l);
	add_file(&l, "book.txt", "text/plain; charset=utf-8", buf_str(&text));
	library_ready(&l);
	hits = library_ask(&l, VIEW_GEMINI, STR("a ab ac z"));
	assert_int_equal(hits.count, 1);
	assert_true(hits.any);
	buf_release(&text);
	library_end(&l);
}

/* How often a word is found that stands behind so many bytes of a file. */
static size_t
hits_behind(size_t len)
{
	struct library l;
	struct hits hits;
	struct buf text;

	buf_init(&text);
	while (text.len < len)
		buf_add(&text, STR("ab\n"));
	buf_add(&text, STR("opal\n"));
	library_begin(&l);
	add_file(&l, "book.txt", "text/plain; charset=utf-8", buf_str(&text));
	library_ready(&l);
	hits = library_ask(&l, VIEW_GEMINI, STR("opal"));
	buf_release(&text);
	library_end(&l);
	return hits.total;
}

static void
finds_the_beginning_of_a_long_file(void **state)
{
	(void)state;
	assert_int_equal(hits_behind(INDEX_FILE_MAX - 100), 1);
	assert_int_equal(hits_behind(INDEX_FILE_MAX), 0);
}

/* What is not shown over a protocol is not found over it. */
static void
finds_what_the_view_shows(void **state)
{
	const struct str words[VIEW_COUNT] = { STR("rubies"), STR("opals") };
	struct library l;
	struct hits hits;
	struct doc *doc;

	(void)state;
	library_begin(&l);
	doc = doc_new(&l.arena, STR("/a"), STR("A"), STR("en"));
	for (enum view v = 0; v < VIEW_COUNT; v++)
		doc_add(&l.arena, doc, BLOCK_TEXT, words[v])->views = 1u << v;
	doc_add(&l.arena, doc, BLOCK_TEXT, STR("common"));
	index_doc(l.index, doc, 0);
	library_ready(&l);
	for (enum view v = 0; v < VIEW_COUNT; v++) {
		hits = library_ask(&l, v, STR("common"));
		assert_int_equal(hits.total, 1);
		for (enum view w = 0; w < VIEW_COUNT; w++) {
			hits = library_ask(&l, v, words[w]);
			assert_int_equal(hits.total, v == w);
			assert_int_equal(hits.count, v == w);
		}
	}
	library_end(&l);
}

/* T-34, also when fresh memory is full of something else. */
static void
the_same_pages_make_the_same_bytes(void **state)
{
	const struct library *l = *state;

	for (int garbage = 1; garbage < 256; garbage += 84) {
		struct library again;

		mallopt(M_PERTURB, garbage);
		fill(&again);
		assert_str(again.database, l->database);
		library_end(&again);
	}
	mallopt(M_PERTURB, 0);
}

static void
opens_no_other_bytes(void **state)
{
	const struct library *l = *state;

	assert_null(search_open(STR("")));
	assert_true(search_is_sound(STR("")));
	assert_true(search_is_sound(l->database));
	assert_false(search_is_sound(STR("SQLite format 3")));
	assert_null(search_open(STR("SQLite format 3")));
	for (size_t len = 0; len < l->database.len; len += 4096) {
		struct search *s = search_open(str_take(l->database, len));

		search_close(s);
	}
}

/* What says again what others say would be in the way of these. */
static void
finds_an_echo_by_its_title_only(void **state)
{
	struct library l;
	struct doc *doc;
	struct hits hits;

	(void)state;
	library_begin(&l);
	doc = doc_new(&l.arena, STR("/cv"), STR("Vitae"), STR("en"));
	doc->echo = true;
	doc_add(&l.arena, doc, BLOCK_TEXT, STR("Looms"));
	index_doc(l.index, doc, 0);
	library_ready(&l);
	hits = library_ask(&l, VIEW_GEMINI, STR("vitae"));
	assert_int_equal(hits.total, 1);
	hits = library_ask(&l, VIEW_GEMINI, STR("looms"));
	assert_int_equal(hits.total, 0);
	library_end(&l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds),
		cmocka_unit_test(bounds_the_words),
		cmocka_unit_test(answers_soon_about_long_texts),
		cmocka_unit_test(finds_the_beginning_of_a_long_file),
		cmocka_unit_test(finds_what_the_view_shows),
		cmocka_unit_test(the_same_pages_make_the_same_bytes),
		cmocka_unit_test(opens_no_other_bytes),
		cmocka_unit_test(finds_an_echo_by_its_title_only),
	};

	return cmocka_run_group_tests_name("search", tests, library_open,
	    library_close);
}
