/* SPDX-License-Identifier: ISC */
#include "unit/unit.h"

#include <malloc.h>

#include "base/utf8.h"
#include "proto/gopher.h"
#include "site/index.h"
#include "site/results.h"
#include "site/snippet.h"
#include "unit/fixture.h"

/* 郑鹏飞, and Café with an accent that combines. */
#define NAME "\xe9\x83\x91\xe9\xb9\x8f\xe9\xa3\x9e"
#define CAFE_APART "Cafe\xcc\x81"

struct library {
	struct index *index;
	struct str database;
	struct search *search;
	struct arena arena;
};

static void
add_page(struct library *l, const char *path, const char *title,
    const char *text)
{
	struct doc *doc = doc_new(&l->arena, str_of(path), str_of(title),
	    STR("en"));
	struct block *way;

	doc_add(&l->arena, doc, BLOCK_TEXT, str_of(text));
	way = doc_add_link(&l->arena, doc, STR("/"), STR("Homewards"));
	way->nav = true;
	index_doc(l->index, doc);
}

static void
add_file(struct library *l, const char *path, const char *type,
    struct str bytes)
{
	const struct file f = {
		.path = str_of(path),
		.bytes = bytes,
		.media = { .type = str_of(type), .item = '0' },
	};

	index_file(l->index, &f);
}

static void
fill(struct library *l)
{
	arena_init(&l->arena);
	l->index = index_new();
	add_page(l, "/about", "About", "I study machines and " NAME " too.");
	add_page(l, "/machines", "Machines", "All of them, at the Caf\xc3\xa9");
	add_page(l, "/quoting", "Quoting", "NEAR AND title:x OR (brackets*)");
	add_file(l, "n.txt", "text/plain; charset=utf-8",
	    STR("Notes on\nlooms\n\n\x1b[2JEnd"));
	add_file(l, "g.gmi", "text/gemini; charset=utf-8",
	    STR("# Gems\nrubies\n"));
	add_file(l, "p.bin", "application/octet-stream", STR("opal"));
	add_file(l, "zh/cv.txt", "text/plain; charset=utf-8", STR("opal"));
	add_file(l, "robots.txt", "text/plain; charset=utf-8", STR("opal"));
	l->database = index_finish(l->index);
	assert_true(l->database.len > 0);
}

static int
set_up(void **state)
{
	static struct library l;

	fill(&l);
	l.search = search_open(l.database);
	assert_non_null(l.search);
	*state = &l;
	return 0;
}

static int
tear_down(void **state)
{
	struct library *l = *state;

	search_close(l->search);
	index_free(l->index);
	arena_release(&l->arena);
	return 0;
}

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
shows_a_clean_line_of_each(void **state)
{
	struct library *l = *state;
	struct query q;
	struct hits hits;

	query_parse(&q, &l->arena, STR("looms"));
	assert_true(
	    search_ask(l->search, &l->arena, &q, VIEW_GEMINI, 1, &hits));
	assert_int_equal(hits.count, 1);
	assert_str(hits.at[0].title, STR("n.txt"));
	assert_str(hits.at[0].text, STR("Notes on looms /  [2JEnd"));
	assert_int_equal(hits.at[0].item, '0');
	query_parse(&q, &l->arena, STR("rubies"));
	assert_true(
	    search_ask(l->search, &l->arena, &q, VIEW_GEMINI, 1, &hits));
	assert_str(hits.at[0].title, STR("Gems"));
}

static const struct {
	const char *why;
	struct str text;
	size_t words; /* all of "word ", in front of the text */
	struct str want;
} snippets[] = {
	{ "short", STR_INIT("all of it"), 0, STR_INIT("all of it") },
	{ "nothing", STR_INIT(""), 0, STR_INIT("") },
	{ "lines", STR_INIT("a\nb"), 0, STR_INIT("a / b") },
	{ "controls", STR_INIT("a\tb\x7f"), 0, STR_INIT("a b") },
	{ "cut in front", STR_INIT("END"), 20,
	    STR_INIT("... word word word word word word word END") },
};

static void
cuts_texts_at_words(void **state)
{
	struct library *l = *state;

	for (size_t i = 0; i < COUNT(snippets); i++) {
		struct buf text;

		buf_init(&text);
		for (size_t k = 0; k < snippets[i].words; k++)
			buf_add(&text, STR("word "));
		buf_add(&text, snippets[i].text);
		check_row(str_eq(snippet_of(&l->arena, buf_str(&text),
				     snippets[i].words * 5),
			      snippets[i].want),
		    snippets[i].why);
		buf_release(&text);
	}
}

