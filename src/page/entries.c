/* SPDX-License-Identifier: ISC */
#include "page/entries.h"

#include "page/publications.h"
#include "page/reference.h"

#define MARK STR("@include ")

struct listing {
	struct arena *arena;
	struct diags *diags;
	struct bib_list entries; /* by year */
	struct section *section;
	struct node **end;
	struct names listed; /* slugs, each once */
	bool asked;	     /* an @include was there */
};

static bool
is_selected(const struct bib_entry *e)
{
	struct str selected = bib_text(e, STR("selected"));

	return str_eq_nocase(selected, STR("true")) ||
	       str_eq_nocase(selected, STR("yes")) ||
	       str_eq(selected, STR("1"));
}

/* Whether what stands behind "@include " asks for the entry. */
static bool
is_asked(const struct bib_entry *e, struct str what)
{
	if (str_eq(what, STR("all")))
		return true;
	if (str_eq(what, STR("selected")))
		return is_selected(e);
	return str_starts(what, STR("type=")) &&
	       str_eq_nocase(e->type, str_skip(what, 5));
}

static struct node *
add_node(struct listing *l, enum node_kind kind, struct place at)
{
	struct node *node = arena_new(l->arena, struct node);

	node->kind = kind;
	node->at = at;
	*l->end = node;
	l->end = &node->next;
	return node;
}

static void
add_entry(struct listing *l, const struct bib_entry *e)
{
	struct node *node = add_node(l, NODE_LINK, e->at);

	node->links = arena_new(l->arena, struct link);
	node->links->target = reference_path(l->arena, e);
	node->links->label = reference_line(l->arena, e);
	node->links->at = e->at;
	names_put(&l->listed, e->slug, node);
	l->section->listed = l->listed.count;
}

/* False if there is none. */
static bool
add_entries(struct listing *l, struct str what)
{
	struct node **before = l->end;

	for (size_t i = 0; i < l->entries.count; i++)
		if (is_asked(l->entries.at[i], what))
			add_entry(l, l->entries.at[i]);
	return *before != NULL;
}

/* "@include selected", perhaps with another one behind it. */
static void
include(struct listing *l, const struct node *node)
{
	struct str rest = node->text;

	l->asked = true;
	while (rest.len > 0) {
		size_t next = str_find(str_skip(rest, 1), MARK) + 1;
		struct str what = str_trim(str_take(rest, next));

		rest = str_skip(rest, next);
		if (add_entries(l, str_trim(str_skip(what, MARK.len))))
			continue;
		add_node(l, NODE_TEXT, node->at)->text = what;
		diag_add(l->diags, DIAG_WARNING, node->at, "bad-include",
		    "no publications for '%.*s'; write all, selected or "
		    "type=article",
		    STR_ARG(what));
	}
}

/* Below a paragraph that ends in a colon it is read as an item (G12). */
static bool
is_include(const struct node *node)
{
	return (node->kind == NODE_TEXT || node->kind == NODE_ITEM) &&
	       str_starts(node->text, MARK);
}

static void
add_file_link(struct listing *l)
{
	struct node *node = add_node(l, NODE_TEXT, l->section->at);

	node->text = STR("The same for BibTeX:");
	node->links = arena_new(l->arena, struct link);
	node->links->target = PUBLICATIONS_FILE;
	node->links->label = STR("All entries in one file");
	node->links->at = l->section->at;
}

static void
add_all(struct listing *l)
{
	struct node *node = l->section->nodes;
	struct node *next;

	l->section->nodes = NULL;
	l->end = &l->section->nodes;
	for (; node != NULL; node = next) {
		next = node->next;
		node->next = NULL;
		if (is_include(node)) {
			include(l, node);
			continue;
		}
		*l->end = node;
		l->end = &node->next;
	}
	if (!l->asked)
		add_entries(l, STR("all"));
	add_file_link(l);
}

/* The section, put where readers look for it if its author wrote none. */
static struct section *
find_section(struct arena *a, struct profile *p)
{
	struct section **link = &p->sections;
	struct section *s;

	for (s = p->sections; s != NULL; s = s->next)
		if (s->id == SECTION_PUBLICATIONS)
			return s;
	while (*link != NULL && (*link)->id != SECTION_FREE &&
	       (*link)->id < SECTION_PUBLICATIONS)
		link = &(*link)->next;
	s = arena_new(a, struct section);
	s->id = SECTION_PUBLICATIONS;
	s->title = word_section_title(s->id);
	s->slug = word_section_slug(s->id);
	s->audience = AUDIENCE_ALL;
	s->home = SECTION_HOME_USUAL;
	s->at = p->bib->first->at;
	s->next = *link;
	*link = s;
	return s;
}

void
entries_add(struct arena *a, struct profile *p, struct diags *d)
{
	struct listing l = { .arena = a, .diags = d };

	if (p->bib->count == 0)
		return;
	l.entries = bib_by_year(a, p->bib);
	l.section = find_section(a, p);
	names_init(&l.listed, a);
	add_all(&l);
}
