/* SPDX-License-Identifier: ISC */
#include "page/dated.h"

#include "base/utf8.h"
#include "base/wrap.h"
#include "model/terms.h"
#include "page/entry.h"
#include "page/section.h"

#define LABEL_WIDTH 120 /* columns of a link, without the day */
#define TITLE_WIDTH 72	/* columns of a title */

/* Whether there is nothing but signs between the two ends. */
static bool
is_plain(struct str between)
{
	static const struct str signs = STR_INIT(" .-");

	for (size_t i = 0; i < between.len; i++) {
		struct str rest = str_skip(between, i);

		if (str_starts(rest, STR("\u2013")) ||
		    str_starts(rest, STR("\u2014")))
			i += STR("\u2013").len - 1;
		else if (str_index(signs, between.at[i]) == signs.len)
			return false;
	}
	return true;
}

/* Whether the dates were written as date_text() writes them. */
static bool
is_stretch(struct arena *a, const struct when *when)
{
	struct str first = date_text(a, &when->first);
	struct str last = when->open ? STR("") : date_text(a, &when->last);
	struct str text = when->text;

	if (!str_starts(text, first) || !str_ends(text, last) ||
	    text.len <= first.len + last.len)
		return false;
	text = str_skip(text, first.len);
	return is_plain(str_take(text, text.len - last.len));
}

struct str
dated_when(struct arena *a, struct str lang, const struct when *when)
{
	struct str first;

	if (when->text.len == 0 || !is_stretch(a, when))
		return when->text;
	first = date_text(a, &when->first);
	if (when->open)
		return term_with(a, lang, TERM_TODAY, first);
	return arena_printf(a, "%.*s %.*s %.*s", STR_ARG(first),
	    STR_ARG(term_of(lang, TERM_UNTIL)),
	    STR_ARG(date_text(a, &when->last)));
}

struct str
dated_path(struct arena *a, const struct profile *p, const struct section *s,
    const struct node *node)
{
	return arena_printf(a, "%.*s/%.*s", STR_ARG(section_path(a, p, s)),
	    STR_ARG(node->slug));
}

/* As much of text as fits a line. */
static struct str
cut_at_word(struct arena *a, struct str text, size_t width)
{
	struct str line;

	if (utf8_fit(text, width) == text.len)
		return text;
	text = str_take(text, utf8_fit(text, 2 * width));
	line = wrap_text(a, text, width).at[0];
	return arena_printf(a, "%.*s ...",
	    STR_ARG(str_take(line, utf8_fit(line, width))));
}

static void
add_link(struct arena *a, struct doc *doc, const struct profile *p,
    const struct section *s, const struct node *node, bool tight)
{
	struct str text = cut_at_word(a, node->text, LABEL_WIDTH);
	struct block *block;

	block = doc_add_link(a, doc, dated_path(a, p, s, node),
	    arena_printf(a, "%.*s %.*s",
		STR_ARG(date_text(a, &node->when.first)), STR_ARG(text)));
	block->tight = tight;
	block->at = node->at;
}

void
dated_add(struct arena *a, struct doc *doc, const struct profile *p,
    const struct section *s, const struct node *node, const struct node *above)
{
	if (node->slug.len > 0)
		add_link(a, doc, p, s, node,
		    above != NULL && above->kind == NODE_ITEM);
	else
		entry_add(a, doc, node, above);
}

/* Its day as the author wrote it, and all the rest. */
static struct doc *
entry_page(struct arena *a, const struct profile *p, const struct section *s,
    const struct node *node)
{
	struct doc *doc = doc_new(a, dated_path(a, p, s, node),
	    cut_at_word(a, node->text, TITLE_WIDTH), profile_lang(p));
	struct node text = *node;
	struct block *way;

	text.kind = NODE_TEXT;
	doc_add(a, doc, BLOCK_TEXT, node->when.text)->at = node->at;
	text.when.text.len = 0;
	entry_add(a, doc, &text, NULL);
	way = doc_add_link(a, doc, section_path(a, p, s), s->title);
	way->nav = true;
	doc->views = section_views(s);
	return doc;
}

struct doc *
dated_pages(struct arena *a, const struct profile *p, const struct section *s)
{
	struct doc *first = NULL;
	struct doc **end = &first;

	for (const struct node *n = s->nodes; n != NULL; n = n->next) {
		if (n->slug.len == 0)
			continue;
		*end = entry_page(a, p, s, n);
		end = &(*end)->next;
	}
	return first;
}
