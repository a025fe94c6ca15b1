/* SPDX-License-Identifier: ISC */
#ifndef UNIT_MARKDOWN_PROPS_H
#define UNIT_MARKDOWN_PROPS_H

/*
 * markdown_props -- what must hold for a document read from Markdown.
 *
 * It has every word and every link that cmark's tree has; written as gemtext
 * and read, it has as many blocks of each kind.
 */

#include <cmark.h>
#include <stdlib.h>

#include "parse/markdown.h"
#include "parse/matter.h"
#include "parse/tags.h"
#include "parse/target.h"
#include "unit/gemtext_props.h"

/* Whether all words of one text are in another; a link may be part of one. */
static inline bool
words_are_in(struct str some, struct str all)
{
	struct str word;

	while (some.len > 0) {
		str_cut(some, ' ', &word, &some);
		if (word.len > 0 && str_find(all, word) == all.len)
			return false;
	}
	return true;
}

/* What a node says by itself, whatever it stands in. */
static inline void
node_words(struct arena *a, struct buf *said, cmark_node *node)
{
	struct str text = str_of(cmark_node_get_literal(node));
	bool lost;

	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_HTML_BLOCK:
	case CMARK_NODE_HTML_INLINE:
		text = tags_text(a, text, &lost);
		break;
	case CMARK_NODE_TEXT:
	case CMARK_NODE_EMPH:
	case CMARK_NODE_STRONG:
		break;
	default: /* whatever is beside it is another word */
		buf_char(said, ' ');
	}
	buf_add(said, text);
	if (cmark_node_get_type(node) == CMARK_NODE_CODE)
		buf_char(said, ' ');
}

static inline bool
link_is_in(struct arena *a, cmark_node *node, const struct doc *doc)
{
	struct str url = str_of(cmark_node_get_url(node));
	const struct block *b = doc->first;

	if (url.len == 0)
		return true;
	url = target_of(a, STR("/d/a%20b.md"), url);
	while (b != NULL && !str_eq(b->target, url))
		b = b->next;
	return b != NULL;
}

/* All that nodes say, and their links. */
static inline const char *
markdown_says_all(struct arena *a, struct str source, const struct doc *doc)
{
	cmark_node *root = cmark_parse_document(source.len > 0 ? source.at : "",
	    source.len, 0);
	cmark_iter *iter = cmark_iter_new(root);
	const char *wrong = NULL;
	struct buf said, words;

	buf_init(&said);
	buf_init(&words);
	while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);

		node_words(a, &said, node);
		if (!link_is_in(a, node, doc))
			wrong = "a link is lost";
	}
	words_add(a, &words, buf_keep(&said, a));
	if (!words_are_in(buf_keep(&words, a), words_of_doc(a, doc)))
		wrong = "a word is lost";
	cmark_iter_free(iter);
	cmark_node_free(root);
	return wrong;
}

/* The kinds of a document after it was gemtext; a link may have become text. */
static inline bool
stays_itself(struct arena *a, struct doc *doc, struct diags *d)
{
	const struct doc *again;
	struct buf text;

	for (struct block *b = doc->first; b != NULL; b = b->next)
		if (b->kind == BLOCK_LINK)
			complete_link(a, b);
	buf_init(&text);
	render_gemtext(&text, doc);
	again = read_completed(a, buf_keep(&text, a), d);
	for (enum block_kind k = BLOCK_HEADING; k <= BLOCK_LINK; k++)
		if (doc_count(doc, k) != doc_count(again, k))
			return false;
	return str_eq(doc->title, again->title);
}

static inline const char *
markdown_holds_in(struct arena *a, struct str source)
{
	struct diags d;
	struct doc *doc;
	struct matter matter;
	const char *wrong;

	diags_init(&d, a);
	doc = markdown_read(a, source, STR("/d/a b.md"), &d);
	if (doc == NULL)
		return utf8_valid(source) == source.len &&
			       d.count[DIAG_WARNING] == 0
			   ? "not read"
			   : NULL;
	if (str_starts(source, UTF8_BOM))
		source = str_skip(source, UTF8_BOM.len);
	matter_take(source, &matter);
	wrong = markdown_says_all(a, matter.body, doc);
	if (wrong != NULL)
		return wrong;
	if (!stays_itself(a, doc, &d))
		return "written as gemtext and read, it differs";
	return d.count[DIAG_ERROR] > 0 ? "an error" : NULL;
}

/* NULL, or what is wrong. */
static inline const char *
markdown_holds(struct str source)
{
	struct arena a;
	const char *wrong;

	arena_init(&a);
	wrong = markdown_holds_in(&a, source);
	arena_release(&a);
	return wrong;
}

#endif
