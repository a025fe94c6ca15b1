/* SPDX-License-Identifier: ISC */
#ifndef UNIT_RENDER_DOC_H
#define UNIT_RENDER_DOC_H

/*
 * render_doc -- a page of a table's blocks, and what a renderer makes of it.
 */

#include "render/render.h"
#include "unit/unit.h"

static const struct origin page_origin = {
	.host = STR_INIT("h.example"),
	.port = { 1965, 7070 },
};

static const struct gopher_form page_form = { .origin = &page_origin };

/* A renderer, and what it writes around the blocks of a page. */
struct page_kind {
	void (*render)(struct buf *out, const struct doc *doc);
	struct str head; /* its title is "T" */
	struct str tail;
};

struct page {
	const struct page_kind *kind;
	struct arena arena;
	struct doc *doc;
	struct buf out;
};

static inline void
page_init(struct page *p, const struct page_kind *kind)
{
	p->kind = kind;
	arena_init(&p->arena);
	buf_init(&p->out);
	p->doc = doc_new(&p->arena, STR("/x"), STR("T"), STR("en"));
}

static inline void
page_release(struct page *p)
{
	buf_release(&p->out);
	arena_release(&p->arena);
}

static inline struct block *
page_add(struct page *p, enum block_kind kind, struct str text)
{
	return doc_add(&p->arena, p->doc, kind, text);
}

/* A copy of it behind the others, seen in all views. */
static inline void
page_add_block(struct page *p, const struct block *block)
{
	struct block *b = page_add(p, block->kind, block->text);

	*b = *block;
	b->views = ALL_VIEWS;
}

static inline struct str
page_render(struct page *p)
{
	buf_clear(&p->out);
	p->kind->render(&p->out, p->doc);
	return buf_str(&p->out);
}

/* What a page with this block alone has between head and tail. */
static inline struct str
page_only(struct page *p, const struct block *block)
{
	const struct page_kind *kind = p->kind;
	struct str text;

	page_add_block(p, block);
	text = page_render(p);
	assert_true(str_starts(text, kind->head));
	text = str_skip(text, kind->head.len);
	assert_true(str_ends(text, kind->tail));
	return str_take(text, text.len - kind->tail.len);
}

static inline void
page_expect(struct str got, struct str want, const char *why)
{
	if (!str_eq(got, want))
		fail_msg("%s: got\n%.*s\nwant\n%.*s", why, STR_ARG(got),
		    STR_ARG(want));
}

/* A row: one block, and all that is written for it. */
struct page_row {
	const char *why;
	struct block block;
	struct str want;
};

#define BLOCK(type, words)               \
	{                                \
		.kind = (type),          \
		.level = 2,              \
		.text = STR_INIT(words), \
	}
#define PRE(lines, words)                \
	{                                \
		.kind = BLOCK_PRE,       \
		.text = STR_INIT(lines), \
		.alt = STR_INIT(words),  \
	}
#define LINK(words, url, type)           \
	{                                \
		.kind = BLOCK_LINK,      \
		.text = STR_INIT(words), \
		.target = STR_INIT(url), \
		.item = (type),          \
	}

static inline void
page_check_rows(const struct page_kind *kind, const struct page_row *rows,
    size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct page p;

		page_init(&p, kind);
		page_expect(page_only(&p, &rows[i].block), rows[i].want,
		    rows[i].why);
		page_release(&p);
	}
}

#endif
