/* SPDX-License-Identifier: ISC */
#include "page/section.h"

#include "model/terms.h"
#include "page/entry.h"
#include "page/home.h"

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

	if ((!is_list(s) && s->listed == 0) || count < 2)
		return s->title;
	return arena_printf(a, "%.*s (%zu)", STR_ARG(s->title), count);
}

struct block *
section_home_link(struct arena *a, struct doc *doc, const struct profile *p)
{
	struct str name = profile_value(p, KEY_NAME);
	struct str lang = profile_lang(p);
	struct str label = term_of(lang, TERM_HOME);
	struct block *block;

	if (name.len > 0)
		label = term_with(a, lang, TERM_HOME_OF, name);
	block = doc_add_link(a, doc, home_path(a, p), label);
	block->nav = true;
	return block;
}

/* A link in a Gopher text file is dead text; in a menu it is an item. */
static bool
has_links(const struct doc *doc)
{
	const struct block *b = block_shown(doc->first, VIEW_GOPHER);

	while (b != NULL && (b->kind != BLOCK_LINK || b->nav))
		b = block_shown(b->next, VIEW_GOPHER);
	return b != NULL;
}

struct doc *
section_page(struct arena *a, const struct profile *p, const struct section *s)
{
	const struct node *above = NULL;
	struct doc *doc;

	doc = doc_new(a, section_path(a, p, s), s->title, profile_lang(p));
	for (const struct node *n = s->nodes; n != NULL; n = n->next) {
		entry_add(a, doc, n, above);
		above = n;
	}
	section_home_link(a, doc, p);
	doc->menu = has_links(doc);
	return doc;
}
