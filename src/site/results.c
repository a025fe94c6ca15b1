/* SPDX-License-Identifier: ISC */
#include "site/results.h"

#include <assert.h>

#include "base/utf8.h"
#include "model/terms.h"
#include "page/doc.h"
#include "proto/uri.h"
#include "render/render.h"

#define SHOWN_MAX 100 /* columns of the words in the page */
#define PATH STR("/search")

struct results {
	struct arena *arena;
	const struct shelf *shelf;
	enum view view;
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

static void
add_hits(const struct results *r, struct doc *doc)
{
	for (size_t i = 0; i < r->hits.count; i++) {
		const struct hit *hit = &r->hits.at[i];

		doc_add_link(r->arena, doc, hit->path, hit->title)->item =
		    hit->item;
		if (hit->text.len > 0)
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
		return origin_url(r->arena, &r->shelf->image->origin,
		    VIEW_GOPHER,
		    arena_printf(r->arena, "/search/%.*s", STR_ARG(last)),
		    '1');
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
	struct block *link;

	link = doc_add_link(r->arena, doc, PATH,
	    term_of(r->lang,
		r->words.len > 0 ? TERM_AGAIN : TERM_SEARCH));
	link->item = '7';
	link = doc_add_link(r->arena, doc, STR("/"),
	    term_of(r->lang, TERM_HOME));
	link->item = '1';
	link->tight = true;
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

static void
render(struct buf *out, const struct results *r)
{
	const struct doc *doc = results_doc(r);

	if (r->view == VIEW_GOPHER)
		render_menu(out, doc, &r->shelf->image->origin);
	else
		render_gemtext(out, doc);
}

bool
results_write(struct buf *out, const struct shelf *shelf, enum view v,
    struct str words, size_t page)
{
	struct arena arena;
	struct results r = {
		.arena = &arena,
		.shelf = shelf,
		.lang = lang_of(shelf->image),
		.view = v,
		.page = page,
	};
	struct query query;
	bool done = true;

	arena_init(&arena);
	query_parse(&query, &arena, words);
	r.words = query_text(&arena, &query);
	if (query.count > 0)
		done = search_ask(shelf->search, &arena, &query, v, page,
		    &r.hits);
	if (done)
		render(out, &r);
	assert(out->len <= RESULTS_MAX);
	arena_release(&arena);
	return done;
}
