/* SPDX-License-Identifier: ISC */
#include "render/render.h"

#include "base/utf8.h"
#include "proto/gopher.h"
#include "render/fill.h"
#include "render/fold.h"
#include "render/item.h"

/* Art as wide as a terminal is left alone. */
#define PRE_WIDTH_MAX 80

/*
 * Lagrange turns 'i' lines into gemtext and hides only the first three of
 * these (gopher rule 24): the others would become links and fences.
 */
#define GUARD "#>*=`"

/* Lagrange takes as many in a row for a drawing. */
#define DIAGRAM_RUN 3
#define EQUAL_RUN 8

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
	const struct origin *origin;
	size_t width;
	struct arena scratch;
};

static bool
is_diagram(uint32_t point)
{
	if (point >= 0x2500 && point <= 0x257f)
		return true; /* box drawing */
	return point < 0x80 &&
	       str_index(STR("^*_-=~/|\\<>()[]{}"), (char)point) < 17;
}

/* Append word with a blank in every run that Lagrange would trip over. */
static void
add_spread(struct buf *out, struct str word)
{
	size_t diagrams = 0;
	size_t equals = 0;
	uint32_t before = 0;
	uint32_t point;
	size_t len;

	while ((len = utf8_next(word, &point)) > 0) {
		diagrams = is_diagram(point) ? diagrams + 1 : 0;
		equals = point == before ? equals + 1 : 1;
		if (diagrams == DIAGRAM_RUN ||
		    (equals == EQUAL_RUN && point != '.')) {
			buf_char(out, ' ');
			diagrams = is_diagram(point);
			equals = 1;
		}
		buf_add(out, str_take(word, len));
		word = str_skip(word, len);
		before = point;
	}
}

/*
 * Prose that no client shows as a drawing. A URL is left alone: it is worth
 * more in one piece than in a proportional font.
 */
static struct str
spread(struct arena *a, struct str text)
{
	struct buf out;
	struct str word;

	buf_init(&out);
	while (text.len > 0) {
		bool more = str_cut(text, ' ', &word, &text);

		if (str_find(word, STR("://")) < word.len)
			buf_add(&out, word);
		else
			add_spread(&out, word);
		if (more)
			buf_char(&out, ' ');
	}
	return buf_keep(&out, a);
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
	struct lines lines = fill_text(a, spread(a, fold_text(a, text)),
	    m->width, how);

	for (size_t i = 0; i < lines.count; i++)
		gopher_info(m->out, lines.at[i]);
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

/*
 * No "> " as elsewhere: Lagrange puts an invisible character before a '>'. An
 * indent of two, less than the three blanks of a drawing, and one pair of
 * quotation marks around all lines of a quotation.
 */
static void
put_quote(struct menu *m, const struct block *block)
{
	const struct block *next = block_shown(block->next, VIEW_GOPHER);
	const char *before = continues_quote(block) ? "" : "\"";
	const char *behind = continues_quote(next) ? "" : "\"";

	if (block->text.len == 0)
		put_blank(m);
	else
		put_text(m,
		    arena_printf(&m->scratch, "%s%.*s%s", before,
			STR_ARG(block->text), behind),
		    &indented);
}

/* What pictures and code say to who cannot see them stands above them. */
static void
put_pre(struct menu *m, const struct block *block)
{
	struct arena *a = &m->scratch;
	struct lines lines = fill_pre(a, block->text, PRE_WIDTH_MAX, m->width);

	if (block->alt.len > 0 && !block->code)
		put_text(m, arena_printf(a, "[%.*s]", STR_ARG(block->alt)),
		    &paragraph);
	for (size_t i = 0; i < lines.count; i++) {
		struct str line = lines.at[i];

		if (str_starts(line, STR("=>")) || str_starts(line, STR("```")))
			line = arena_printf(a, " %.*s", STR_ARG(line));
		gopher_info(m->out, line);
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

static void
put_link(struct menu *m, const struct block *block)
{
	struct gopher_target to;
	struct lines lines;
	struct str label;

	if (!item_of(&m->scratch, block, m->origin, &to)) {
		put_dead_link(m, block);
		return;
	}
	label = fold_text(&m->scratch, block_label(block));
	lines = fill_text(&m->scratch, label, m->width, &hanging);
	for (size_t i = 0; i < lines.count; i++) {
		if (i == 0)
			gopher_item(m->out, to.type, lines.at[i], to.selector,
			    to.host, to.port);
		else
			gopher_info(m->out, lines.at[i]);
	}
}

static void
put_block(struct menu *m, const struct block *block)
{
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
render_menu(struct buf *out, const struct doc *doc, const struct origin *o)
{
	const struct block *block = block_shown(doc->first, VIEW_GOPHER);
	struct menu m = {
		.out = out,
		.origin = o,
		.width = doc->width != 0 ? doc->width : GOPHER_WIDTH,
	};
	bool below_heading = false;

	arena_init(&m.scratch);
	put_text(&m, doc->title, &paragraph);
	while (block != NULL) {
		if (below_heading || !block->tight)
			put_blank(&m);
		put_block(&m, block);
		below_heading = block->kind == BLOCK_HEADING;
		block = block_shown(block->next, VIEW_GOPHER);
	}
	gopher_end(out);
	arena_release(&m.scratch);
}
