/* SPDX-License-Identifier: ISC */
#include "parse/markdown.h"

#include <cmark.h>

#include "base/utf8.h"
#include "parse/burden.h"
#include "parse/clean.h"
#include "parse/flat.h"
#include "parse/matter.h"
#include "parse/tags.h"

struct walk {
	struct arena *arena;
	struct diags *diags;
	struct flat flat;
	size_t above;	/* lines of front matter */
	size_t dropped; /* the last line whose tags were told of */
	size_t line;	/* of the block that is open */
};

static struct str
literal_of(cmark_node *node)
{
	return str_of(cmark_node_get_literal(node));
}

static struct span
span_of(const struct walk *w, cmark_node *node)
{
	size_t first = (size_t)cmark_node_get_start_line(node) + w->above;
	size_t last = (size_t)cmark_node_get_end_line(node) + w->above;

	return (struct span){ first, last > first ? last : first };
}

static void
read_html(struct walk *w, struct str html)
{
	bool lost = false;
	struct str rest = tags_text(w->arena, html, &lost);
	struct str line;

	while (str_cut(rest, '\n', &line, &rest)) {
		flat_add(&w->flat, line);
		flat_break(&w->flat);
	}
	flat_add(&w->flat, line);
	if (!lost || w->dropped == w->line)
		return;
	w->dropped = w->line;
	diag_add(w->diags, DIAG_WARNING,
	    (struct place){ w->flat.nest.file, w->line, 1 }, "html-dropped",
	    "tags are left out; what is between them stays");
}

static void
open_list(struct walk *w, cmark_node *node)
{
	bool ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
	int number = cmark_node_get_list_start(node);

	nest_open_list(&w->flat.nest, ordered, number > 0 ? (size_t)number : 0);
}

/* Without a URL it is no more than its text. */
static bool
is_ref(cmark_node *node)
{
	return cmark_node_get_url(node)[0] != '\0';
}

static void
open_ref(struct walk *w, cmark_node *node)
{
	if (is_ref(node))
		flat_open_ref(&w->flat, str_of(cmark_node_get_url(node)),
		    w->line);
}

static void
close_ref(struct walk *w, cmark_node *node)
{
	if (is_ref(node))
		flat_close_ref(&w->flat, str_of(cmark_node_get_title(node)));
}

static void
read_code(struct walk *w, cmark_node *node)
{
	flat_add(&w->flat, STR("`"));
	flat_add(&w->flat, literal_of(node));
	flat_add(&w->flat, STR("`"));
}

/* To cmark, blank lines below it belong to it. */
static void
read_code_block(struct walk *w, cmark_node *node)
{
	struct str lines = literal_of(node);
	struct str info = str_of(cmark_node_get_fence_info(node));
	struct span span = span_of(w, node);

	span.last = span.first;
	for (size_t i = 0; i < lines.len; i++)
		span.last += lines.at[i] == '\n' && i + 1 < lines.len;
	flat_code(&w->flat, lines, info, span);
}

static void
enter_inline(struct walk *w, cmark_node *node)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_TEXT:
		flat_add(&w->flat, literal_of(node));
		break;
	case CMARK_NODE_CODE:
		read_code(w, node);
		break;
	case CMARK_NODE_HTML_INLINE:
		read_html(w, literal_of(node));
		break;
	case CMARK_NODE_SOFTBREAK:
		w->line++;
		flat_fold(&w->flat);
		break;
	case CMARK_NODE_LINEBREAK:
		w->line++;
		flat_break(&w->flat);
		break;
	case CMARK_NODE_LINK:
	case CMARK_NODE_IMAGE:
		open_ref(w, node);
		break;
	default: /* emphasis */
		break;
	}
}

static void
enter(struct walk *w, cmark_node *node)
{
	if (cmark_node_get_type(node) > CMARK_NODE_LAST_BLOCK) {
		enter_inline(w, node);
		return;
	}
	w->line = span_of(w, node).first;
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_BLOCK_QUOTE:
		nest_open_quote(&w->flat.nest);
		break;
	case CMARK_NODE_LIST:
		open_list(w, node);
		break;
	case CMARK_NODE_ITEM:
		nest_open_item(&w->flat.nest);
		break;
	case CMARK_NODE_CODE_BLOCK:
		read_code_block(w, node);
		break;
	case CMARK_NODE_HTML_BLOCK:
		read_html(w, literal_of(node));
		flat_paragraph(&w->flat, span_of(w, node));
		break;
	default: /* told of at its end, or a rule */
		break;
	}
}

static void
leave(struct walk *w, cmark_node *node)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_BLOCK_QUOTE:
		nest_close_quote(&w->flat.nest);
		break;
	case CMARK_NODE_LIST:
		nest_close_list(&w->flat.nest);
		break;
	case CMARK_NODE_ITEM:
		nest_close_item(&w->flat.nest);
		break;
	case CMARK_NODE_PARAGRAPH:
		flat_paragraph(&w->flat, span_of(w, node));
		break;
	case CMARK_NODE_HEADING:
		flat_heading(&w->flat, cmark_node_get_heading_level(node),
		    span_of(w, node));
		break;
	case CMARK_NODE_LINK:
	case CMARK_NODE_IMAGE:
		close_ref(w, node);
		break;
	default: /* the document, emphasis */
		break;
	}
}

/* Without recursion, however deep it is. */
static void
walk_tree(struct walk *w, cmark_node *root)
{
	cmark_iter *iter = cmark_iter_new(root);
	cmark_event_type event;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		if (event == CMARK_EVENT_ENTER)
			enter(w, cmark_iter_get_node(iter));
		else
			leave(w, cmark_iter_get_node(iter));
	}
	cmark_iter_free(iter);
}

/* Returns what is below it. */
static struct str
read_matter(struct walk *w, struct str source)
{
	struct doc *doc = w->flat.doc;
	struct matter matter;

	if (!matter_take(source, &matter))
		return source;
	doc->title = clean_text(w->arena,
	    clean_loose(w->arena, matter.title));
	w->above = matter.lines;
	if (matter.others > 0)
		diag_add(w->diags, DIAG_HINT,
		    (struct place){ w->flat.nest.file, 1, 1 }, "front-matter",
		    "nothing of it is shown but the title");
	return matter.body;
}

static bool
is_readable(struct str source, struct place at, struct diags *d)
{
	const char *served = "served as it is, and only so";

	if (source.len > MARKDOWN_MAX)
		diag_add(d, DIAG_WARNING, at, "too-large",
		    "more than %zu bytes of Markdown: %s", MARKDOWN_MAX,
		    served);
	else if (burden_is_heavy(source))
		diag_add(d, DIAG_WARNING, at, "too-deep",
		    "nested too deep for so many lines: %s", served);
	else
		return utf8_valid(source) == source.len;
	return false;
}

struct doc *
markdown_read(struct arena *a, struct str source, struct str path,
    struct diags *d)
{
	struct walk w = { .arena = a, .diags = d };
	struct place at = { .file = str_skip(path, 1), .column = 1 };
	struct doc *doc;
	cmark_node *root;

	if (!is_readable(source, at, d))
		return NULL;
	if (str_starts(source, UTF8_BOM))
		source = str_skip(source, UTF8_BOM.len);
	doc = doc_new(a, path, STR(""), STR(""));
	flat_init(&w.flat, a, doc);
	source = read_matter(&w, source);
	root = cmark_parse_document(source.len > 0 ? source.at : "",
	    source.len, CMARK_OPT_DEFAULT);
	walk_tree(&w, root);
	cmark_node_free(root);
	flat_release(&w.flat);
	return doc;
}
