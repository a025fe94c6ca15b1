/* SPDX-License-Identifier: ISC */
#include "site/post_text.h"

#include "base/buf.h"
#include "parse/maptext.h"

static bool
is_plain(const struct file *f)
{
	return f->media.item == '0' && !f->large &&
	       str_starts(f->media.type, STR("text/plain"));
}

struct doc *
post_text(struct arena *a, const struct file *f, size_t max)
{
	struct str rest = f->bytes;
	struct buf lines;
	struct str line;
	struct doc *doc;

	if (!is_plain(f) || rest.len == 0 || rest.len > max)
		return NULL;
	buf_init(&lines);
	while (rest.len > 0) {
		str_cut(rest, '\n', &line, &rest);
		if (str_ends(line, STR("\r")))
			line.len--;
		buf_add(&lines, map_text_of(a, line));
		buf_char(&lines, '\n');
	}
	doc = doc_new(a, STR(""), STR(""), STR(""));
	doc_add(a, doc, BLOCK_PRE, buf_keep(&lines, a));
	return doc;
}

size_t
post_len(const struct doc *doc)
{
	size_t len = doc->title.len;

	for (const struct block *b = doc->first; b != NULL; b = b->next)
		len += b->text.len + b->alt.len + b->target.len;
	return len;
}
