/* SPDX-License-Identifier: ISC */
#include "page/home.h"

#include "model/terms.h"
#include "model/value.h"
#include "page/contact.h"
#include "page/entry.h"
#include "page/section.h"
#include "page/sentence.h"

static struct str
words(const struct profile *p, enum term term)
{
	return term_of(profile_lang(p), term);
}

/* Every value of the key: most may be repeated. */
static struct str
values_of(struct arena *a, const struct profile *p, enum key key)
{
	struct buf text;

	buf_init(&text);
	for (const struct field *f = p->fields; f != NULL; f = f->next)
		if (f->key == key)
			sentence_join(&text, STR("; "), f->value);
	return sentence_done(a, &text);
}

static void
add_text(struct arena *a, struct doc *doc, struct str text, bool tight)
{
	if (text.len > 0)
		doc_add(a, doc, BLOCK_TEXT, text)->tight = tight;
}

/* "Position, Department, Institution. Degree. Field", then the pronouns. */
static void
add_person(struct arena *a, struct doc *doc, const struct profile *p)
{
	struct buf text;

	buf_init(&text);
	buf_add(&text, values_of(a, p, KEY_POSITION));
	sentence_join(&text, STR(", "), values_of(a, p, KEY_DEPARTMENT));
	sentence_join(&text, STR(", "), values_of(a, p, KEY_INSTITUTION));
	sentence_add(&text, values_of(a, p, KEY_DEGREE));
	sentence_add(&text, values_of(a, p, KEY_FIELD));
	add_text(a, doc, sentence_done(a, &text), true);
	add_text(a, doc, values_of(a, p, KEY_PRONOUNS), true);
}

static void
add_nav(struct arena *a, struct doc *doc, const struct profile *p,
    const struct section *s, struct str label, bool tight)
{
	struct block *block = doc_add_link(a, doc, section_path(a, p, s),
	    label);

	block->nav = true;
	block->tight = tight;
	block->at = s->at;
}

/* The first max nodes of that kind. */
static void
add_nodes(struct arena *a, struct doc *doc, const struct section *s,
    enum node_kind kind, size_t max)
{
	const struct node *above = NULL;
	const struct node *n = s->nodes;

	for (; n != NULL && max > 0; n = n->next) {
		if (n->kind != kind)
			continue;
		entry_add(a, doc, n, above);
		above = n;
		max--;
	}
}

static void
add_news(struct arena *a, struct doc *doc, const struct profile *p)
{
	const struct section *s = profile_section(p, SECTION_NEWS);
	enum node_kind kind = NODE_ITEM;

	if (s == NULL)
		return;
	if (section_count(s, kind) == 0)
		kind = NODE_TEXT;
	if (section_count(s, kind) == 0)
		return;
	doc_add(a, doc, BLOCK_HEADING, s->title)->at = s->at;
	add_nodes(a, doc, s, kind, HOME_NEWS);
	if (section_count(s, kind) > HOME_NEWS)
		add_nav(a, doc, p, s, words(p, TERM_ALL_NEWS), true);
}

static const struct node *
first_of(const struct section *s, enum node_kind kind)
{
	const struct node *n = s->nodes;

	while (n != NULL && n->kind != kind)
		n = n->next;
	return n;
}

/* The way to the rest stands apart from the links of the paragraph itself. */
static void
add_about(struct arena *a, struct doc *doc, const struct profile *p)
{
	const struct section *s = profile_section(p, SECTION_ABOUT);
	struct str name = profile_value(p, KEY_NAME);
	struct str label = words(p, TERM_MORE);
	const struct node *lead;

	if (s == NULL || (lead = first_of(s, NODE_TEXT)) == NULL)
		return;
	doc_add(a, doc, BLOCK_HEADING, s->title)->at = s->at;
	entry_add(a, doc, lead, NULL);
	if (s->nodes->next == NULL)
		return;
	if (name.len > 0)
		label = term_with(a, profile_lang(p), TERM_MORE_ABOUT, name);
	add_nav(a, doc, p, s, label, lead->links == NULL);
}

/* The introduction and the items; what stands behind them is on the page. */
static void
add_students(struct arena *a, struct doc *doc, const struct profile *p)
{
	const struct section *s = profile_section(p, SECTION_STUDENTS);
	const struct node *above = NULL;
	size_t left = s != NULL ? section_count(s, NODE_ITEM) : 0;

	if (left == 0 || left > HOME_STUDENTS)
		return;
	doc_add(a, doc, BLOCK_HEADING, s->title)->at = s->at;
	for (const struct node *n = s->nodes; left > 0; n = n->next) {
		entry_add(a, doc, n, above);
		above = n;
		left -= n->kind == NODE_ITEM;
	}
}

