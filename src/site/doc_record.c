/* SPDX-License-Identifier: ISC */
#include "site/doc_record.h"

/* With its length before it, no text can pass for two. */
static void
put_text(struct buf *out, struct str text)
{
	const uint64_t len = text.len;

	buf_add(out, (struct str){ (const char *)&len, sizeof(len) });
	buf_add(out, text);
}

static void
put_number(struct buf *out, uint64_t number)
{
	buf_add(out, (struct str){ (const char *)&number, sizeof(number) });
}

static void
put_block(struct buf *out, const struct doc *doc, const struct block *b)
{
	const unsigned char flags[] = {
		(unsigned char)b->kind,
		(unsigned char)b->item,
		b->code,
		b->tight,
		b->nav,
		b->crosses,
		(unsigned char)b->into,
		b == doc->elsewhere,
	};

	buf_add(out, (struct str){ (const char *)flags, sizeof(flags) });
	put_number(out, (uint64_t)(int64_t)b->level);
	put_number(out, (uint64_t)b->views << 32 | b->trees);
	put_text(out, b->text);
	put_text(out, b->alt);
	put_text(out, b->target);
	put_text(out, b->own);
	put_text(out, b->label);
	put_text(out, b->gopher);
	put_text(out, b->form);
}

static void
put_origin(struct buf *out, const struct origin *origin)
{
	put_text(out, origin->host);
	put_text(out, origin->web);
	for (size_t v = 0; v < VIEW_COUNT; v++)
		put_number(out, origin->port[v]);
}

void
doc_record(struct buf *out, const struct doc *doc,
    const struct origin *origin)
{
	const unsigned char flags[] = {
		doc->menu,
		doc->echo,
		doc->folder,
		doc->map != NULL,
		doc->elsewhere != NULL,
	};

	put_origin(out, origin);
	put_text(out, doc->path);
	put_text(out, doc->title);
	put_text(out, doc->lang);
	put_text(out, doc->source);
	put_text(out, doc->form);
	buf_add(out, (struct str){ (const char *)flags, sizeof(flags) });
	put_number(out, (uint64_t)doc->views << 32 | doc->trees);
	put_number(out, doc->zone);
	put_number(out, doc->width);
	for (const struct block *b = doc->first; b != NULL; b = b->next)
		put_block(out, doc, b);
}
