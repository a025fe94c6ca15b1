/* SPDX-License-Identifier: ISC */
#include "site/results.h"

#include <assert.h>

#include "base/utf8.h"
#include "model/terms.h"
#include "model/doc.h"
#include "proto/uri.h"
#include "render/fold.h"
#include "render/render.h"

#define SHOWN_MAX 100 /* columns of the words in the page */
#define PATH STR("/search")

struct results {
	struct arena *arena;
	const struct shelf *shelf;
	enum view view;
	enum tree tree; /* on Gopher */
	enum charset charset;
	struct str lang;
	struct str words; /* cleaned */
	size_t page;
	struct hits hits;
};

/* The capsule's own language, which its first page is sent with. */
static struct str
lang_of(const struct image *image)
{
	struct str key = STR("lang=");
	struct resource home;

	if (!image_find(image, VIEW_GEMINI, STR("/"), &home))
		return (struct str){ NULL, 0 };
	return str_skip(home.media, str_find(home.media, key) + key.len);
}

/* The same, unless ASCII cannot spell it. */
static struct str
lang_in(const struct image *image, enum tree tree)
{
	struct str lang = lang_of(image);

	if (tree == TREE_ASCII &&
	    !fold_is_readable(term_of(lang, TERM_RESULTS), CHARSET_ASCII))
		return STR("en");
	return lang;
}

/* Those of Gopher that have the page or file at a path. */
static unsigned
trees_of(const struct results *r, struct str path)
{
	struct str ascii = tree_path(r->arena, TREE_ASCII, path);
	struct found found;
	unsigned trees = 1u << TREE_MAIN;

	if (r->tree == TREE_ASCII &&
	    shelf_find(r->shelf, VIEW_GOPHER, str_skip(ascii, 1), &found))
		trees |= 1u << TREE_ASCII;
	return trees;
}

static struct block *
add_link(const struct results *r, struct doc *doc, struct str path,
    struct str label, char item)
{
	struct block *link = doc_add_link(r->arena, doc, path, label);

	link->item = item;
	link->trees = trees_of(r, path);
	return link;
}

struct str
results_prompt(const struct shelf *shelf)
{
	return term_of(lang_of(shelf->image), TERM_ASK);
}

static struct str
term_number(const struct results *r, enum term term, size_t number)
{
	return term_with(r->arena, r->lang, term,
	    arena_printf(r->arena, "%zu", number));
}

static void
add_words(const struct results *r, struct doc *doc)
{
	struct str shown = str_take(r->words, utf8_fit(r->words, SHOWN_MAX));

	shown = arena_printf(r->arena, "%.*s%s", STR_ARG(shown),
	    shown.len < r->words.len ? "..." : "");
	doc_add(r->arena, doc, BLOCK_TEXT,
	    term_with(r->arena, r->lang, TERM_WORDS, shown));
}

static struct str
number_found(const struct results *r)
{
	size_t total = r->hits.total;

	if (total == 0)
		return term_of(r->lang, TERM_NOTHING);
	if (r->hits.any)
		return term_number(r, TERM_FOUND_ANY, total);
	if (total == 1)
		return term_of(r->lang, TERM_FOUND_ONE);
	return term_number(r, TERM_FOUND, total);
}

static size_t
hits_before(const struct results *r)
{
	return (r->page - 1) * SEARCH_PAGE;
}

static void
add_numbers(const struct results *r, struct doc *doc)
{
	size_t before = hits_before(r);
	struct str shown = { NULL, 0 };

	doc_add(r->arena, doc, BLOCK_TEXT, number_found(r))->tight = true;
	if (r->hits.count == 0 && r->hits.total > 0)
		shown = term_of(r->lang, TERM_ALL_BEFORE);
	else if (r->hits.count < r->hits.total)
		shown = term_with(r->arena, r->lang, TERM_SHOWN,
		    arena_printf(r->arena, "%zu %.*s %zu", before + 1,
			STR_ARG(term_of(r->lang, TERM_UNTIL)),
			before + r->hits.count));
	if (shown.len > 0)
		doc_add(r->arena, doc, BLOCK_TEXT, shown)->tight = true;
}

/* A row of question marks shows nobody what was found. */
static void
add_hits(const struct results *r, struct doc *doc)
{
	for (size_t i = 0; i < r->hits.count; i++) {
		const struct hit *hit = &r->hits.at[i];

		add_link(r, doc, hit->path, hit->title, hit->item);
		if (hit->text.len > 0 &&
		    fold_is_readable(hit->text, r->charset))
			doc_add(r->arena, doc, BLOCK_TEXT, hit->text)->tight =
			    true;
	}
}

