/* SPDX-License-Identifier: ISC */
#include "page/entries.h"

#include "model/terms.h"
#include "page/publications.h"
#include "page/reference.h"
#include "page/section.h"

#define MARK STR("@include ")
#define INCLUDES_MAX 100 /* each may list everything */
#define YEARS_FROM 6	 /* as many entries have their years as headings */
#define LEVEL_MAX 3

struct listing {
	struct arena *arena;
	struct diags *diags;
	struct str lang;
	struct bib_list entries; /* by year */
	struct section *section;
	struct node **end;
	struct names listed; /* slugs, each once */
	size_t asked;	     /* as many @includes were there */
	int level;	     /* of headings below the author's last one */
	bool years;	     /* there are some of ours */
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
add_heading(struct listing *l, struct str text, struct place at)
{
	struct node *node = add_node(l, NODE_HEADING, at);

	node->text = text;
	node->level = l->level;
	l->years = true;
}

static void
add_entry(struct listing *l, const struct bib_entry *e, struct str label)
{
	struct node *node = add_node(l, NODE_LINK, e->at);

	node->links = arena_new(l->arena, struct link);
	node->links->target = reference_path(l->arena, e);
	node->links->label = label;
	node->links->at = e->at;
	names_put(&l->listed, e->slug, node);
	l->section->listed = l->listed.count;
}

static void
add_years(struct listing *l, struct bib_list list)
{
	for (size_t i = 0; i < list.count; i++) {
		const struct bib_entry *e = list.at[i];
		unsigned year = bib_year(e);

		if (i == 0 || year != bib_year(list.at[i - 1]))
			add_heading(l, reference_year(l->arena, l->lang, e),
			    e->at);
		add_entry(l, e, reference_work(l->arena, e));
	}
}

static void
add_lines(struct listing *l, struct bib_list list)
{
	for (size_t i = 0; i < list.count; i++)
		add_entry(l, list.at[i], reference_line(l->arena, list.at[i]));
}

static bool
has_years(struct bib_list list)
{
	return list.count >= YEARS_FROM &&
	       bib_year(list.at[0]) != bib_year(list.at[list.count - 1]);
}

/*
 * False if there is none. What follows the list in its section, unless it has
 * a heading too, would seem to be of the list's last year.
 */
static bool
add_entries(struct listing *l, struct str what, bool followed)
{
	struct bib_list list = { NULL, 0 };

	list.at = arena_array(l->arena, l->entries.count + 1,
	    sizeof(struct bib_entry *));
	for (size_t i = 0; i < l->entries.count; i++)
		if (is_asked(l->entries.at[i], what))
			list.at[list.count++] = l->entries.at[i];
	if (has_years(list) && !followed && l->level <= LEVEL_MAX)
		add_years(l, list);
	else
		add_lines(l, list);
	return list.count > 0;
}

/* "@include selected", perhaps with another one behind it. */
static void
include(struct listing *l, const struct node *node, bool followed)
{
	struct str rest = node->text;

	while (rest.len > 0) {
		size_t next = str_find(str_skip(rest, 1), MARK) + 1;
		struct str what = str_trim(str_take(rest, next));

		rest = str_skip(rest, next);
		if (l->asked++ < INCLUDES_MAX &&
		    add_entries(l, str_trim(str_skip(what, MARK.len)),
			followed || rest.len > 0))
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

/* Whether node would be read as what stands below the heading above it. */
static bool
is_below_heading(const struct node *node)
{
	return node != NULL && node->kind != NODE_HEADING;
}

static void
add_file_link(struct listing *l)
{
	struct node *node;

	if (l->years)
		add_heading(l, STR("BibTeX"), l->section->at);
	node = add_node(l, l->years ? NODE_LINK : NODE_TEXT, l->section->at);
	if (!l->years)
		node->text = term_of(l->lang, TERM_FOR_BIBTEX);
	node->links = arena_new(l->arena, struct link);
	node->links->target = PUBLICATIONS_FILE;
	node->links->label = term_of(l->lang, TERM_ALL_ENTRIES);
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
			include(l, node, is_below_heading(next));
			continue;
		}
		if (node->kind == NODE_HEADING)
			l->level = node->level + 1;
		*l->end = node;
		l->end = &node->next;
	}
	if (l->asked == 0)
		add_entries(l, STR("all"), false);
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
	s->title = word_section_title(profile_lang(p), s->id);
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
	struct listing l = {
		.arena = a,
		.diags = d,
		.lang = profile_lang(p),
		.level = 2,
	};

	if (p->bib->count == 0)
		return;
	l.section = find_section(a, p);
	l.entries = reference_list(a, p, section_path(a, p, l.section));
	names_init(&l.listed, a);
	add_all(&l);
}
