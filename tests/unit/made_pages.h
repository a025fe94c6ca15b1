/* SPDX-License-Identifier: ISC */
#ifndef UNIT_MADE_PAGES_H
#define UNIT_MADE_PAGES_H

/*
 * made_pages -- the pages of profiles that are made by hand.
 */

#include "page/pages.h"
#include "render/render.h"
#include "unit/unit.h"

static const struct origin on_both = {
	.host = STR_INIT("h.example"),
	.port = { 1965, 70 },
};

static const struct origin on_web = {
	.host = STR_INIT("h.example"),
	.port = { 1965, 70 },
	.web = STR_INIT("https://h.example/~ada/"),
};

/* Hand-made models: arrays, chained in order. */
static inline struct field *
fields(struct field *f, size_t count)
{
	for (size_t i = 0; i + 1 < count; i++)
		f[i].next = &f[i + 1];
	return f;
}

static inline struct node *
nodes(struct node *n, size_t count)
{
	for (size_t i = 0; i + 1 < count; i++)
		n[i].next = &n[i + 1];
	return n;
}

static inline struct section *
sections(struct section *s, size_t count)
{
	for (size_t i = 0; i + 1 < count; i++)
		s[i].next = &s[i + 1];
	return s;
}

#define FIELDS(...)                             \
	fields((struct field[]){ __VA_ARGS__ }, \
	    COUNT(((struct field[]){ __VA_ARGS__ })))
#define NODES(...)                            \
	nodes((struct node[]){ __VA_ARGS__ }, \
	    COUNT(((struct node[]){ __VA_ARGS__ })))
#define SECTIONS(...)                               \
	sections((struct section[]){ __VA_ARGS__ }, \
	    COUNT(((struct section[]){ __VA_ARGS__ })))

#define FIELD(id, name, words)            \
	{                                 \
		.key = (id),              \
		.label = STR_INIT(name),  \
		.value = STR_INIT(words), \
	}
#define NODE(type, words)                \
	{                                \
		.kind = (type),          \
		.text = STR_INIT(words), \
	}
#define SECTION(type, name, path)           \
	{                                   \
		.id = (type),               \
		.title = STR_INIT(name),    \
		.slug = STR_INIT(path),     \
		.audience = AUDIENCE_ALL,   \
		.home = SECTION_HOME_USUAL, \
	}
#define NAME_FIELD FIELD(KEY_NAME, "Name", "Ada")
#define ITEM(words) NODE(NODE_ITEM, words)
#define TEXT(words) NODE(NODE_TEXT, words)

struct pages {
	struct arena arena;
	const struct doc *home;
	struct buf out;
};

static inline void
pages_init(struct pages *p, const struct profile *profile,
    const struct origin *o)
{
	arena_init(&p->arena);
	buf_init(&p->out);
	p->home = pages_of(&p->arena, profile, o);
}

static inline void
pages_release(struct pages *p)
{
	buf_release(&p->out);
	arena_release(&p->arena);
}

static const struct doc *
page_at(const struct pages *p, struct str path)
{
	const struct doc *doc = p->home;

	while (doc != NULL && !str_eq(doc->path, path))
		doc = doc->next;
	assert_non_null(doc);
	return doc;
}

/* The page as a Gemini client gets it. */
static inline struct str
gemtext(struct pages *p, struct str path)
{
	buf_clear(&p->out);
	render_gemtext(&p->out, page_at(p, path));
	return buf_str(&p->out);
}

static inline struct str
gopher(struct pages *p, struct str path, const struct origin *o)
{
	const struct doc *doc = page_at(p, path);
	const struct gopher_form form = { .origin = o };

	buf_clear(&p->out);
	if (doc->menu)
		render_menu(&p->out, doc, &form);
	else
		render_text(&p->out, doc, &form);
	return buf_str(&p->out);
}

static inline bool
has(struct str text, struct str needle)
{
	return str_find(text, needle) < text.len;
}

#endif
