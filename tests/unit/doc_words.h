/* SPDX-License-Identifier: ISC */
#ifndef UNIT_DOC_WORDS_H
#define UNIT_DOC_WORDS_H

/*
 * doc_words -- whether a document has all words of what it was read from.
 *
 * A word is a run of letters and digits, in normal form, or a sign of Chinese
 * or Japanese, between which a line may end without being a blank. Marks that
 * reorder text are none at all: what they stand in is one word.
 */

#include "base/buf.h"
#include "base/utf8.h"
#include "model/doc.h"

/* Append the words of text, a blank behind each. */
static inline void
words_add(struct arena *a, struct buf *out, struct str text)
{
	struct buf visible;
	uint32_t point;
	size_t len;

	buf_init(&visible);
	while ((len = utf8_next(text, &point)) > 0) {
		if (utf8_is_control(point))
			buf_char(&visible, ' ');
		else if (!utf8_is_bidi(point) && point != 0xfeff)
			buf_add(&visible, str_take(text, len));
		text = str_skip(text, len);
	}
	text = utf8_nfc(a, buf_keep(&visible, a));
	while ((len = utf8_next(text, &point)) > 0) {
		if (utf8_is_word(point))
			buf_add(out, str_take(text, len));
		if (!utf8_is_word(point) || utf8_is_cjk(point))
			buf_char(out, ' ');
		text = str_skip(text, len);
	}
	buf_char(out, ' ');
}

static inline struct str
words_of_doc(struct arena *a, const struct doc *doc)
{
	struct buf out;

	buf_init(&out);
	words_add(a, &out, doc->title);
	for (const struct block *b = doc->first; b != NULL; b = b->next) {
		words_add(a, &out, b->alt);
		words_add(a, &out, b->text);
	}
	return buf_keep(&out, a);
}

/* The first word of `some` that is not in `all` behind those before it. */
static inline struct str
words_missing(struct str some, struct str all)
{
	struct str word;
	struct str other = { NULL, 0 };

	while (some.len > 0) {
		str_cut(some, ' ', &word, &some);
		while (word.len > 0 && !str_eq(word, other)) {
			if (all.len == 0)
				return word;
			str_cut(all, ' ', &other, &all);
		}
		other = STR("");
	}
	return STR("");
}

static inline size_t
doc_count(const struct doc *doc, enum block_kind kind)
{
	size_t count = 0;

	for (const struct block *b = doc->first; b != NULL; b = b->next)
		count += b->kind == kind;
	return count;
}

#endif