static void
add_pages(struct arena *a, struct doc *doc, const struct profile *p)
{
	if (p->sections == NULL)
		return;
	doc_add(a, doc, BLOCK_HEADING, words(p, TERM_PAGES));
	for (const struct section *s = p->sections; s != NULL; s = s->next)
		add_nav(a, doc, p, s, section_label(a, s), s != p->sections);
}

/* The same capsule over another protocol. */
static void
add_other_view(struct arena *a, struct doc *doc, const struct origin *o,
    enum view other, struct str label, unsigned views)
{
	struct str url = origin_url(a, o, other, doc->path, '1');

	doc_add_link(a, doc, url, label)->views = views;
}

static void
add_homepage(struct arena *a, struct doc *doc, const struct profile *p,
    const struct field *field)
{
	struct str name = profile_value(p, KEY_NAME);
	struct str label = words(p, TERM_ON_WEB);
	struct block *block;

	if (name.len > 0)
		label = term_with(a, profile_lang(p), TERM_SITE_OF, name);
	if (value_is_url(field->value))
		block = doc_add_link(a, doc, field->value, label);
	else
		block = doc_add(a, doc, BLOCK_ITEM,
		    arena_printf(a, "%.*s: %.*s", STR_ARG(label),
			STR_ARG(field->value)));
	block->at = field->at;
	block->tight = true;
}

static void
add_elsewhere(struct arena *a, struct doc *doc, const struct profile *p,
    const struct origin *o)
{
	const unsigned gemini = 1u << VIEW_GEMINI;
	const unsigned gopher = 1u << VIEW_GOPHER;
	unsigned views = 0;

	if (o->port[VIEW_GOPHER] != 0)
		views |= gemini;
	if (o->port[VIEW_GEMINI] != 0)
		views |= gopher;
	if (profile_value(p, KEY_HOMEPAGE).len > 0)
		views = ALL_VIEWS;
	if (views == 0)
		return;
	doc_add(a, doc, BLOCK_HEADING, words(p, TERM_ELSEWHERE))->views = views;
	if (o->port[VIEW_GOPHER] != 0)
		add_other_view(a, doc, o, VIEW_GOPHER,
		    words(p, TERM_ON_GOPHER), gemini);
	if (o->port[VIEW_GEMINI] != 0)
		add_other_view(a, doc, o, VIEW_GEMINI,
		    words(p, TERM_ON_GEMINI), gopher);
	for (const struct field *f = p->fields; f != NULL; f = f->next)
		if (f->key == KEY_HOMEPAGE)
			add_homepage(a, doc, p, f);
}

/* "Updated 2026-11-23. Licence: CC BY 4.0" */
static void
add_footer(struct arena *a, struct doc *doc, const struct profile *p)
{
	struct str updated = values_of(a, p, KEY_UPDATED);
	struct buf text;

	buf_init(&text);
	if (updated.len > 0)
		buf_add(&text, term_with(a, profile_lang(p), TERM_UPDATED,
				   updated));
	for (const struct field *f = p->fields; f != NULL; f = f->next)
		if (f->key == KEY_LICENCE && !value_is_url(f->value))
			sentence_add_labelled(&text, field_label(f), f->value);
	add_text(a, doc, sentence_done(a, &text), false);
	for (const struct field *f = p->fields; f != NULL; f = f->next)
		if (f->key == KEY_LICENCE && value_is_url(f->value))
			doc_add_link(a, doc, f->value, field_label(f))->at =
			    f->at;
}

struct str
home_path(struct arena *a, const struct profile *p)
{
	return p->root.len > 0 ? arena_str(a, p->root) : STR("/");
}

struct doc *
home_page(struct arena *a, const struct profile *p, const struct origin *o)
{
	struct str name = profile_value(p, KEY_NAME);
	struct doc *doc;

	doc = doc_new(a, home_path(a, p), name.len > 0 ? name : words(p, TERM_HOME),
	    profile_lang(p));
	doc->menu = true;
	add_person(a, doc, p);
	contact_add(a, doc, p);
	add_news(a, doc, p);
	add_about(a, doc, p);
	add_students(a, doc, p);
	add_pages(a, doc, p);
	add_elsewhere(a, doc, p, o);
	add_footer(a, doc, p);
	return doc;
}
