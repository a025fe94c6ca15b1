/* SPDX-License-Identifier: ISC */
#include "page/show.h"

#include "base/count.h"
#include "model/terms.h"
#include "page/dated.h"
#include "page/section.h"

static const enum section_id usual[] = { SECTION_NEWS, SECTION_ABOUT,
	SECTION_STUDENTS };

#define USUAL COUNT(usual)

/* Nodes of which kind are counted. */
static enum node_kind
kind_of(const struct section *s)
{
	if (s->id == SECTION_ABOUT)
		return NODE_TEXT;
	if (section_count(s, NODE_ITEM) > 0)
		return NODE_ITEM;
	return s->listed > 0 ? NODE_LINK : NODE_TEXT;
}

static size_t
usual_count(const struct section *s, size_t has)
{
	switch (s->id) {
	case SECTION_NEWS:
		return HOME_NEWS;
	case SECTION_ABOUT:
		return 1;
	case SECTION_STUDENTS:
		return kind_of(s) == NODE_ITEM && has <= HOME_STUDENTS ? has
								       : 0;
	default:
		return 0;
	}
}

/* How many nodes of that kind the page shows. */
static size_t
shown_count(const struct section *s)
{
	size_t has = section_count(s, kind_of(s));
	size_t count = s->home == SECTION_HOME_USUAL ? usual_count(s, has)
						     : (size_t)s->home;

	return count < has ? count : has;
}

/* Of News and About nothing but what is counted. */
static bool
is_shown(const struct section *s, const struct node *n)
{
	return n->kind == kind_of(s) ||
	       (s->id != SECTION_NEWS && s->id != SECTION_ABOUT);
}

static const struct node *
add_nodes(struct arena *a, struct doc *doc, const struct profile *p,
    const struct section *s, size_t left)
{
	const struct node *above = NULL;

	for (const struct node *n = s->nodes; left > 0; n = n->next) {
		if (!is_shown(s, n))
			continue;
		dated_add(a, doc, p, s, n, above);
		above = n;
		left -= n->kind == kind_of(s);
	}
	return above;
}

static struct str
way_label(struct arena *a, const struct profile *p, const struct section *s)
{
	struct str name = profile_value(p, KEY_NAME);
	struct str lang = profile_lang(p);

	if (s->id == SECTION_NEWS)
		return term_of(lang, TERM_ALL_NEWS);
	if (s->id != SECTION_ABOUT)
		return section_label(a, s);
	if (name.len == 0)
		return term_of(lang, TERM_MORE);
	return term_with(a, lang, TERM_MORE_ABOUT, name);
}

/* Whether the section's page has more; of About, anything at all. */
static bool
is_cut(const struct section *s, size_t shown)
{
	if (s->id == SECTION_ABOUT)
		return s->nodes->next != NULL;
	return shown < section_count(s, kind_of(s));
}

/* The way to the rest stands apart from the links of a paragraph itself. */
static void
add_way(struct arena *a, struct doc *doc, const struct profile *p,
    const struct section *s, const struct node *above)
{
	struct block *block = doc_add_link(a, doc, section_path(a, p, s),
	    way_label(a, p, s));

	block->nav = true;
	block->tight = above->kind != NODE_TEXT || above->links == NULL;
	block->at = s->at;
}

static void
add_part(struct arena *a, struct doc *doc, const struct profile *p,
    const struct section *s)
{
	size_t shown = shown_count(s);
	struct block *heading;
	const struct node *last;

	if (shown == 0 || !section_is_open(p, s, doc->path))
		return;
	heading = doc_add(a, doc, BLOCK_HEADING, s->title);
	heading->at = s->at;
	last = add_nodes(a, doc, p, s, shown);
	if (is_cut(s, shown))
		add_way(a, doc, p, s, last);
	heading->views = section_views(s);
	for (struct block *b = heading->next; b != NULL; b = b->next) {
		b->views &= section_views(s);
		if (b->kind == BLOCK_HEADING)
			b->level = 3;
	}
}

/* Whether s has its place among the first parts of the page. */
static bool
is_first(const struct profile *p, const struct section *s)
{
	for (size_t i = 0; i < USUAL; i++)
		if (s->id == usual[i] && s == profile_section(p, s->id))
			return true;
	return false;
}

void
show_add(struct arena *a, struct doc *doc, const struct profile *p)
{
	for (size_t i = 0; i < USUAL; i++) {
		const struct section *s = profile_section(p, usual[i]);

		if (s != NULL)
			add_part(a, doc, p, s);
	}
	for (const struct section *s = p->sections; s != NULL; s = s->next)
		if (!is_first(p, s) && s->home != SECTION_HOME_USUAL)
			add_part(a, doc, p, s);
}
