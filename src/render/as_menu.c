/* SPDX-License-Identifier: ISC */
#include "render/render.h"

#include "base/count.h"
#include "proto/gopher.h"
#include "render/columns.h"
#include "render/drawing.h"
#include "render/fill.h"
#include "render/fold.h"
#include "render/item.h"

/*
 * Lagrange turns 'i' lines into gemtext. Of these it hides the first three, of
 * late, with an invisible character (gopher rule 24); the others would become
 * links and fences.
 */
#define GUARD "#>*=`"

static const struct fill paragraph = { .guard = GUARD };
static const struct fill item = {
	.first = STR_INIT("- "),
	.rest = STR_INIT("  "),
	.guard = GUARD,
};
static const struct fill indented = {
	.first = STR_INIT("  "),
	.rest = STR_INIT("  "),
	.guard = GUARD,
};
/* An item's own line is no text: nothing in it is taken for markup. */
static const struct fill hanging = { .rest = STR_INIT("  "), .guard = "" };

struct menu {
	struct buf *out;
	const struct gopher_form *form;
	size_t width;
	bool quoting; /* a quotation has begun and has words */
	bool marks;   /* which are between our quotation marks */
	struct arena scratch;
};

/* Selectors are not: they are bytes, which another server may know. */
static struct str
encoded(struct menu *m, struct str text)
{
	struct buf out;

	if (str_is_ascii(text))
		return text;
	buf_init(&out);
	buf_add(&out, text);
	charset_encode(&out, 0, m->form->charset);
	return buf_keep(&out, &m->scratch);
}

static void
put_info(struct menu *m, struct str text)
{
	gopher_info(m->out, encoded(m, text));
}

static void
put_blank(struct menu *m)
{
	gopher_info(m->out, STR(""));
}

static void
put_text(struct menu *m, struct str text, const struct fill *how)
{
	struct arena *a = &m->scratch;
	struct str folded = fold_text(a, text, m->form->charset);
	struct lines lines = fill_text(a, drawing_avoid(a, folded), m->width,
	    how);

	for (size_t i = 0; i < lines.count; i++)
		put_info(m, lines.at[i]);
}

static void
put_heading(struct menu *m, struct str text)
{
	put_text(m,
	    arena_printf(&m->scratch, "-- %.*s --", STR_ARG(text)),
	    &paragraph);
}

static bool
continues_quote(const struct block *block)
{
	return block != NULL && block->kind == BLOCK_QUOTE && block->tight;
}

/* Whether words of the quotation stand below block. */
static bool
goes_on(const struct menu *m, const struct block *block)
{
	enum tree tree = m->form->tree;

	do
		block = block_in_tree(block->next, tree);
	while (continues_quote(block) && block->text.len == 0);
	return continues_quote(block);
}

/* Many authors quote what is a quotation already. */
static bool
has_marks(struct str text)
{
	static const struct str marks[] = {
		STR_INIT("\""),
		STR_INIT("'"),
		STR_INIT("\u201c"),
		STR_INIT("\u2018"),
		STR_INIT("\u201e"),
		STR_INIT("\u201a"),
		STR_INIT("\u00ab"),
		STR_INIT("\u00bb"),
		STR_INIT("\u300c"),
		STR_INIT("\u300e"),
	};

	for (size_t i = 0; i < COUNT(marks); i++)
		if (str_starts(text, marks[i]))
			return true;
	return false;
}

/*
 * No "> " as elsewhere: Lagrange puts an invisible character before a '>'. An
 * indent of two, less than the three blanks of a drawing, and one pair of
 * quotation marks around all lines of a quotation.
 */
static void
put_quote(struct menu *m, const struct block *block)
{
	const char *before = "";

	m->quoting = m->quoting && continues_quote(block);
	if (block->text.len == 0) {
		put_blank(m);
		return;
	}
	if (!m->quoting) {
		m->quoting = true;
		m->marks = !has_marks(block->text);
		before = m->marks ? "\"" : "";
	}
	put_text(m,
	    arena_printf(&m->scratch, "%s%.*s%s", before, STR_ARG(block->text),
		m->marks && !goes_on(m, block) ? "\"" : ""),
	    &indented);
}

static void
put_line(struct menu *m, struct str line)
{
	struct arena *a = &m->scratch;
	struct lines lines = fill_line(a,
	    columns_fold(a, line, m->form->charset), m->width);

	for (size_t i = 0; i < lines.count; i++)
		put_info(m, drawing_keep(a, lines.at[i], m->width));
}

/* What pictures and code say to who cannot see them stands above them. */
static void
put_pre(struct menu *m, const struct block *block)
{
	struct str rest = block->text;
	struct str line;

	if (block->alt.len > 0 && !block->code)
		put_text(m,
		    arena_printf(&m->scratch, "[%.*s]", STR_ARG(block->alt)),
		    &paragraph);
	while (rest.len > 0) {
		str_cut(rest, '\n', &line, &rest);
		put_line(m, line);
	}
}

/* A link that no item can follow is shown, so that nothing is lost. */
static void
put_dead_link(struct menu *m, const struct block *block)
{
	put_text(m, block->text, &paragraph);
	if (!str_eq(block->text, block->target))
		put_text(m, block->target, &indented);
}

/* What of it is not in the item's own line is text below that. */
static struct lines
label_lines(struct menu *m, const struct block *link)
{
	struct arena *a = &m->scratch;
	struct str label = item_label(a, link, m->form);
	struct lines lines = fill_text(a, label, m->width, &hanging);

	if (lines.count > 1)
		lines = fill_text(a, drawing_avoid(a, label), m->width,
		    &hanging);
	return lines;
}

static void
put_link(struct menu *m, const struct block *block)
{
	struct gopher_target to;
	struct lines lines;

	if (!item_of(&m->scratch, block, m->form, &to)) {
		put_dead_link(m, block);
		return;
	}
	lines = label_lines(m, block);
	for (size_t i = 0; i < lines.count; i++) {
		if (i == 0)
			gopher_item(m->out, to.type, encoded(m, lines.at[i]),
			    to.selector, to.host, to.port);
		else
			put_info(m, lines.at[i]);
	}
}

static void
put_block(struct menu *m, const struct block *block)
{
	m->quoting = m->quoting && block->kind == BLOCK_QUOTE;
	switch (block->kind) {
	case BLOCK_HEADING:
		put_heading(m, block->text);
		break;
	case BLOCK_TEXT:
		put_text(m, block->text, &paragraph);
		break;
	case BLOCK_ITEM:
		put_text(m, block->text, &item);
		break;
	case BLOCK_QUOTE:
		put_quote(m, block);
		break;
	case BLOCK_PRE:
		put_pre(m, block);
		break;
	case BLOCK_LINK:
		put_link(m, block);
		break;
	}
}

void
render_menu(struct buf *out, const struct doc *doc,
    const struct gopher_form *form)
{
	const struct block *block = block_in_tree(doc->first, form->tree);
	struct menu m = {
		.out = out,
		.form = form,
		.width = doc->width != 0 ? doc->width : GOPHER_WIDTH,
	};
	bool below_heading = false;
	size_t start = out->len;

	arena_init(&m.scratch);
	put_text(&m, doc->title, &paragraph);
	while (block != NULL) {
		if (out->len > start && (below_heading || !block->tight))
			put_blank(&m);
		put_block(&m, block);
		below_heading = block->kind == BLOCK_HEADING;
		block = block_in_tree(block->next, form->tree);
	}
	gopher_end(out);
	arena_release(&m.scratch);
}
