/* SPDX-License-Identifier: ISC */
#include "page/section.h"

#include "model/value.h"
#include "page/dated.h"
#include "page/entry.h"
#include "proto/gopher.h"

/* As many beside a drawing do not make a list of links. */
#define ODD_LINKS 3

struct str
section_path(struct arena *a, const struct profile *p, const struct section *s)
{
	return arena_printf(a, "%.*s/%.*s", STR_ARG(p->root),
	    STR_ARG(s->slug));
}

/*
 * A list may have an introduction, one that is a list by its nature more than
 * that. About, Research and Contact are prose, however many items they have.
 */
static bool
is_list(const struct section *s)
{
	size_t items = 0;
	size_t others = 0;

	for (const struct node *n = s->nodes; n != NULL; n = n->next) {
		if (n->kind == NODE_ITEM)
			items++;
		else if (n->kind != NODE_LINK)
			others++;
	}
	if (s->id == SECTION_FREE)
		return items > 0 && others <= 1;
	return items > 0 && others <= items && word_section_is_list(s->id);
}

struct str
section_label(struct arena *a, const struct section *s)
{
	size_t count = section_count(s, NODE_ITEM) + s->listed;

	if ((!is_list(s) && s->listed == 0) || count < 2 || s->zone != 0)
		return s->title;
	return arena_printf(a, "%.*s (%zu)", STR_ARG(s->title), count);
}

struct content {
	size_t links;
	size_t widest; /* columns of preformatted lines */
};

static struct content
content_on_gopher(const struct doc *doc)
{
	const struct block *b = block_shown(doc->first, VIEW_GOPHER);
	struct content content = { 0 };

	for (; b != NULL; b = block_shown(b->next, VIEW_GOPHER)) {
		if (b->kind == BLOCK_LINK && !b->nav)
			content.links++;
		if (b->kind == BLOCK_PRE && block_width(b) > content.widest)
			content.widest = block_width(b);
	}
	return content;
}

/*
 * A link in a Gopher text is a URL to copy; in a menu it is an item. But a menu
 * has no room for a wide drawing, which is worth more than the odd link.
 */
static bool
is_menu(const struct doc *doc, const struct profile *p)
{
	struct content content = content_on_gopher(doc);
	size_t width = value_width(profile_value(p, KEY_WIDTH));

	if (width == 0)
		width = GOPHER_WIDTH;
	return content.links > (content.widest > width ? ODD_LINKS : 0);
}

unsigned
section_views(const struct section *s)
{
	return s->audience & ALL_VIEWS;
}

bool
section_is_open(const struct profile *p, const struct section *s,
    struct str path)
{
	return s->zone == 0 || s->zone == guarded_zone(p->guarded, path);
}

void
section_add(struct arena *a, struct doc *doc, const struct profile *p,
    const struct section *s)
{
	struct block **from = doc->end;
	const struct node *above = NULL;

	if (!section_is_open(p, s, doc->path))
		return;
	for (const struct node *n = s->nodes; n != NULL; n = n->next) {
		entry_add(a, doc, n, above);
		above = n;
	}
	for (struct block *b = *from; b != NULL; b = b->next)
		b->views &= section_views(s);
}

struct doc *
section_page(struct arena *a, const struct profile *p, const struct section *s)
{
	struct doc *doc = doc_new(a, section_path(a, p, s), s->title,
	    profile_lang(p));
	const struct node *above = NULL;

	/* Its day is the first thing to know of a post. */
	if (s->date.year != 0)
		doc_add(a, doc, BLOCK_TEXT, date_text(a, &s->date))->at = s->at;
	for (const struct node *n = s->nodes; n != NULL; n = n->next) {
		dated_add(a, doc, p, s, n, above);
		above = n;
	}
	doc->views = section_views(s);
	doc->menu = is_menu(doc, p);
	doc->next = dated_pages(a, p, s);
	return doc;
}
