/* SPDX-License-Identifier: ISC */
#ifndef UNIT_SAME_BUILD_H
#define UNIT_SAME_BUILD_H

/*
 * same_build -- whether two builds are the same to everybody: in findings, in
 * what is served, and in what is found.
 */

#include <sqlite3.h>
#include <stdlib.h>

#include "site/image.h"
#include "site/load.h"
#include "site/search.h"
#include "site/tokens.h"
#include "unit/unit.h"

struct build {
	struct arena arena;
	struct diags diags;
	struct buf bytes;
	struct image image; /* if built */
	bool built;
};

static inline void
build_make(struct build *b, const struct load *load)
{
	const char *why = NULL;

	arena_init(&b->arena);
	diags_init(&b->diags, &b->arena);
	buf_init(&b->bytes);
	b->built = load_image(load, &b->diags, &b->bytes);
	if (b->built)
		why = image_open(buf_str(&b->bytes), &b->image);
	if (why != NULL)
		fail_msg("%s", why);
}

static inline void
build_release(struct build *b)
{
	buf_release(&b->bytes);
	arena_release(&b->arena);
}

static inline void
same_findings(const struct diags *got, const struct diags *want)
{
	const struct diag *g = got->first;
	const struct diag *w = want->first;

	for (; g != NULL && w != NULL; w = w->next) {
		assert_string_equal(g->code, w->code);
		assert_str(g->at.file, w->at.file);
		assert_str(g->text, w->text);
		assert_int_equal(g->at.line, w->at.line);
		assert_int_equal(g->at.column, w->at.column);
		assert_int_equal(g->level, w->level);
		assert_int_equal(g->more, w->more);
		g = g->next;
	}
	assert_true(g == NULL && w == NULL);
}

static inline void
same_resource(const struct image *got, const struct image *want, uint32_t i)
{
	struct resource g, w;
	struct str key, other;
	enum view v, in;

	image_at(got, i, &in, &other, &g);
	image_at(want, i, &v, &key, &w);
	assert_int_equal(in, v);
	assert_str(other, key);
	assert_str(g.media, w.media);
	assert_int_equal(g.kind, w.kind);
	assert_int_equal(g.item, w.item);
	if (!str_eq(g.body, w.body))
		print_error("at %.*s\n", STR_ARG(key));
	assert_str(g.body, w.body);
	if (w.kind != RESOURCE_FILE)
		return;
	assert_str(g.file, w.file);
	assert_int_equal(g.size, w.size);
	assert_int_equal(g.lines, w.lines);
}

/* All but the search stands before that, and is the same bytes. */
static inline void
same_image(const struct image *got, const struct image *want)
{
	assert_int_equal(got->resources, want->resources);
	for (uint32_t i = 0; i < want->resources; i++)
		same_resource(got, want, i);
	assert_str(got->admin, want->admin);
	assert_str(got->updated, want->updated);
	assert_int_equal(got->charset, want->charset);
	assert_int_equal(got->ascii, want->ascii);
	assert_int_equal(got->rules, want->rules);
	assert_int_equal(got->zones, want->zones);
	assert_int_equal(got->hosts, want->hosts);
	assert_int_equal(got->search.at - got->bytes.at,
	    want->search.at - want->bytes.at);
}

/* A copy, so that SQLite can look whether its parts agree. */
static inline sqlite3 *
open_copy(struct str database)
{
	unsigned char *copy = sqlite3_malloc64(database.len);
	sqlite3_int64 len = (sqlite3_int64)database.len;
	sqlite3 *db;

	memcpy(copy, database.at, database.len);
	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	assert_int_equal(sqlite3_deserialize(db, "main", copy, len, len,
			     SQLITE_DESERIALIZE_FREEONCLOSE |
				 SQLITE_DESERIALIZE_RESIZEABLE),
	    SQLITE_OK);
	assert_true(tokens_register(db));
	return db;
}

static inline void
same_rows(struct str got, struct str want)
{
	static const char all[] =
	    "SELECT format('%s %s %s %s %s', views, path, item, title,"
	    " text) FROM page ORDER BY rowid";
	sqlite3 *db[] = { open_copy(got), open_copy(want) };
	sqlite3_stmt *rows[2];
	int step;

	/* SQLite compares the words with the texts that they are of. */
	assert_int_equal(sqlite3_exec(db[0],
			     "INSERT INTO page(page) VALUES('integrity-check')",
			     NULL, NULL, NULL),
	    SQLITE_OK);
	for (size_t i = 0; i < 2; i++)
		assert_int_equal(sqlite3_prepare_v2(db[i], all, -1, &rows[i],
				     NULL),
		    SQLITE_OK);
	while ((step = sqlite3_step(rows[1])) == SQLITE_ROW) {
		assert_int_equal(sqlite3_step(rows[0]), SQLITE_ROW);
		assert_string_equal(sqlite3_column_text(rows[0], 0),
		    sqlite3_column_text(rows[1], 0));
	}
	assert_int_equal(step, SQLITE_DONE);
	assert_int_equal(sqlite3_step(rows[0]), SQLITE_DONE);
	for (size_t i = 0; i < 2; i++) {
		sqlite3_finalize(rows[i]);
		sqlite3_close(db[i]);
	}
}

static inline void
same_hits(struct search *got, struct search *want, struct str words,
    enum view v)
{
	struct arena a;
	struct query q;
	struct hits g, w;

	arena_init(&a);
	query_parse(&q, &a, words);
	assert_true(search_ask(got, &a, &q, v, 1, &g));
	assert_true(search_ask(want, &a, &q, v, 1, &w));
	assert_int_equal(g.total, w.total);
	assert_int_equal(g.count, w.count);
	assert_int_equal(g.any, w.any);
	for (size_t i = 0; i < w.count; i++) {
		assert_str(g.at[i].path, w.at[i].path);
		assert_str(g.at[i].title, w.at[i].title);
		assert_str(g.at[i].text, w.at[i].text);
		assert_int_equal(g.at[i].item, w.at[i].item);
	}
	arena_release(&a);
}

static inline void
same_search(struct str got, struct str want, const struct str *words,
    size_t count)
{
	struct search *g = search_open(got);
	struct search *w = search_open(want);

	assert_true(g != NULL && w != NULL);
	same_rows(got, want);
	for (size_t i = 0; i < count; i++)
		for (enum view v = 0; v < VIEW_COUNT; v++)
			same_hits(g, w, words[i], v);
	search_close(g);
	search_close(w);
}

static inline void
same_build(const struct build *got, const struct build *want,
    const struct str *words, size_t count)
{
	same_findings(&got->diags, &want->diags);
	assert_int_equal(got->built, want->built);
	if (!want->built)
		return;
	same_image(&got->image, &want->image);
	same_search(got->image.search, want->image.search, words, count);
}

#endif
