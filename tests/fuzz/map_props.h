/* SPDX-License-Identifier: ISC */
#ifndef FUZZ_MAP_PROPS_H
#define FUZZ_MAP_PROPS_H

/*
 * map_props -- what holds for the menu of any map: written, it is a menu of
 * O-10, and read again the same one; as a document it has every letter, digit
 * and target.
 */

#include <assert.h>

#include "base/utf8.h"
#include "page/menu.h"
#include "page/typed.h"
#include "parse/gophermap.h"
#include "proto/gopher.h"
#include "proto/uri.h"
#include "render/menu_write.h"
#include "unit/map_hole.h"

static inline struct str
map_props_field(struct str *line, size_t min)
{
	struct str field;
	bool cut = str_cut(*line, '\t', &field, line);

	assert(cut && field.len >= min);
	assert(str_index(field, '\0') == field.len);
	assert(str_index(field, '\r') == field.len);
	return field;
}

/* Every line of O-10, and the dot; as many as the menu has. */
static inline void
map_props_grammar(struct str rest, size_t lines)
{
	struct str line;
	uint64_t port;

	while (str_cut(rest, '\n', &line, &rest) &&
	       !str_eq(line, STR(".\r"))) {
		assert(menu_type_is_known(*map_props_field(&line, 1).at));
		map_props_field(&line, 0);
		map_props_field(&line, 1);
		assert(str_ends(line, STR("\r")));
		line.len--;
		assert(str_number(line, UINT16_MAX, &port) && port > 0);
		lines--;
	}
	assert(lines == 0);
	assert(str_eq(line, STR(".\r")) && rest.len == 0);
}

static inline void
map_props_same(const struct menu_line *a, const struct menu_line *b)
{
	for (; a != NULL && b != NULL; a = a->next, b = b->next) {
		assert(a->type == b->type && a->own == b->own);
		assert(str_eq(a->text, b->text));
		assert(str_eq(a->selector, b->selector));
		assert(str_eq(a->host, b->host) && a->port == b->port);
	}
	assert(a == NULL && b == NULL);
}

static inline void
map_props_written(struct arena *a, const struct menu *menu)
{
	struct map_place place;
	struct menu again;
	struct diags d;
	struct buf out;

	diags_init(&d, a);
	place = map_hole_place(STR("/elsewhere"), &d);
	menu_init(&again, a);
	buf_init(&out);
	menu_write(&out, menu, &map_hole_origin);
	map_props_grammar(buf_str(&out), menu->count + (menu->title.len > 0));
	assert(gophermap_read(&again, buf_str(&out), &place));
	assert(d.first == NULL);
	assert(str_eq(menu->title, again.title));
	map_props_same(menu->first, again.first);
	buf_release(&out);
}

/* Letters and digits of ASCII; accents may have joined theirs. */
static inline void
map_props_letters(struct arena *a, struct buf *out, struct str text)
{
	assert(utf8_valid(text) == text.len);
	text = utf8_nfc(a, text);
	for (size_t i = 0; i < text.len; i++)
		if (char_is_letter(text.at[i]) || char_is_digit(text.at[i]))
			buf_char(out, text.at[i]);
}

static inline void
map_props_clean(struct str text, bool lines)
{
	uint32_t point;
	size_t len;

	while ((len = utf8_next(text, &point)) > 0) {
		assert(!utf8_is_bidi(point));
		assert(!utf8_is_control(point) || (lines && point == '\n'));
		text = str_skip(text, len);
	}
	assert(text.len == 0);
}

/* A '+' has the type of what it mirrors. */
static inline char
map_props_type(char before, const struct menu_line *line)
{
	if (line->type == 'i')
		return before;
	return line->type == '+' && before != 0 ? before : line->type;
}

/* A link without a label is labelled with its target. */
static inline void
map_props_said(struct arena *a, struct buf *out, const struct menu *menu)
{
	char type = 0;

	map_props_letters(a, out, menu->title);
	for (const struct menu_line *l = menu->first; l != NULL; l = l->next) {
		struct str label = typed_words(a, l->text);

		type = map_props_type(type, l);
		if (l->type != 'i' && label.len == 0)
			label = menu_target(a, l, type, &map_hole_origin);
		map_props_letters(a, out, label);
	}
}

/* A URL of a foreign item has all that the item says. */
static inline void
map_props_kept(struct arena *a, const struct menu_line *l, char type,
    struct str target)
{
	char *storage = arena_array(a, target.len + 1, 1);
	struct gopher_target to;

	if (l->own || menu_type_is_remote(type) ||
	    str_starts(l->selector, STR("GET /")))
		return;
	assert(gopher_url_parse(target, storage, target.len + 1, &to));
	assert(to.type == type && to.port == l->port);
	assert(str_eq(to.host, uri_host_bare(l->host)));
	assert(str_eq(to.selector, l->selector));
}

/* The targets, in order. */
static inline void
map_props_targets(struct arena *a, const struct menu *menu,
    const struct block *block)
{
	char type = 0;

	for (const struct menu_line *l = menu->first; l != NULL; l = l->next) {
		struct str target;

		if (l->type == 'i')
			continue;
		type = map_props_type(type, l);
		target = menu_target(a, l, type, &map_hole_origin);
		if (target.len == 0)
			continue;
		map_props_kept(a, l, type, target);
		while (block != NULL && block->kind != BLOCK_LINK)
			block = block->next;
		assert(block != NULL && str_eq(block->target, target));
		block = block->next;
	}
	while (block != NULL && block->kind != BLOCK_LINK)
		block = block->next;
	assert(block == NULL);
}

static inline void
map_props_shown(struct arena *a, const struct menu *menu)
{
	const struct doc *doc = menu_doc(a, menu, STR("/d"), &map_hole_origin);
	struct buf said, shown;

	buf_init(&said);
	buf_init(&shown);
	map_props_said(a, &said, menu);
	map_props_letters(a, &shown, doc->title);
	map_props_clean(doc->title, false);
	for (const struct block *b = doc->first; b != NULL; b = b->next) {
		if (b->kind != BLOCK_LINK || !str_eq(b->text, b->target))
			map_props_clean(b->text, b->kind == BLOCK_PRE);
		map_props_letters(a, &shown, b->text);
	}
	assert(str_eq(buf_str(&said), buf_str(&shown)));
	map_props_targets(a, menu, doc->first);
	buf_release(&said);
	buf_release(&shown);
}

#endif
