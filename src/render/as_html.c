/* SPDX-License-Identifier: ISC */
#include "render/render.h"

#include "proto/uri.h"
#include "render/anchor.h"
#include "render/xml.h"

struct page {
	struct buf *out;
	const struct html_how *how;
	struct arena scratch;
};

/* The first block from this one on that is to be shown. */
static const struct block *
shown(const struct page *p, const struct block *block)
{
	block = block_shown(block, p->how->view);
	while (block != NULL && block->nav && !p->how->nav)
		block = block_shown(block->next, p->how->view);
	return block;
}

static const struct block *
next_block(const struct page *p, const struct block *block)
{
	return shown(p, block->next);
}

/* A path below the caller's base, or where the view has it. */
static struct str
own_url(struct page *p, const struct block *link)
{
	const struct html_how *how = p->how;
	char item = '1';
	struct str base = how->base;
	struct str target = link->target;
	struct buf path;
	struct str url;

	if (how->own_url != NULL)
		return how->own_url(how, &p->scratch, link);
	if (link->item != 0)
		item = link->item;
	if (how->view != VIEW_GEMINI && link->gopher.len > 0)
		target = link->gopher;
	if (base.len == 0)
		return origin_url(&p->scratch, how->origin, how->view,
		    target, item);
	buf_init(&path);
	uri_path_encode(&path, link->target);
	if (str_ends(base, STR("/")))
		base.len--;
	url = arena_printf(&p->scratch, "%.*s%.*s", STR_ARG(base),
	    STR_ARG(buf_str(&path)));
	buf_release(&path);
	return url;
}

/* Empty if the link leads nowhere a reader may be sent (T-24). */
static struct str
link_url(struct page *p, const struct block *link)
{
	struct str url = uri_mended(&p->scratch, link->target);
	struct uri uri;

	if (str_starts(link->target, STR("/")))
		return own_url(p, link);
	if (!uri_parse(url, &uri) || !uri_scheme_is_public(uri.scheme))
		return (struct str){ NULL, 0 };
	return url;
}

/* A picture elsewhere would tell its server of every reader. */
static bool
is_picture(const struct block *link)
{
	return link->item == 'I' && str_starts(link->target, STR("/"));
}

static void
put_picture(struct page *p, struct str url, struct str label)
{
	buf_add(p->out, STR("<img"));
	xml_attribute(p->out, "src", url);
	xml_attribute(p->out, "alt", label);
	buf_add(p->out, STR(" />"));
}

/* A link that nobody can follow is shown, so that nothing is lost. */
static void
put_dead_link(struct page *p, const struct block *link)
{
	xml_text(p->out, link->text);
	if (link->target.len > 0 && !str_eq(link->text, link->target)) {
		buf_add(p->out, STR(": "));
		xml_text(p->out, link->target);
	}
}

static void
put_anchor(struct page *p, const struct block *link, struct str label)
{
	struct str url = link_url(p, link);

	if (url.len == 0) {
		put_dead_link(p, link);
		return;
	}
	buf_add(p->out, STR("<a"));
	xml_attribute(p->out, "href", url);
	buf_char(p->out, '>');
	/* What shows no picture shows the link to it. */
	if (is_picture(link))
		put_picture(p, url, link->text);
	else
		xml_text(p->out, label.len > 0 ? label : url);
	buf_add(p->out, STR("</a>"));
}

/* The block behind those links from block on that belong to what is above. */
static const struct block *
behind_links(const struct page *p, const struct block *block, bool nav)
{
	while (block != NULL && block->kind == BLOCK_LINK && block->tight &&
	       block->nav == nav)
		block = next_block(p, block);
	return block;
}

/* The links from first to before end, without those that stand in the text. */
static void
put_links(struct page *p, const struct block *first, const struct block *end,
    const struct anchors *inside)
{
	bool open = false;

	for (; first != end; first = next_block(p, first)) {
		if (anchors_hold(inside, first))
			continue;
		if (!open)
			buf_add(p->out, STR("<ul>\n"));
		open = true;
		buf_add(p->out, STR("<li>"));
		put_anchor(p, first, block_label(first));
		buf_add(p->out, STR("</li>\n"));
	}
	if (open)
		buf_add(p->out, STR("</ul>\n"));
}

static void
find_anchors(struct page *p, struct anchors *inside, struct str text,
    const struct block *first, const struct block *end)
{
	for (; first != end; first = next_block(p, first))
		if (!is_picture(first) && link_url(p, first).len > 0)
			anchors_add(inside, text, first);
}

/* Text, and in it between underscores the owner's name, which is strong. */
static void
put_words(struct page *p, struct str text, struct str own)
{
	struct str marked = arena_printf(&p->scratch, "_%.*s_", STR_ARG(own));
	size_t at = own.len > 0 ? str_find(text, marked) : text.len;

	xml_text(p->out, str_take(text, at));
	if (at == text.len)
		return;
	xml_element(p->out, "strong", own);
	xml_text(p->out, str_skip(text, at + marked.len));
}

