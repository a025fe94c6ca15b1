/* SPDX-License-Identifier: ISC */
/*
 * Any clean text in any block, rendered for each protocol and read back: the
 * output has as many headings, items, quotes, links and fences as the document,
 * and the bytes keep the protocol's grammar (X-37), and on Gopher the charset
 * of the form (gopher rule 27).
 *
 * The input is as doc_lines.h says; the text of a link is target and label, and
 * the line's first byte also says in which trees its target is.
 */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/count.h"
#include "base/utf8.h"
#include "fuzz/doc_lines.h"
#include "proto/gopher.h"
#include "render/render.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct count {
	size_t headings;
	size_t items;
	size_t quotes;
	size_t links;
	size_t toggles;
};

static void
add_link(struct arena *a, struct doc *doc, struct str text, unsigned char how)
{
	struct str target, words;
	struct block *link;

	str_cut(text, ' ', &target, &words);
	if (target.len == 0)
		return;
	link = doc_add_link(a, doc, target, words);
	link->trees = how / 6u % (1u << TREE_COUNT);
	link->crosses = how >= 0x80;
	link->into = TREE_ASCII;
}

static void
add_pre(struct arena *a, struct doc *doc, struct str raw)
{
	struct str line = clean_pre(a, raw);
	struct block *pre = doc_add(a, doc, BLOCK_PRE,
	    arena_printf(a, "%.*s\n%.*s\n", STR_ARG(line), STR_ARG(line)));

	pre->alt = clean_text(a, raw);
}

static void
add_block(struct arena *a, struct doc *doc, struct str line)
{
	struct str raw = str_skip(line, 1);
	struct str text = clean_text(a, raw);
	unsigned char how = (unsigned char)line.at[0];
	unsigned char kind = how % 6;

	if (kind == 4)
		add_link(a, doc, text, how);
	else if (kind == 5)
		add_pre(a, doc, raw);
	else if (text.len > 0)
		doc_add(a, doc, doc_lines_kinds[kind], text);
}

static struct count
count_blocks(const struct doc *doc)
{
	struct count n = { .headings = 1 };

	for (const struct block *b = doc->first; b != NULL; b = b->next) {
		n.headings += b->kind == BLOCK_HEADING;
		n.items += b->kind == BLOCK_ITEM;
		n.quotes += b->kind == BLOCK_QUOTE;
		n.links += b->kind == BLOCK_LINK;
		n.toggles += b->kind == BLOCK_PRE ? 2 : 0;
	}
	return n;
}

static struct count
count_gemtext(struct str text)
{
	struct count n = { 0 };
	struct str line;

	assert(str_ends(text, STR("\n")));
	assert(utf8_valid(text) == text.len);
	while (text.len > 0) {
		str_cut(text, '\n', &line, &text);
		n.toggles += str_starts(line, STR("```"));
		if (n.toggles % 2 != 0)
			continue;
		n.headings += str_starts(line, STR("#"));
		n.items += str_starts(line, STR("* "));
		n.quotes += str_starts(line, STR(">"));
		n.links += str_starts(line, STR("=>"));
	}
	return n;
}

/* Columns of bytes in a charset; on the way out no control is among them. */
static size_t
columns(struct str bytes, enum charset charset)
{
	if (charset == CHARSET_UTF8) {
		assert(utf8_valid(bytes) == bytes.len);
		return utf8_width(bytes);
	}
	for (size_t i = 0; i < bytes.len; i++) {
		unsigned char byte = (unsigned char)bytes.at[i];

		assert(charset_has(charset, byte) && !utf8_is_control(byte));
	}
	return bytes.len;
}

/* O-10; returns whether the line is an item and no text. */
static bool
check_menu_line(struct str line, enum charset charset)
{
	struct str field;
	bool info = str_starts(line, STR("i"));

	str_cut(line, '\t', &field, &line);
	assert(field.len > 0);
	assert(columns(field, charset) <= 1 + GOPHER_WIDTH);
	for (int i = 0; i < 2; i++) {
		assert(str_index(line, '\t') < line.len);
		str_cut(line, '\t', &field, &line);
		assert(str_is_ascii(field));
	}
	assert(str_index(line, '\t') == line.len);
	assert(line.len > 0 && line.len <= 5);
	return !info;
}

static void
check_menu(struct str menu, size_t links, enum charset charset)
{
	assert(str_ends(menu, STR("\r\n.\r\n")));
	menu.len -= 3;
	while (menu.len > 0) {
		size_t end = str_find(menu, STR("\r\n"));

		assert(end < menu.len);
		links -= check_menu_line(str_take(menu, end), charset);
		menu = str_skip(menu, end + 2);
	}
	assert(links <= SIZE_MAX / 2); /* no more items than links */
}

static void
check_text(struct str text, enum charset charset)
{
	while (text.len > 0) {
		size_t end = str_find(text, STR("\r\n"));

		assert(end < text.len);
		assert(str_index(text, '\n') == end + 1);
		assert(!str_starts(text, STR(".")));
		columns(str_take(text, end), charset);
		text = str_skip(text, end + 2);
	}
}

static void
check_on_gopher(struct buf *out, const struct doc *doc, size_t links,
    const struct gopher_form *form)
{
	buf_clear(out);
	render_menu(out, doc, form);
	check_menu(buf_str(out), links, form->charset);
	buf_clear(out);
	render_text(out, doc, form);
	check_text(buf_str(out), form->charset);
}

/* Only a link that leads nowhere is less of one over Gopher. */
static void
check_gemtext_on_gopher(struct buf *out, const struct doc *doc,
    struct count want)
{
	const struct gopher_form form = {
		.origin = &doc_lines_origin,
		.tree = TREE_GEMTEXT,
	};
	struct count got;

	buf_clear(out);
	render_gemtext_on_gopher(out, doc, &form);
	check_text(buf_str(out), CHARSET_UTF8);
	got = count_gemtext(buf_str(out));
	assert(got.links <= want.links);
	got.links = want.links;
	assert(memcmp(&want, &got, sizeof(want)) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct gopher_form forms[] = {
		{ &doc_lines_origin, TREE_MAIN, CHARSET_UTF8 },
		{ &doc_lines_origin, TREE_MAIN, CHARSET_LATIN1 },
		{ &doc_lines_origin, TREE_ASCII, CHARSET_ASCII },
	};
	struct arena a;
	struct buf out;
	const struct doc *doc;
	struct count want, got;

	arena_init(&a);
	buf_init(&out);
	doc = doc_lines_read(&a, (struct str){ (const char *)data, size },
	    add_block);
	want = count_blocks(doc);
	render_gemtext(&out, doc);
	got = count_gemtext(buf_str(&out));
	assert(memcmp(&want, &got, sizeof(want)) == 0);
	for (size_t i = 0; i < COUNT(forms); i++)
		check_on_gopher(&out, doc, want.links, &forms[i]);
	check_gemtext_on_gopher(&out, doc, want);
	buf_release(&out);
	arena_release(&a);
	return 0;
}
