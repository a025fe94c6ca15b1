/* SPDX-License-Identifier: ISC */
/* How what a search has found is shown. */
#include "site/results.h"

#include "base/utf8.h"
#include "proto/gopher.h"
#include "site/snippet.h"
#include "unit/fixture.h"
#include "unit/library.h"

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

/* X-37 marks without width, of which a title may have any number. */
static void
titles_keep_their_length(void **state)
{
	struct library l;
	struct hits hits;
	struct buf text;

	(void)state;
	buf_init(&text);
	buf_add(&text, STR("# a"));
	for (size_t i = 0; i < 6000; i++)
		buf_add(&text, STR("\xcc\x81"));
	buf_add(&text, STR("\nrubies"));
	library_begin(&l);
	add_file(&l, "a.gmi", "text/gemini; charset=utf-8", buf_str(&text));
	library_ready(&l);
	hits = library_ask(&l, VIEW_GEMINI, STR("rubies"));
	assert_int_equal(hits.count, 1);
	assert_in_range(hits.at[0].title.len, 1, 512);
	buf_release(&text);
	library_end(&l);
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
follow_more(const struct fixture *f, enum view v, enum tree tree,
    struct str more_sign)
{
	struct buf page;
	size_t items = 0;

	for (size_t i = 1; i <= 3; i++) {
		struct str rest, line;
		bool more;

		buf_init(&page);
		assert_true(results_write(&page, &f->shelf, v,
		    &(struct found){ i, tree, { 0 } }, STR("common text")));
		rest = buf_str(&page);
		more = str_find(rest, more_sign) < rest.len;
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
		STR_INIT("# \u738b\n"), .item = '1' };
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
	    results_write(&page, &f.shelf, VIEW_GEMINI,
		&(struct found){ .search = 1 }, STR("none")));
	assert_str(buf_str(&page),
	    STR("# \u641c\u7d22\n\n\u8bcd\u8bed\uff1anone\n"
		"\u6ca1\u6709\u627e\u5230\u3002\n\n"
		"=> /search \u91cd\u65b0\u641c\u7d22\n=> / \u9996\u9875\n"));
	buf_release(&page);
	buf_release(&bytes);
	fixture_release(&f);
}

static void
has_as_many_pages_as_it_takes(void **state)
{
	struct fixture f;

	(void)state;
	fixture_init(&f, 1965);
	follow_more(&f, VIEW_GEMINI, TREE_MAIN, STR(" More\n"));
	follow_more(&f, VIEW_GOPHER, TREE_MAIN, STR("\n1More\t/search/"));
	follow_more(&f, VIEW_GOPHER, TREE_ASCII,
	    STR("\n1More\t/ascii/search/"));
	fixture_release(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shows_a_clean_line_of_each),
		cmocka_unit_test(cuts_texts_at_words),
		cmocka_unit_test(snippets_keep_their_width),
		cmocka_unit_test(titles_keep_their_length),
		cmocka_unit_test(knows_its_keys),
		cmocka_unit_test(has_as_many_pages_as_it_takes),
		cmocka_unit_test(speaks_the_language_of_the_first_page),
	};

	return cmocka_run_group_tests_name("results", tests, library_open,
	    library_close);
}