/* In scripts with blanks and without, with and without a place to cut. */
static void
snippets_keep_their_width(void **state)
{
	const struct str pieces[] = {
		STR("word "),
		STR(NAME),
		STR("unbroken"),
		STR("\xcc\x81"),
		STR("\n"),
	};
	struct library *l = *state;

	for (size_t i = 0; i < COUNT(pieces); i++) {
		struct str line;
		struct buf text;

		buf_init(&text);
		for (size_t k = 0; k < 3000; k++)
			buf_add(&text, pieces[i]);
		for (size_t k = 0; k < 2000; k += 500) {
			line = snippet_of(&l->arena, buf_str(&text),
			    k * pieces[i].len);
			assert_in_range(utf8_width(line), 0,
			    SNIPPET_WIDTH + 8);
			assert_in_range(line.len, 0, 4096);
			assert_int_equal(utf8_valid(line), line.len);
		}
		buf_release(&text);
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
	struct query q;
	struct hits hits;
	struct buf text;

	(void)state;
	buf_init(&text);
	for (size_t i = 0; i < 200000; i++)
		buf_add(&text, i % 2 ? STR("ab ") : STR("ac "));
	arena_init(&l.arena);
	l.index = index_new();
	add_file(&l, "book.txt", "text/plain; charset=utf-8", buf_str(&text));
	l.search = search_open(index_finish(l.index));
	assert_non_null(l.search);
	query_parse(&q, &l.arena, STR("a ab ac z"));
	assert_true(search_ask(l.search, &l.arena, &q, VIEW_GEMINI, 1, &hits));
	assert_int_equal(hits.count, 1);
	assert_true(hits.any);
	buf_release(&text);
	search_close(l.search);
	index_free(l.index);
	arena_release(&l.arena);
}

/* How often a word is found that stands behind so many bytes of a file. */
static size_t
hits_behind(size_t len)
{
	struct library l;
	struct query q;
	struct hits hits;
	struct buf text;

	buf_init(&text);
	while (text.len < len)
		buf_add(&text, STR("ab\n"));
	buf_add(&text, STR("opal\n"));
	arena_init(&l.arena);
	l.index = index_new();
	add_file(&l, "book.txt", "text/plain; charset=utf-8", buf_str(&text));
	l.search = search_open(index_finish(l.index));
	assert_non_null(l.search);
	query_parse(&q, &l.arena, STR("opal"));
	assert_true(search_ask(l.search, &l.arena, &q, VIEW_GEMINI, 1, &hits));
	buf_release(&text);
	search_close(l.search);
	index_free(l.index);
	arena_release(&l.arena);
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
	struct query q;
	struct hits hits;
	struct doc *doc;

	(void)state;
	arena_init(&l.arena);
	l.index = index_new();
	doc = doc_new(&l.arena, STR("/a"), STR("A"), STR("en"));
	for (enum view v = 0; v < VIEW_COUNT; v++)
		doc_add(&l.arena, doc, BLOCK_TEXT, words[v])->views = 1u << v;
	doc_add(&l.arena, doc, BLOCK_TEXT, STR("common"));
	index_doc(l.index, doc);
	l.search = search_open(index_finish(l.index));
	assert_non_null(l.search);
	for (enum view v = 0; v < VIEW_COUNT; v++) {
		query_parse(&q, &l.arena, STR("common"));
		assert_true(search_ask(l.search, &l.arena, &q, v, 1, &hits));
		assert_int_equal(hits.total, 1);
		for (enum view w = 0; w < VIEW_COUNT; w++) {
			query_parse(&q, &l.arena, words[w]);
			assert_true(search_ask(l.search, &l.arena, &q, v, 1,
			    &hits));
			assert_int_equal(hits.total, v == w);
			assert_int_equal(hits.count, v == w);
		}
	}
	search_close(l.search);
	index_free(l.index);
	arena_release(&l.arena);
}

/* X-37 marks without width, of which a title may have any number. */
static void
titles_keep_their_length(void **state)
{
	struct library l;
	struct query q;
	struct hits hits;
	struct buf text;

	(void)state;
	buf_init(&text);
	buf_add(&text, STR("# a"));
	for (size_t i = 0; i < 6000; i++)
		buf_add(&text, STR("\xcc\x81"));
	buf_add(&text, STR("\nrubies"));
	arena_init(&l.arena);
	l.index = index_new();
	add_file(&l, "a.gmi", "text/gemini; charset=utf-8", buf_str(&text));
	l.search = search_open(index_finish(l.index));
	assert_non_null(l.search);
	query_parse(&q, &l.arena, STR("rubies"));
	assert_true(search_ask(l.search, &l.arena, &q, VIEW_GEMINI, 1, &hits));
	assert_int_equal(hits.count, 1);
	assert_in_range(hits.at[0].title.len, 1, 512);
	buf_release(&text);
	search_close(l.search);
	index_free(l.index);
	arena_release(&l.arena);
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
		index_free(again.index);
		arena_release(&again.arena);
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

static const struct {
	const char *why;
	struct str key;
	size_t page; /* 0 = not the search's */
} keys[] = {
	{ "first page", STR_INIT("search"), 1 },
	{ "the same", STR_INIT("search/1"), 1 },
	{ "further", STR_INIT("search/2"), 2 },
	{ "last", STR_INIT("search/100"), SEARCH_PAGES_MAX },
	{ "behind the last", STR_INIT("search/101"), 0 },
	{ "none", STR_INIT("search/0"), 0 },
	{ "two spellings", STR_INIT("search/02"), 0 },
	{ "slash", STR_INIT("search/"), 0 },
	{ "no number", STR_INIT("search/x"), 0 },
	{ "below", STR_INIT("search/2/3"), 0 },
	{ "longer", STR_INIT("searches"), 0 },
	{ "elsewhere", STR_INIT("re/2"), 0 },
};

static void
knows_its_keys(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(keys); i++) {
		size_t page = 0;

		check_row(shelf_is_search(keys[i].key, &page) ==
			      (keys[i].page > 0),
		    keys[i].why);
		if (keys[i].page > 0)
			check_row(page == keys[i].page, keys[i].why);
	}
}

static void
follow_more(const struct fixture *f, enum view v)
{
	struct buf page;
	size_t items = 0;

	for (size_t i = 1; i <= 3; i++) {
		struct str rest, line;
		bool more;

		buf_init(&page);
		assert_true(results_write(&page, &f->shelf, v,
		    STR("common text"), i));
		rest = buf_str(&page);
		more = str_find(rest, v == VIEW_GEMINI ? STR(" More\n")
						       : STR("\n1More\t")) <
		       rest.len;
		assert_int_equal(more, i < 3);
		while (str_cut(rest, '\n', &line, &rest))
			items += str_find(line, STR("/common/")) < line.len;
		buf_release(&page);
	}
	assert_int_equal(items, FIXTURE_COMMON);
}

static void
speaks_the_language_of_the_first_page(void **state)
{
	static const struct resource home = { RESOURCE_BODY,
		STR_INIT("text/gemini; charset=utf-8; lang=zh-Hans"),
		STR_INIT("# \u738b\n"), '1' };
	struct fixture f;
	struct seal seal;
	struct buf bytes, page;

	(void)state;
	fixture_init(&f, 1965);
	seal_init(&seal);
	assert_true(seal_add(&seal, VIEW_GEMINI, STR("/"), &home));
	buf_init(&bytes);
	buf_init(&page);
	assert_true(seal_write(&seal, &f.image.origin, fixture_hosts, 1,
	    &bytes));
	seal_release(&seal);
	assert_null(image_open(buf_str(&bytes), &f.image));
	assert_str(results_prompt(&f.shelf),
	    STR("\u8981\u641c\u7d22\u7684\u8bcd\u8bed"));
	assert_true(
	    results_write(&page, &f.shelf, VIEW_GEMINI, STR("none"), 1));
	assert_str(buf_str(&page),
	    STR("# \u641c\u7d22\n\n\u8bcd\u8bed\uff1anone\n"
		"\u6ca1\u6709\u627e\u5230\u3002\n\n"
		"=> /search \u91cd\u65b0\u641c\u7d22\n=> / \u9996\u9875\n"));
	buf_release(&page);
	buf_release(&bytes);
	fixture_release(&f);
}

/* What says again what others say would be in the way of these. */
static void
finds_an_echo_by_its_title_only(void **state)
{
	struct index *index = index_new();
	struct search *search;
	struct arena a;
	struct doc *doc;
	struct hits hits;

	(void)state;
	arena_init(&a);
	doc = doc_new(&a, STR("/cv"), STR("Vitae"), STR("en"));
	doc->echo = true;
	doc_add(&a, doc, BLOCK_TEXT, STR("Looms"));
	index_doc(index, doc);
	search = search_open(index_finish(index));
	assert_non_null(search);
	for (int i = 0; i < 2; i++) {
		struct query query;

		query_parse(&query, &a, i == 0 ? STR("vitae") : STR("looms"));
		assert_true(search_ask(search, &a, &query, VIEW_GEMINI, 1,
		    &hits));
		assert_int_equal(hits.total, i == 0);
	}
	search_close(search);
	index_free(index);
	arena_release(&a);
}

static void
has_as_many_pages_as_it_takes(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f, 1965);
	follow_more(&f, VIEW_GEMINI);
	follow_more(&f, VIEW_GOPHER);
	fixture_release(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds),
		cmocka_unit_test(shows_a_clean_line_of_each),
		cmocka_unit_test(cuts_texts_at_words),
		cmocka_unit_test(snippets_keep_their_width),
		cmocka_unit_test(bounds_the_words),
		cmocka_unit_test(answers_soon_about_long_texts),
		cmocka_unit_test(finds_the_beginning_of_a_long_file),
		cmocka_unit_test(finds_what_the_view_shows),
		cmocka_unit_test(titles_keep_their_length),
		cmocka_unit_test(the_same_pages_make_the_same_bytes),
		cmocka_unit_test(opens_no_other_bytes),
		cmocka_unit_test(knows_its_keys),
		cmocka_unit_test(has_as_many_pages_as_it_takes),
		cmocka_unit_test(speaks_the_language_of_the_first_page),
		cmocka_unit_test(finds_an_echo_by_its_title_only),
	};

	return cmocka_run_group_tests_name("search", tests, set_up, tear_down);
}
