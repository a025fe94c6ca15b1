/* SPDX-License-Identifier: ISC */
#ifndef UNIT_DOC_DUMP_H
#define UNIT_DOC_DUMP_H

/*
 * doc_dump -- a document as text for a table: its title, if it has one, then a
 * line for each block: "+" if it is tight, its kind as a mark of gemtext (a
 * text has ":"), what it says, and LFs as "/".
 */

#include "base/buf.h"
#include "model/doc.h"

static inline void
doc_dump_text(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		buf_char(out, text.at[i] == '\n' ? '/' : text.at[i]);
	buf_char(out, '\n');
}

static inline void
doc_dump_block(struct buf *out, const struct block *b)
{
	static const char *const marks[] = {
		[BLOCK_HEADING] = "###",
		[BLOCK_TEXT] = ":",
		[BLOCK_ITEM] = "*",
		[BLOCK_QUOTE] = ">",
		[BLOCK_PRE] = "```",
		[BLOCK_LINK] = "=>",
	};
	struct str mark = str_of(marks[b->kind]);

	buf_printf(out, "%s", b->tight ? "+" : "");
	if (b->kind == BLOCK_HEADING)
		mark = str_take(mark, (size_t)b->level);
	buf_printf(out, "%.*s ", STR_ARG(mark));
	if (b->kind == BLOCK_PRE)
		buf_printf(out, "%.*s|", STR_ARG(b->alt));
	if (b->kind == BLOCK_LINK)
		buf_printf(out, "%.*s ", STR_ARG(b->target));
	doc_dump_text(out, b->text);
}

static inline struct str
doc_dump(struct arena *a, const struct doc *doc)
{
	struct buf out;

	buf_init(&out);
	if (doc->title.len > 0) {
		buf_add(&out, STR("title "));
		doc_dump_text(&out, doc->title);
	}
	for (const struct block *b = doc->first; b != NULL; b = b->next)
		doc_dump_block(&out, b);
	return buf_keep(&out, a);
}

#endif
