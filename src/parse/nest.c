/* SPDX-License-Identifier: ISC */
#include "parse/nest.h"

#include "base/buf.h"

#define DASHES_MAX 8

struct nest_list {
	struct nest_list *outer;
	size_t number;
	size_t depth; /* 1 = in no other */
	bool ordered;
};

void
nest_init(struct nest *n, struct arena *a, struct doc *doc)
{
	*n = (struct nest){
		.arena = a,
		.doc = doc,
		.file = str_skip(doc->path, 1),
	};
}

void
nest_open_quote(struct nest *n)
{
	n->quotes++;
}

void
nest_close_quote(struct nest *n)
{
	n->quotes--;
	if (n->quotes == 0)
		n->quoted = false;
}

void
nest_open_list(struct nest *n, bool ordered, size_t number)
{
	struct nest_list *list = arena_new(n->arena, struct nest_list);

	list->outer = n->list;
	list->ordered = ordered;
	list->number = number;
	list->depth = n->list != NULL ? n->list->depth + 1 : 1;
	n->list = list;
}

void
nest_close_list(struct nest *n)
{
	n->list = n->list->outer;
}

void
nest_open_item(struct nest *n)
{
	n->marker = true;
}

void
nest_close_item(struct nest *n)
{
	n->marker = false;
	n->list->number++;
}

/* Append a block, which knows by its place what is above it. */
static struct block *
add_block(struct nest *n, struct block block, struct span span)
{
	const struct block *above = n->doc->last;
	bool parted = above == NULL || above->kind == BLOCK_HEADING ||
		      block.kind == BLOCK_HEADING || span.first > n->line + 1;
	struct block *last = doc_add(n->arena, n->doc, block.kind, block.text);

	block.views = last->views;
	block.at = (struct place){ n->file, span.first, 1 };
	block.tight = !parted;
	*last = block;
	n->line = span.last;
	return last;
}

/* Lines of one quotation stand together, whatever is between them. */
static void
add_quoted(struct nest *n, struct str text, struct span span)
{
	static const struct block none = { .kind = BLOCK_QUOTE };
	struct span gap = { n->line + 1, span.first - 1 };

	if (n->quoted && gap.first <= gap.last)
		add_block(n, none, gap);
	add_block(n, (struct block){ .kind = BLOCK_QUOTE, .text = text }, span);
	n->quoted = true;
}

/* text with what stands in front of an item for who sees no indents. */
static struct str
with_lead(struct nest *n, struct str text)
{
	const struct nest_list *list = n->list;
	struct buf out;

	n->marker = false;
	buf_init(&out);
	for (size_t i = 1; i < list->depth && i <= DASHES_MAX; i++)
		buf_add(&out, STR("\u2013 "));
	if (list->ordered)
		buf_printf(&out, "%zu. ", list->number);
	else if (n->quotes > 0)
		buf_add(&out, STR("- "));
	buf_add(&out, text);
	return buf_keep(&out, n->arena);
}

void
nest_text(struct nest *n, struct str text, struct span span)
{
	struct block block = { .kind = BLOCK_TEXT, .text = text };

	if (n->marker) {
		block.text = with_lead(n, text);
		if (!n->list->ordered)
			block.kind = BLOCK_ITEM;
	}
	if (n->quotes > 0)
		add_quoted(n, block.text, span);
	else
		add_block(n, block, span);
}

void
nest_heading(struct nest *n, int level, struct str text, struct span span)
{
	struct block block = { .kind = BLOCK_HEADING, .text = text };

	block.level = level;
	if (n->quotes > 0)
		add_quoted(n, text, span);
	else
		add_block(n, block, span);
}

void
nest_pre(struct nest *n, struct str lines, struct str alt, struct span span)
{
	struct block pre = { .kind = BLOCK_PRE, .code = true };

	pre.text = lines;
	pre.alt = alt;
	n->quoted = false;
	add_block(n, pre, span);
}

void
nest_link(struct nest *n, struct str target, struct str label,
    struct span span, size_t line)
{
	struct block link = { .kind = BLOCK_LINK, .target = target };

	link.text = n->marker ? with_lead(n, label) : label;
	n->quoted = false;
	add_block(n, link, span)->at.line = line;
}
