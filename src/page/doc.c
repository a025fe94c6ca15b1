/* SPDX-License-Identifier: ISC */
#include "page/doc.h"

struct doc *
doc_new(struct arena *a, struct str path, struct str title, struct str lang)
{
	struct doc *doc = arena_new(a, struct doc);

	doc->path = path;
	doc->title = title;
	doc->lang = lang;
	doc->views = ALL_VIEWS;
	doc->end = &doc->first;
	return doc;
}

void
doc_guard(struct doc *doc, const struct guarded *guarded)
{
	doc->zone = guarded_zone(guarded, doc->path);
	if (doc->zone != 0)
		doc->views &= 1u << VIEW_GEMINI;
}

struct block *
doc_add(struct arena *a, struct doc *doc, enum block_kind kind, struct str text)
{
	struct block *block = arena_new(a, struct block);

	block->kind = kind;
	block->text = text;
	block->level = kind == BLOCK_HEADING ? 2 : 0;
	block->views = ALL_VIEWS;
	*doc->end = block;
	doc->end = &block->next;
	doc->last = block;
	return block;
}

struct block *
doc_add_link(struct arena *a, struct doc *doc, struct str target,
    struct str label)
{
	struct block *block;

	block = doc_add(a, doc, BLOCK_LINK, label.len > 0 ? label : target);
	block->target = target;
	return block;
}

struct block *
doc_add_way(struct arena *a, struct doc *doc, struct str target,
    struct str label)
{
	bool below_way = doc->last != NULL && doc->last->nav;
	struct block *way = doc_add_link(a, doc, target, label);

	way->nav = true;
	way->tight = below_way;
	return way;
}

struct str
block_label(const struct block *link)
{
	return link->label.len > 0 ? link->label : link->text;
}

const struct block *
block_shown(const struct block *block, enum view v)
{
	while (block != NULL && (block->views & 1u << v) == 0)
		block = block->next;
	return block;
}
