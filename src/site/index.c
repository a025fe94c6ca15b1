/* SPDX-License-Identifier: ISC */
#include "site/index.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "site/index_rows.h"
#include "site/index_words.h"
#include "site/table.h"

/*
 * Ids apart, so that there is room for what comes between: rows that are as
 * good as each other are found in the order of their ids.
 */
#define STRIDE ((int64_t)16)

/* A page or a file, with as many rows as there are views at most. */
struct entry {
	struct str name;
	uint64_t version;      /* 0 = not known to be what it was */
	struct str facts;      /* what else its rows say */
	const struct doc *doc; /* or a file */
	const struct file *file;
	int64_t id; /* of its first row; 0 = none yet */
	bool same;  /* its rows are those of the last build */
};

struct entries {
	struct arena arena;
	struct entry *at;
	size_t count;
	size_t cap;
};

struct index {
	enum index_use use;
	struct index_rows *rows; /* NULL = none yet */
	struct index_words words;
	struct entries now;
	struct entries before; /* what rows has */
	size_t edits;	       /* entries written since rows was new */
};

static void
entries_init(struct entries *e)
{
	*e = (struct entries){ 0 };
	arena_init(&e->arena);
}

static void
entries_release(struct entries *e)
{
	arena_release(&e->arena);
	free(e->at);
	entries_init(e);
}

static struct entry *
entries_add(struct entries *e)
{
	if (e->count == e->cap) {
		e->cap = e->cap > 0 ? e->cap * 2 : 64;
		e->at = mem_grow(e->at, e->cap, sizeof(*e->at));
	}
	e->at[e->count] = (struct entry){ 0 };
	return &e->at[e->count++];
}

struct index *
index_new(enum index_use use)
{
	struct index *index = mem_new(1, sizeof(*index));

	index->use = use;
	index_words_init(&index->words);
	entries_init(&index->now);
	entries_init(&index->before);
	return index;
}

void
index_free(struct index *index)
{
	index_rows_free(index->rows);
	index_words_release(&index->words);
	entries_release(&index->now);
	entries_release(&index->before);
	free(index);
}

void
index_doc(struct index *index, const struct doc *doc, uint64_t version)
{
	struct entry *e;

	if (doc->zone != 0)
		return;
	e = entries_add(&index->now);
	e->name = arena_printf(&index->now.arena, "page %.*s",
	    STR_ARG(doc->path));
	e->version = version;
	e->doc = doc;
}

void
index_file(struct index *index, const struct file *f)
{
	struct arena *a = &index->now.arena;
	struct entry *e;

	if (!index_words_has(f))
		return;
	e = entries_add(&index->now);
	e->name = arena_printf(a, "file /%.*s", STR_ARG(f->path));
	e->version = f->version;
	e->facts = arena_printf(a, "%u %c %.*s", file_views(f), f->media.item,
	    STR_ARG(f->media.type));
	e->file = f;
}

static int64_t
put_doc(struct index *index, const struct doc *doc, int64_t id)
{
	unsigned left = doc->views & SERVED_VIEWS;

	for (enum view v = 0; v < VIEW_COUNT; v++) {
		unsigned views;

		if ((left & 1u << v) == 0)
			continue;
		views = left & index_words_views(doc, v);
		index_words_doc(&index->words, doc, v);
		index_rows_put(index->rows, id++, &index->words, views,
		    doc->menu ? '1' : '0');
		left &= ~views;
	}
	return id;
}

/* The first id behind those of the entry. */
static int64_t
put_entry(struct index *index, const struct entry *e)
{
	if (e->doc != NULL)
		return put_doc(index, e->doc, e->id);
	index_words_file(&index->words, e->file);
	index_rows_put(index->rows, e->id, &index->words,
	    file_views(e->file) & SERVED_VIEWS,
	    e->file->media.item);
	return e->id + 1;
}

