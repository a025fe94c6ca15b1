/* SPDX-License-Identifier: ISC */
#include "render/render.h"

#include "base/utf8.h"
#include "model/terms.h"
#include "proto/gopher.h"
#include "render/columns.h"
#include "render/fill.h"
#include "render/fold.h"
#include "render/item.h"

/* Some clients end a text at a line with a dot, others undo a doubled one. */
#define GUARD "."

static const struct fill paragraph = { .guard = GUARD, .whole_urls = true };
static const struct fill item = {
	.first = STR_INIT("- "),
	.rest = STR_INIT("  "),
	.guard = GUARD,
	.whole_urls = true,
};
static const struct fill quote = {
	.first = STR_INIT("> "),
	.rest = STR_INIT("> "),
	.guard = GUARD,
	.whole_urls = true,
};

struct page {
	struct buf *out;
	const struct gopher_form *form;
	size_t width;
	struct str lang;
	struct arena scratch;
};

static void
put_line(struct page *p, struct str line)
{
	if (str_starts(line, STR(GUARD)))
		buf_char(p->out, ' ');
	buf_add(p->out, line);
	buf_add(p->out, STR("\r\n"));
}

/* Returns the width of the widest line. */
static size_t
put_text(struct page *p, struct str text, const struct fill *how)
{
	struct arena *a = &p->scratch;
	struct lines lines = fill_text(a,
	    fold_text(a, text, p->form->charset), p->width, how);
	size_t widest = 0;

	for (size_t i = 0; i < lines.count; i++) {
		size_t width = utf8_width(lines.at[i]);

		put_line(p, lines.at[i]);
		if (width > widest)
			widest = width;
	}
	return widest;
}

static void
put_heading(struct page *p, struct str text, char rule)
{
	size_t width = put_text(p, text, &paragraph);

	for (size_t i = 0; i < width; i++)
		buf_char(p->out, rule);
	put_line(p, STR(""));
}

static void
put_quote(struct page *p, struct str text)
{
	if (text.len == 0)
		put_line(p, STR(">"));
	else
		put_text(p, text, &quote);
}

/* As it is, however wide: a file can be scrolled. */
static void
put_pre(struct page *p, const struct block *block)
{
	struct str rest = block->text;
	struct str line;

	if (block->alt.len > 0 && !block->code)
		put_text(p,
		    arena_printf(&p->scratch, "[%.*s]", STR_ARG(block->alt)),
		    &paragraph);
	while (rest.len > 0) {
		str_cut(rest, '\n', &line, &rest);
		put_line(p, columns_fold(&p->scratch, line, p->form->charset));
	}
}

/* "[Image: a loom]": what a reader of a text file would not guess. */
static struct str
label_of(struct page *p, const struct block *link)
{
	struct arena *a = &p->scratch;

	if (link->item != 'I')
		return block_label(link);
	return arena_printf(a, "[%.*s]",
	    STR_ARG(term_with(a, p->lang, TERM_IMAGE, link->text)));
}

/* What the charset cannot spell would say nothing: the URL does. */
static bool
has_label(const struct page *p, const struct block *link, struct str url)
{
	return !str_eq(link->text, link->target) &&
	       (url.len == 0 ||
		   fold_is_readable(block_label(link), p->form->charset));
}

/* A URL to copy: whole, and on a line of its own. */
static void
put_link(struct page *p, const struct block *block)
{
	struct str url = item_link(&p->scratch, block, p->form);

	if (has_label(p, block, url))
		put_text(p, label_of(p, block), &paragraph);
	if (url.len > 0)
		put_line(p, arena_printf(&p->scratch, "  %.*s", STR_ARG(url)));
}

static void
put_block(struct page *p, const struct block *block)
{
	switch (block->kind) {
	case BLOCK_HEADING:
		put_heading(p, block->text, block->level == 1 ? '=' : '-');
		break;
	case BLOCK_TEXT:
		put_text(p, block->text, &paragraph);
		break;
	case BLOCK_ITEM:
		put_text(p, block->text, &item);
		break;
	case BLOCK_QUOTE:
		put_quote(p, block->text);
		break;
	case BLOCK_PRE:
		put_pre(p, block);
		break;
	case BLOCK_LINK:
		put_link(p, block);
		break;
	}
}

/* A way to another page leads nowhere in a file. */
static const struct block *
next_block(const struct block *block, enum tree tree)
{
	block = block_in_tree(block, tree);
	while (block != NULL && block->nav)
		block = block_in_tree(block->next, tree);
	return block;
}

void
render_text(struct buf *out, const struct doc *doc,
    const struct gopher_form *form)
{
	const struct block *block = next_block(doc->first, form->tree);
	const size_t start = out->len;
	struct page p = {
		.out = out,
		.form = form,
		.lang = doc->lang,
		.width = doc->width != 0 ? doc->width : GOPHER_WIDTH,
	};
	bool below_heading = doc->title.len > 0;

	arena_init(&p.scratch);
	if (doc->title.len > 0)
		put_heading(&p, doc->title, '=');
	while (block != NULL) {
		if (out->len > start && (below_heading || !block->tight))
			put_line(&p, STR(""));
		put_block(&p, block);
		below_heading = block->kind == BLOCK_HEADING;
		block = next_block(block->next, form->tree);
	}
	charset_encode(out, start, form->charset);
	arena_release(&p.scratch);
}
