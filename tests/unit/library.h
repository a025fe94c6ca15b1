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
	index_doc(l->index, doc);
}

static inline void
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

static inline void
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

static inline int
library_open(void **state)
{
	static struct library l;

	fill(&l);
	l.search = search_open(l.database);
	assert_non_null(l.search);
	*state = &l;
	return 0;
}

static inline int
library_close(void **state)
{
	struct library *l = *state;

	search_close(l->search);
	index_free(l->index);
	arena_release(&l->arena);
	return 0;
}

#endif
