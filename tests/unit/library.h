/* SPDX-License-Identifier: ISC */
#ifndef UNIT_LIBRARY_H
#define UNIT_LIBRARY_H

/*
 * library -- a few pages and files that can be searched.
 */

#include "site/index.h"
#include "site/search.h"
#include "unit/unit.h"

/* 郑鹏飞, and Café with an accent that combines. */
#define NAME "\xe9\x83\x91\xe9\xb9\x8f\xe9\xa3\x9e"
#define CAFE_APART "Cafe\xcc\x81"

struct library {
	struct index *index;
	struct str database;
	struct search *search;
	struct arena arena;
};

/* Pages and files are added between these two. */
static inline void
library_begin(struct library *l)
{
	arena_init(&l->arena);
	l->index = index_new(INDEX_ONCE);
}

static inline void
library_ready(struct library *l)
{
	l->database = index_finish(l->index);
	l->search = search_open(l->database);
	assert_non_null(l->search);
}

static inline void
library_end(struct library *l)
{
	search_close(l->search);
	index_free(l->index);
	arena_release(&l->arena);
}

/* The first page of what is found. */
static inline struct hits
library_ask(struct library *l, enum view v, struct str words)
{
	struct query q;
	struct hits hits;

	query_parse(&q, &l->arena, words);
	assert_true(search_ask(l->search, &l->arena, &q, v, 1, &hits));
	return hits;
}

static inline void
add_page(struct library *l, const char *path, const char *title,
    const char *text)
{
	struct doc *doc = doc_new(&l->arena, str_of(path), str_of(title),
	    STR("en"));
	struct block *way;

	doc_add(&l->arena, doc, BLOCK_TEXT, str_of(text));
	way = doc_add_link(&l->arena, doc, STR("/"), STR("Homewards"));
	way->nav = true;
	index_doc(l->index, doc, 0);
}

static inline void
add_file(struct library *l, const char *path, const char *type,
    struct str bytes)
{
	struct file *f = arena_new(&l->arena, struct file);

	f->path = str_of(path);
	f->bytes = arena_str(&l->arena, bytes);
	f->media = (struct media){ .type = str_of(type), .item = '0' };
	index_file(l->index, f);
}

static inline void
fill(struct library *l)
{
	library_begin(l);
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
	library_ready(l);
}

static inline int
library_open(void **state)
{
	static struct library l;

	fill(&l);
	*state = &l;
	return 0;
}

static inline int
library_close(void **state)
{
	library_end(*state);
	return 0;
}

#endif
