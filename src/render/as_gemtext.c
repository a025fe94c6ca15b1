/* SPDX-License-Identifier: ISC */
#include "render/gemtext.h"

#include "base/count.h"
#include "proto/uri.h"
#include "render/item.h"
#include "render/render.h"

/*
 * Whether a client would take a line of text for something else (T-06 to
 * T-11). "=:" is markup where the same bytes are served over Spartan.
 */
static bool
reads_as_markup(struct str line)
{
	static const struct str marks[] = {
		STR_INIT("=>"),
		STR_INIT("#"),
		STR_INIT("* "),
		STR_INIT(">"),
		STR_INIT("```"),
		STR_INIT("=:"),
	};

	for (size_t i = 0; i < COUNT(marks); i++)
		if (str_starts(line, marks[i]))
			return true;
	return false;
}

static void
put_line(struct buf *out, struct str marker, struct str text)
{
	buf_add(out, marker);
	buf_add(out, text);
	buf_char(out, '\n');
}

/* gemtext has no escape; a blank in front hides the marker (T-05, T-06). */
static void
put_text(struct buf *out, struct str text)
{
	put_line(out, reads_as_markup(text) ? STR(" ") : STR(""), text);
}

static void
put_heading(struct buf *out, const struct block *block)
{
	static const char *const marks[] = { "##", "#", "##", "###" };
	size_t level = block->level < 3 ? (size_t)block->level : 3;

	buf_printf(out, "%s ", marks[level]);
	put_line(out, STR(""), block->text);
}

/* A label that only repeats the URL would be read out twice (T-21). */
static void
put_link(struct buf *out, const struct block *block)
{
	struct str label = block_label(block);
	struct str url;
	size_t start;

	if (block->target.len == 0) {
		put_text(out, label);
		return;
	}
	buf_add(out, STR("=> "));
	start = out->len;
	if (str_starts(block->target, STR("/")))
		uri_path_encode(out, block->target);
	else
		uri_mend(out, block->target);
	url = str_skip(buf_str(out), start);
	if (label.len > 0 && !str_eq(label, url)) {
		buf_char(out, ' ');
		buf_add(out, label);
	}
	buf_char(out, '\n');
}

/* Alt text stands in the opening line, where backticks mean something. */
static void
put_alt(struct buf *out, struct str alt)
{
	for (size_t i = 0; i < alt.len; i++)
		if (alt.at[i] != '`')
			buf_char(out, alt.at[i]);
}

static void
put_pre(struct buf *out, const struct block *block)
{
	struct str rest = block->text;
	struct str line;

	buf_add(out, STR("```"));
	put_alt(out, block->alt);
	buf_char(out, '\n');
	while (rest.len > 0) {
		str_cut(rest, '\n', &line, &rest);
		/* The one marker that counts in here (T-12). */
		put_line(out,
		    str_starts(line, STR("```")) ? STR(" ") : STR(""), line);
	}
	buf_add(out, STR("```\n"));
}

void
gemtext_block(struct buf *out, const struct block *block)
{
	switch (block->kind) {
	case BLOCK_HEADING:
		put_heading(out, block);
		break;
	case BLOCK_TEXT:
		put_text(out, block->text);
		break;
	case BLOCK_ITEM:
		put_line(out, STR("* "), block->text);
		break;
	case BLOCK_QUOTE:
		put_line(out, block->text.len > 0 ? STR("> ") : STR(">"),
		    block->text);
		break;
	case BLOCK_PRE:
		put_pre(out, block);
		break;
	case BLOCK_LINK:
		put_link(out, block);
		break;
	}
}

/* On Gemini, or on Gopher in a form. */
struct shown {
	const struct gopher_form *form; /* NULL = on Gemini */
	struct arena *scratch;		/* only with a form */
};

static const struct block *
next_shown(const struct shown *s, const struct block *block)
{
	if (s->form == NULL)
		return block_shown(block, VIEW_GEMINI);
	return block_in_tree(block, s->form->tree);
}

/*
 * Behind a gopher URL's host stands the item type, so a client that resolves
 * "/about" against one asks for a selector "bout" of type 'a': no link is
 * relative (RFC 4266 2.1).
 */
static void
put_shown(struct buf *out, const struct shown *s, const struct block *block)
{
	struct block absolute = *block;

	if (s->form != NULL && block->kind == BLOCK_LINK)
		absolute.target = item_link(s->scratch, block, s->form);
	gemtext_block(out, &absolute);
}

static void
put_page(struct buf *out, const struct doc *doc, const struct shown *s)
{
	const struct block *block = next_shown(s, doc->first);
	bool below_heading = doc->title.len > 0;
	size_t start = out->len;

	if (doc->title.len > 0)
		put_line(out, STR("# "), doc->title);
	else if (block == NULL)
		buf_char(out, '\n'); /* no page is without a line (T-01) */
	while (block != NULL) {
		if (out->len > start && (below_heading || !block->tight))
			buf_char(out, '\n');
		put_shown(out, s, block);
		below_heading = block->kind == BLOCK_HEADING;
		block = next_shown(s, block->next);
	}
}

void
render_gemtext(struct buf *out, const struct doc *doc)
{
	const struct shown gemini = { .form = NULL };

	put_page(out, doc, &gemini);
}

/* A dot in front would end the text for some clients (O-36). */
static void
put_as_text(struct buf *out, struct str gemtext)
{
	struct str line;

	while (gemtext.len > 0) {
		str_cut(gemtext, '\n', &line, &gemtext);
		if (str_starts(line, STR(".")))
			buf_char(out, ' ');
		buf_add(out, line);
		buf_add(out, STR("\r\n"));
	}
}

void
render_gemtext_on_gopher(struct buf *out, const struct doc *doc,
    const struct gopher_form *form)
{
	struct arena scratch;
	const struct shown gopher = { .form = form, .scratch = &scratch };
	struct buf page;

	arena_init(&scratch);
	buf_init(&page);
	put_page(&page, doc, &gopher);
	put_as_text(out, buf_str(&page));
	buf_release(&page);
	arena_release(&scratch);
}
