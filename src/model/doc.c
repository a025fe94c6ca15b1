/* SPDX-License-Identifier: ISC */
#include "model/doc.h"

#include "base/utf8.h"

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

struct str
doc_path(struct arena *a, const struct doc *doc, enum tree tree)
{
	if (tree == TREE_GEMTEXT && doc->form.len > 0)
		return doc->form;
	return tree_path(a, tree, doc->path);
}

struct str
doc_label(const struct doc *doc)
{
	const struct block *top = doc->first;
	size_t name = doc->path.len;

	while (top != NULL && top->kind == BLOCK_PRE)
		top = top->next;
	if (doc->title.len > 0)
		return doc->title;
	if (top != NULL && top->kind == BLOCK_HEADING && top->text.len > 0)
		return top->text;
	while (name > 0 && doc->path.at[name - 1] != '/')
		name--;
	return name < doc->path.len ? str_skip(doc->path, name) : doc->path;
}

void
doc_guard(struct doc *doc, const struct guarded *guarded)
{
	doc->zone = guarded_zone(guarded, doc->path);
	if (doc->zone != 0)
		doc->views &= 1u << VIEW_GEMINI;
}

static struct block *
block_new(struct arena *a, enum block_kind kind, struct str text)
{
	struct block *block = arena_new(a, struct block);

	block->kind = kind;
	block->text = text;
	block->level = kind == BLOCK_HEADING ? 2 : 0;
	block->views = ALL_VIEWS;
	return block;
}

static struct block *
link_new(struct arena *a, struct str target, struct str label)
{
	struct block *link =
	    block_new(a, BLOCK_LINK, label.len > 0 ? label : target);

	link->target = target;
	return link;
}

static struct block *
append(struct doc *doc, struct block *block)
{
	*doc->end = block;
	doc->end = &block->next;
	doc->last = block;
	return block;
}

struct block *
doc_add(struct arena *a, struct doc *doc, enum block_kind kind, struct str text)
{
	return append(doc, block_new(a, kind, text));
}

struct block *
doc_add_link(struct arena *a, struct doc *doc, struct str target,
    struct str label)
{
	return append(doc, link_new(a, target, label));
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

struct block *
doc_add_way_behind(struct arena *a, struct doc *doc, struct block *block,
    struct str target, struct str label)
{
	struct block *way = link_new(a, target, label);

	way->nav = true;
	way->tight = true;
	way->next = block->next;
	block->next = way;
	if (doc->last == block) {
		doc->last = way;
		doc->end = &way->next;
	}
	return way;
}

struct str
block_label(const struct block *link)
{
	return link->label.len > 0 ? link->label : link->text;
}

size_t
block_width(const struct block *pre)
{
	struct str rest = pre->text;
	size_t widest = 0;
	struct str line;

	while (rest.len > 0) {
		size_t width;

		str_cut(rest, '\n', &line, &rest);
		width = utf8_width(line);
		if (width > widest)
			widest = width;
	}
	return widest;
}

const struct block *
block_shown(const struct block *block, enum view v)
{
	while (block != NULL && (block->views & 1u << v) == 0)
		block = block->next;
	return block;
}

static bool
is_in_tree(const struct block *block, enum tree tree)
{
	return !block->crosses || block->into != tree;
}

const struct block *
block_in_tree(const struct block *block, enum tree tree)
{
	block = block_shown(block, VIEW_GOPHER);
	while (block != NULL && !is_in_tree(block, tree))
		block = block_shown(block->next, VIEW_GOPHER);
	return block;
}

enum tree
block_leads_to(const struct block *link, enum tree tree)
{
	enum tree to = link->crosses ? link->into : tree;

	return (link->trees & 1u << to) != 0 ? to : TREE_MAIN;
}

struct str
block_path(struct arena *a, const struct block *link, enum tree tree)
{
	struct str path = link->gopher.len > 0 ? link->gopher : link->target;

	if (tree == TREE_GEMTEXT && link->form.len > 0)
		return link->form;
	return tree_path(a, tree, path);
}
