/* SPDX-License-Identifier: ISC */
#ifndef UNIT_GEMTEXT_PROPS_H
#define UNIT_GEMTEXT_PROPS_H

/*
 * gemtext_props -- what must hold for a document read from gemtext.
 *
 * It has all words of the source in their order, and as many links; written
 * as gemtext and read again, it is the same.
 */

#include "parse/gemtext.h"
#include "proto/uri.h"
#include "render/render.h"
#include "unit/doc_words.h"

/* What gemtext says, by a reading of its own (T-02). */
struct spoken {
	struct buf words;
	size_t links;
};

static inline void
spoken_line(struct arena *a, struct spoken *s, struct str line)
{
	struct str rest = str_trim(str_skip(line, 2));
	size_t url = 0;

	if (!str_starts(line, STR("=>")) || rest.len == 0) {
		/* With an accent behind it, '>' were another sign. */
		words_add(a, &s->words,
		    str_skip(line, str_starts(line, STR(">"))));
		return;
	}
	s->links++;
	while (url < rest.len && rest.at[url] != ' ' && rest.at[url] != '\t')
		url++;
	if (url < rest.len)
		rest = str_skip(rest, url);
	words_add(a, &s->words, rest);
}

static inline void
spoken_read(struct arena *a, struct spoken *s, struct str source)
{
	bool fenced = false;
	struct str line;

	if (str_starts(source, UTF8_BOM))
		source = str_skip(source, UTF8_BOM.len);
	while (source.len > 0) {
		str_cut(source, '\n', &line, &source);
		if (str_starts(line, STR("```"))) {
			fenced = !fenced;
			if (fenced)
				words_add(a, &s->words, line);
		} else if (fenced) {
			words_add(a, &s->words, line);
		} else {
			spoken_line(a, s, line);
		}
	}
}

/* As site/link does it: a path is decoded, what leads nowhere is text. */
static inline void
complete_link(struct arena *a, struct block *b)
{
	struct uri uri;
	bool good = uri_parse(b->target, &uri);

	if (good && uri.scheme.len == 0) {
		char *room = arena_array(a, uri.path.len + 1, 1);

		good = !uri.has_query &&
		       uri_path_decode(uri.path, room, uri.path.len + 1,
			   &b->target) == URI_PATH_OK;
	}
	if (good)
		return;
	b->kind = BLOCK_TEXT;
	b->target = STR("");
}

static inline struct doc *
read_completed(struct arena *a, struct str source, struct diags *d)
{
	struct doc *doc = gemtext_read(a, source, STR("/d/a b.gmi"), d);
	struct block *b = doc != NULL ? doc->first : NULL;

	for (; b != NULL; b = b->next)
		if (b->kind == BLOCK_LINK)
			complete_link(a, b);
	return doc;
}

static inline bool
same_block(const struct block *x, const struct block *y)
{
	return x->kind == y->kind && x->level == y->level &&
	       x->tight == y->tight && str_eq(x->text, y->text) &&
	       str_eq(x->alt, y->alt) && str_eq(x->target, y->target);
}

static inline bool
same_doc(const struct doc *x, const struct doc *y)
{
	const struct block *b = x->first;
	const struct block *c = y->first;

	while (b != NULL && c != NULL && same_block(b, c)) {
		b = b->next;
		c = c->next;
	}
	return b == NULL && c == NULL && str_eq(x->title, y->title);
}

static inline const char *
gemtext_says_all(struct arena *a, struct str source, const struct doc *doc)
{
	struct spoken said = { .links = 0 };
	struct str words;
	const char *wrong = NULL;

	buf_init(&said.words);
	spoken_read(a, &said, source);
	words = buf_keep(&said.words, a);
	if (words_missing(words, words_of_doc(a, doc)).len > 0)
		wrong = "a word is lost";
	else if (said.links != doc_count(doc, BLOCK_LINK))
		wrong = "a link too few, or too many";
	return wrong;
}

static inline const char *
gemtext_holds_in(struct arena *a, struct str source)
{
	struct diags d;
	const struct doc *doc;
	struct buf text;
	const char *wrong;

	diags_init(&d, a);
	doc = gemtext_read(a, source, STR("/d/a b.gmi"), &d);
	if (doc == NULL)
		return utf8_valid(source) == source.len &&
			       source.len <= GEMTEXT_MAX
			   ? "not read"
			   : NULL;
	wrong = gemtext_says_all(a, source, doc);
	if (wrong != NULL)
		return wrong;
	doc = read_completed(a, source, &d);
	buf_init(&text);
	render_gemtext(&text, doc);
	if (!same_doc(doc, read_completed(a, buf_keep(&text, a), &d)))
		return "written and read again, it differs";
	return d.count[DIAG_ERROR] > 0 ? "an error" : NULL;
}

/* NULL, or what is wrong. */
static inline const char *
gemtext_holds(struct str source)
{
	struct arena a;
	const char *wrong;

	arena_init(&a);
	wrong = gemtext_holds_in(&a, source);
	arena_release(&a);
	return wrong;
}

#endif
