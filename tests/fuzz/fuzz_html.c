/* SPDX-License-Identifier: ISC */
/*
 * Any clean text in any block, as HTML: what comes out is well formed, has the
 * text of each block in one piece and in order, and each link once.
 *
 * The input is as doc_lines.h says. The first byte of a line says as well
 * whether its block is tight; the text of a link is target and label.
 */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "fuzz/doc_lines.h"
#include "render/render.h"
#include "unit/markup.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* U+FFFE and U+FFFF are text, but no characters of XML. */
static bool
is_xml(struct str line)
{
	return str_find(line, STR("\xef\xbf\xbe")) == line.len &&
	       str_find(line, STR("\xef\xbf\xbf")) == line.len;
}

static struct block *
add_link(struct arena *a, struct doc *doc, struct str text)
{
	struct str target, words;
	struct block *block;

	str_cut(text, ' ', &target, &words);
	block = doc_add_link(a, doc, target, words);
	if (str_ends(target, STR(".png")))
		block->item = 'I';
	return block;
}

static void
add_block(struct arena *a, struct doc *doc, struct str line)
{
	struct str raw = str_skip(line, 1);
	struct str text = clean_text(a, raw);
	unsigned char kind = (unsigned char)line.at[0] % 12;
	struct block *block;

	if (text.len == 0 || !is_xml(raw))
		return;
	if (kind % 6 == 4) {
		block = add_link(a, doc, text);
	} else if (kind % 6 == 5) {
		block = doc_add(a, doc, BLOCK_PRE,
		    arena_printf(a, "%.*s\n", STR_ARG(clean_pre(a, raw))));
		block->alt = text;
	} else {
		block = doc_add(a, doc, doc_lines_kinds[kind % 6], text);
	}
	block->tight = kind < 6;
}

/* Text that stands in rest; returns what is behind it. */
static struct str
take(struct str rest, struct str text)
{
	size_t at = str_find(rest, text);

	assert(at < rest.len);
	return str_skip(rest, at + text.len);
}

static bool
is_in(struct str all, struct str text)
{
	return str_find(all, text) < all.len;
}

static size_t
count_links(struct str html)
{
	size_t n = 0;
	size_t at;

	while ((at = str_find(html, STR("<a href"))) < html.len) {
		html = str_skip(html, at + 1);
		n++;
	}
	return n;
}

static void
check_words(const struct doc *doc, const struct markup *read)
{
	struct str text = buf_str(&read->text);
	struct str values = buf_str(&read->values);
	struct str rest = text;

	for (const struct block *b = doc->first; b != NULL; b = b->next) {
		if (b->kind != BLOCK_LINK)
			rest = take(rest, b->text);
		else
			assert(is_in(text, b->text) || is_in(values, b->text));
		assert(b->alt.len == 0 || is_in(values, b->alt));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct html_how how = {
		.origin = &doc_lines_origin,
		.nav = true,
	};
	struct markup read;
	struct arena a;
	struct buf out;
	const struct doc *doc;
	size_t links = 0;
	bool good;

	arena_init(&a);
	buf_init(&out);
	doc = doc_lines_read(&a, (struct str){ (const char *)data, size },
	    add_block);
	render_html(&out, doc, &how);
	good = markup_read(buf_str(&out), &read);
	assert(good);
	check_words(doc, &read);
	for (const struct block *b = doc->first; b != NULL; b = b->next)
		links += str_starts(b->target, STR("/"));
	assert(count_links(buf_str(&out)) >= links);
	markup_release(&read);
	buf_release(&out);
	arena_release(&a);
	return 0;
}