static void
put_linked(struct page *p, const struct block *block,
    const struct anchors *inside)
{
	struct str text = block->text;
	size_t done = 0;

	for (size_t i = 0; i < inside->count; i++) {
		const struct anchor *anchor = &inside->all[i];

		put_words(p, str_skip(str_take(text, anchor->at), done),
		    block->own);
		put_anchor(p, anchor->link, anchor->link->text);
		done = anchor->at + anchor->len;
	}
	put_words(p, str_skip(text, done), block->own);
}

static const struct block *
put_text(struct page *p, const struct block *block)
{
	const struct block *first = next_block(p, block);
	const struct block *end = behind_links(p, first, false);
	struct anchors inside = { .count = 0 };

	find_anchors(p, &inside, block->text, first, end);
	buf_add(p->out, STR("<p>"));
	put_linked(p, block, &inside);
	buf_add(p->out, STR("</p>\n"));
	put_links(p, first, end, &inside);
	return end;
}

static const struct block *
put_item(struct page *p, const struct block *block)
{
	const struct block *first = next_block(p, block);
	const struct block *end = behind_links(p, first, false);
	struct anchors inside = { .count = 0 };

	find_anchors(p, &inside, block->text, first, end);
	buf_add(p->out, STR("<li>"));
	put_linked(p, block, &inside);
	put_links(p, first, end, &inside);
	buf_add(p->out, STR("</li>\n"));
	return end;
}

/* Whether block goes on with what one of that kind above it began. */
static bool
goes_on(const struct block *block, enum block_kind kind)
{
	return block != NULL && block->kind == kind && block->tight;
}

static const struct block *
put_items(struct page *p, const struct block *block)
{
	buf_add(p->out, STR("<ul>\n"));
	do
		block = put_item(p, block);
	while (goes_on(block, BLOCK_ITEM));
	buf_add(p->out, STR("</ul>\n"));
	return block;
}

/* The lines up to an empty one or the end of the quotation. */
static const struct block *
put_quoted(struct page *p, const struct block *block)
{
	buf_add(p->out, STR("<p>"));
	xml_text(p->out, block->text);
	block = next_block(p, block);
	while (goes_on(block, BLOCK_QUOTE) && block->text.len > 0) {
		buf_add(p->out, STR("<br />\n"));
		xml_text(p->out, block->text);
		block = next_block(p, block);
	}
	buf_add(p->out, STR("</p>\n"));
	return block;
}

static const struct block *
put_quote(struct page *p, const struct block *block)
{
	buf_add(p->out, STR("<blockquote>\n"));
	do {
		if (block->text.len > 0)
			block = put_quoted(p, block);
		else
			block = next_block(p, block);
	} while (goes_on(block, BLOCK_QUOTE));
	buf_add(p->out, STR("</blockquote>\n"));
	return block;
}

/*
 * Described, it is one picture to who listens; what is drawn in it would be
 * read out sign by sign. HTML drops a LF behind the tag: one more keeps the
 * text's own.
 */
static const struct block *
put_pre(struct page *p, const struct block *block)
{
	struct str lines = block->text;

	if (str_ends(lines, STR("\n")))
		lines.len--;
	buf_add(p->out, STR("<pre"));
	if (block->alt.len > 0 && !block->code) {
		buf_add(p->out, STR(" role=\"img\""));
		xml_attribute(p->out, "aria-label", block->alt);
	}
	buf_char(p->out, '>');
	if (str_starts(lines, STR("\n")))
		buf_char(p->out, '\n');
	xml_text(p->out, lines);
	buf_add(p->out, STR("</pre>\n"));
	return next_block(p, block);
}

static const struct block *
put_heading(struct page *p, const struct block *block)
{
	static const char *const names[] = { "h2", "h1", "h2", "h3" };
	size_t level = block->level < 3 ? (size_t)block->level : 3;

	xml_element(p->out, names[level], block->text);
	buf_char(p->out, '\n');
	return next_block(p, block);
}

/* Links of their own: this one and those tightly below it. */
static const struct block *
put_list(struct page *p, const struct block *block)
{
	const struct anchors none = { .count = 0 };
	const struct block *end;

	end = behind_links(p, next_block(p, block), block->nav);
	put_links(p, block, end, &none);
	return end;
}

/* Returns the first block that is still to be put. */
static const struct block *
put_block(struct page *p, const struct block *block)
{
	switch (block->kind) {
	case BLOCK_HEADING:
		return put_heading(p, block);
	case BLOCK_TEXT:
		return put_text(p, block);
	case BLOCK_ITEM:
		return put_items(p, block);
	case BLOCK_QUOTE:
		return put_quote(p, block);
	case BLOCK_PRE:
		return put_pre(p, block);
	case BLOCK_LINK:
		return put_list(p, block);
	}
	return NULL;
}

void
render_html(struct buf *out, const struct doc *doc, const struct html_how *how)
{
	struct page p = { .out = out, .how = how };
	const struct block *block = shown(&p, doc->first);

	arena_init(&p.scratch);
	if (how->title && doc->title.len > 0) {
		xml_element(out, "h1", doc->title);
		buf_char(out, '\n');
	}
	while (block != NULL)
		block = put_block(&p, block);
	arena_release(&p.scratch);
}
