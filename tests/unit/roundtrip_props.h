/* SPDX-License-Identifier: ISC */
#ifndef UNIT_ROUNDTRIP_PROPS_H
#define UNIT_ROUNDTRIP_PROPS_H

/*
 * roundtrip_props -- what must hold for gemtext that became a Gopher menu and
 * gemtext once more: every letter is there, in order, and every link leads
 * Gopher's readers where it did.
 */

#include "page/menu.h"
#include "parse/gophermap.h"
#include "render/fold.h"
#include "render/item.h"
#include "unit/gemtext_props.h"
#include "unit/map_hole.h"

static const struct gopher_form roundtrip_form = {
	.origin = &map_hole_origin,
};

/* Letters and digits as Gopher has them; accents may have joined theirs. */
static inline void
roundtrip_letters(struct arena *a, struct buf *out, struct str text)
{
	text = fold_text(a, utf8_nfc(a, text), CHARSET_UTF8);
	for (size_t i = 0; i < text.len; i++)
		if (char_is_letter(text.at[i]) || char_is_digit(text.at[i]))
			buf_char(out, text.at[i]);
}

/* What leads nowhere on Gopher is shown with its target. */
static inline struct str
roundtrip_said(struct arena *a, const struct doc *doc)
{
	struct gopher_target item;
	struct buf out;

	buf_init(&out);
	roundtrip_letters(a, &out, doc->title);
	for (const struct block *b = doc->first; b != NULL; b = b->next) {
		roundtrip_letters(a, &out, b->alt);
		roundtrip_letters(a, &out, b->text);
		if (b->kind == BLOCK_LINK &&
		    !item_of(a, b, &roundtrip_form, &item) &&
		    !str_eq(b->text, b->target))
			roundtrip_letters(a, &out, b->target);
	}
	return buf_keep(&out, a);
}

/* The item of the next link from *b on, which is moved behind it. */
static inline bool
roundtrip_item(struct arena *a, const struct block **b,
    struct gopher_target *item)
{
	bool found = false;

	for (; *b != NULL && !found; *b = (*b)->next)
		found = (*b)->kind == BLOCK_LINK &&
			item_of(a, *b, &roundtrip_form, item);
	return found;
}

/* Only site/link knows the types of our own. */
static inline bool
roundtrip_same(const struct gopher_target *x, const struct gopher_target *y)
{
	bool own = str_eq(x->host, map_hole_origin.host);

	return (x->type == y->type || own) && x->port == y->port &&
	       str_eq_nocase(x->host, y->host) &&
	       str_eq(x->selector, y->selector);
}

static inline bool
roundtrip_leads(struct arena *a, const struct doc *one, const struct doc *two)
{
	const struct block *b = one->first;
	const struct block *c = two->first;
	struct gopher_target x, y;

	while (roundtrip_item(a, &b, &x))
		if (!roundtrip_item(a, &c, &y) || !roundtrip_same(&x, &y))
			return false;
	return !roundtrip_item(a, &c, &y);
}

static inline void
complete_links(struct arena *a, struct doc *doc)
{
	for (struct block *b = doc->first; b != NULL; b = b->next)
		if (b->kind == BLOCK_LINK)
			complete_link(a, b);
}

/* The document that the menu of doc is on Gemini, read there. */
static inline struct doc *
roundtrip_doc(struct arena *a, const struct doc *doc, struct diags *d)
{
	const struct map_place place = map_hole_place(STR("/d"), d);
	struct buf menu_text, gemtext;
	struct doc *page;
	struct menu menu;

	buf_init(&menu_text);
	render_menu(&menu_text, doc, &roundtrip_form);
	menu_init(&menu, a);
	gophermap_read(&menu, buf_keep(&menu_text, a), &place);
	page = menu_doc(a, &menu, STR("/d/a"), &map_hole_origin);
	complete_links(a, page);
	buf_init(&gemtext);
	render_gemtext(&gemtext, page);
	return read_completed(a, buf_keep(&gemtext, a), d);
}

static inline const char *
roundtrip_holds_in(struct arena *a, struct str source)
{
	struct diags d;
	struct doc *doc, *again;

	diags_init(&d, a);
	doc = read_completed(a, source, &d);
	if (doc == NULL)
		return NULL;
	diags_init(&d, a);
	again = roundtrip_doc(a, doc, &d);
	if (d.first != NULL)
		return "a finding in a menu of ours";
	if (!str_eq(roundtrip_said(a, doc), roundtrip_said(a, again)))
		return "a letter too few, or too many";
	if (!roundtrip_leads(a, doc, again))
		return "a link leads elsewhere";
	return NULL;
}

/* NULL, or what is wrong. */
static inline const char *
roundtrip_holds(struct str source)
{
	struct arena a;
	const char *wrong;

	arena_init(&a);
	wrong = roundtrip_holds_in(&a, source);
	arena_release(&a);
	return wrong;
}

#endif