static void
write_all(struct index *index)
{
	const bool again = index->use == INDEX_AGAIN;
	int64_t next = again ? STRIDE : 1;

	index_rows_free(index->rows);
	index->rows = index_rows_new();
	index->edits = 0;
	for (size_t i = 0; i < index->now.count; i++) {
		struct entry *e = &index->now.at[i];

		e->id = next;
		next = put_entry(index, e);
		if (again)
			next = e->id + STRIDE;
	}
	index_rows_complete(index->rows);
}

/* Those of before keep their rows, as far as they are in the same order. */
static void
match(struct index *index)
{
	const struct entries *before = &index->before;
	struct table places;
	uint64_t next = 0;

	table_init(&places);
	for (size_t i = 0; i < before->count; i++)
		table_add(&places, before->at[i].name, i);
	for (size_t i = 0; i < index->now.count; i++) {
		struct entry *e = &index->now.at[i];
		uint64_t at;

		if (!table_find(&places, e->name, &at) || at < next)
			continue;
		e->id = before->at[at].id;
		e->same = e->version != 0 &&
			  e->version == before->at[at].version &&
			  str_eq(e->facts, before->at[at].facts);
		next = at + 1;
	}
	table_release(&places);
}

/* Ids for the new ones from first on, between low and high; false if full. */
static bool
place_between(struct entry *first, size_t count, int64_t low, int64_t high)
{
	int64_t step = (high - low) / ((int64_t)count + 1);

	for (size_t i = 0; i < count; i++)
		first[i].id = low + step * ((int64_t)i + 1);
	return step >= VIEW_COUNT;
}

static bool
place_new(struct entries *now)
{
	int64_t low = 0;

	for (size_t i = 0, end; i < now->count; i = end + 1) {
		int64_t high;

		for (end = i; end < now->count && now->at[end].id == 0;)
			end++;
		high = end < now->count
			   ? now->at[end].id
			   : low + (int64_t)(end - i + 1) * STRIDE;
		if (end > i && !place_between(&now->at[i], end - i, low, high))
			return false;
		low = high;
	}
	return true;
}

static size_t
count_edits(const struct index *index)
{
	size_t same = 0;

	for (size_t i = 0; i < index->now.count; i++)
		same += index->now.at[i].same;
	return index->before.count - same + index->now.count - same;
}

/* Both are in the order of their ids. */
static void
erase_others(struct index *index)
{
	const struct entries *now = &index->now;
	size_t k = 0;

	for (size_t i = 0; i < index->before.count; i++) {
		int64_t id = index->before.at[i].id;

		while (k < now->count && now->at[k].id < id)
			k++;
		if (k < now->count && now->at[k].id == id && now->at[k].same)
			continue;
		index_rows_erase(index->rows, id, id + VIEW_COUNT - 1);
	}
}

/*
 * False if it is better to write all anew: what has been erased leaves gaps in
 * the database, which become no more than a part of it.
 */
static bool
write_edits(struct index *index)
{
	size_t edits;

	if (index->rows == NULL)
		return false;
	match(index);
	edits = count_edits(index);
	if (index->edits + edits > index->now.count / 4 + 16 ||
	    !place_new(&index->now))
		return false;
	if (edits == 0)
		return true;
	index->edits += edits;
	index_rows_reopen(index->rows);
	erase_others(index);
	for (size_t i = 0; i < index->now.count; i++)
		if (!index->now.at[i].same)
			put_entry(index, &index->now.at[i]);
	index_rows_close(index->rows);
	return true;
}

struct str
index_finish(struct index *index)
{
	if (!write_edits(index))
		write_all(index);
	return index_rows_bytes(index->rows);
}

void
index_rest(struct index *index)
{
	struct entries before = index->before;

	index_rows_forget(index->rows);
	if (index_rows_failed(index->rows)) {
		index_rows_free(index->rows);
		index->rows = NULL;
	}
	index->before = index->now;
	index->now = before;
	entries_release(&index->now);
}