/* "2?w%C3%B6rter": the words as a query that both protocols take back. */
static struct str
page_and_query(const struct results *r, size_t page)
{
	struct buf made;

	buf_init(&made);
	buf_printf(&made, "%zu?", page);
	uri_path_encode(&made, r->words);
	return buf_keep(&made, r->arena);
}

static struct str
further_on_gopher(const struct results *r, enum tree tree, struct str last)
{
	struct str path =
	    arena_printf(r->arena, "/search/%.*s", STR_ARG(last));

	return origin_url(r->arena, &r->shelf->image->origin, VIEW_GOPHER,
	    tree_path(r->arena, tree, path), '1');
}

/*
 * Gemini's is relative to the page it stands on, so that it stays with the
 * name the reader used. Gopher's is a URL, for a menu item of type 1: one of
 * type 7 would ask for the words again.
 */
static struct str
further(const struct results *r, size_t page)
{
	struct str last = page_and_query(r, page);

	if (r->view == VIEW_GOPHER)
		return further_on_gopher(r, r->tree, last);
	return r->page > 1 ? last
			   : arena_printf(r->arena, "search/%.*s",
				 STR_ARG(last));
}

static void
add_more(const struct results *r, struct doc *doc)
{
	if (hits_before(r) + r->hits.count < r->hits.total &&
	    r->hits.count > 0 && r->page < SEARCH_PAGES_MAX)
		doc_add_link(r->arena, doc, further(r, r->page + 1),
		    term_of(r->lang, TERM_MORE));
}

static void
add_ways_on(const struct results *r, struct doc *doc)
{
	enum term search = r->words.len > 0 ? TERM_AGAIN : TERM_SEARCH;

	add_link(r, doc, PATH, term_of(r->lang, search), '7');
	add_link(r, doc, STR("/"), term_of(r->lang, TERM_HOME), '1')->tight =
	    true;
	if (r->tree != TREE_MAIN && r->words.len > 0)
		doc_add_way(r->arena, doc,
		    further_on_gopher(r, TREE_MAIN, page_and_query(r, r->page)),
		    term_of(r->lang, TERM_IN_FULL))
		    ->tight = true;
}

static struct doc *
results_doc(const struct results *r)
{
	struct doc *doc = doc_new(r->arena, PATH,
	    term_of(r->lang, TERM_RESULTS), r->lang);

	doc->menu = true;
	if (r->words.len == 0) {
		doc_add(r->arena, doc, BLOCK_TEXT,
		    term_of(r->lang, TERM_TYPE_WORDS));
	} else {
		add_words(r, doc);
		add_numbers(r, doc);
		add_hits(r, doc);
		add_more(r, doc);
	}
	add_ways_on(r, doc);
	return doc;
}

/* Who types letters beyond the charset can show them as well. */
static enum charset
charset_of(const struct results *r)
{
	enum charset charset = r->shelf->image->charset;

	if (r->view != VIEW_GOPHER)
		return CHARSET_UTF8;
	if (r->tree == TREE_ASCII)
		return CHARSET_ASCII;
	if (!fold_is_readable(r->words, charset) ||
	    !fold_is_readable(term_of(r->lang, TERM_RESULTS), charset))
		return CHARSET_UTF8;
	return charset;
}

static void
render(struct buf *out, const struct results *r)
{
	const struct doc *doc = results_doc(r);
	const struct gopher_form form = {
		.origin = &r->shelf->image->origin,
		.tree = r->tree,
		.charset = r->charset,
	};

	if (r->view == VIEW_GOPHER)
		render_menu(out, doc, &form);
	else
		render_gemtext(out, doc);
}

bool
results_write(struct buf *out, const struct shelf *shelf, enum view v,
    const struct found *asked, struct str words)
{
	struct arena arena;
	struct results r = {
		.arena = &arena,
		.shelf = shelf,
		.lang = lang_in(shelf->image, asked->tree),
		.view = v,
		.tree = asked->tree,
		.page = asked->search,
	};
	struct query query;
	bool done = true;

	arena_init(&arena);
	query_parse(&query, &arena, words);
	r.words = query_text(&arena, &query);
	r.charset = charset_of(&r);
	if (query.count > 0)
		done = search_ask(shelf->search, &arena, &query, v,
		    asked->search, &r.hits);
	if (done)
		render(out, &r);
	assert(out->len <= RESULTS_MAX);
	arena_release(&arena);
	return done;
}
