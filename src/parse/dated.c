/* SPDX-License-Identifier: ISC */
#include "parse/dated.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "model/phrase.h"
#include "parse/date.h"
#include "parse/slug.h"

#define TEXT_SHOWN 40 /* columns of it in a message */

/* An entry that is to be put in order. */
struct place_of {
	struct node *node;
	const struct when *key; /* its own, or of the entry above it */
	size_t index;
};

bool
dated_is(enum section_id id)
{
	switch (id) {
	case SECTION_NEWS:
	case SECTION_LOG:
	case SECTION_TALKS:
	case SECTION_AWARDS:
	case SECTION_POSITIONS:
	case SECTION_EDUCATION:
	case SECTION_TEACHING:
	case SECTION_SERVICE:
	case SECTION_PROJECTS:
	case SECTION_STUDENTS:
		return true;
	default:
		return false;
	}
}

static bool
has_flaw(const struct when *when, struct place at, struct diags *d)
{
	const char *flaw = when_flaw(when);
	struct str shown = str_take(when->text,
	    utf8_fit(when->text, TEXT_SHOWN));

	if (flaw != NULL)
		diag_add(d, DIAG_WARNING, at, "bad-date",
		    "'%.*s' is kept as text: %s", STR_ARG(shown), flaw);
	return flaw != NULL;
}

/* "2023 was a good year": a year that only begins a sentence. */
static bool
is_sentence(struct str rest, const struct when *when)
{
	return !date_is_day(&when->first) && rest.len > 0 &&
	       char_is_letter(rest.at[0]) &&
	       char_lower(rest.at[0]) == rest.at[0] &&
	       phrase_is_sentence(rest);
}

static void
read_text(struct node *node, struct diags *d)
{
	struct str rest = node->text;
	struct when when;

	if (!when_take(&rest, &when) || is_sentence(rest, &when) ||
	    has_flaw(&when, node->at, d))
		return;
	node->when = when;
	node->text = rest;
}

/* A student's is left to the student. */
static void
read_field(struct node *node, struct diags *d)
{
	for (struct field **f = &node->fields; *f != NULL; f = &(*f)->next) {
		struct when when;

		if ((*f)->key != KEY_DATES || !when_read((*f)->value, &when) ||
		    has_flaw(&when, (*f)->at, d))
			continue;
		node->when = when;
		*f = (*f)->next;
		return;
	}
}

void
dated_read(struct section *s, struct diags *d)
{
	if (!dated_is(s->id))
		return;
	for (struct node *n = s->nodes; n != NULL; n = n->next) {
		if (n->kind != NODE_ITEM)
			continue;
		if (n->when.text.len == 0)
			read_text(n, d);
		if (n->when.text.len == 0 && s->id != SECTION_STUDENTS)
			read_field(n, d);
	}
}

/* An entry that goes on is newer than all that ended. */
static int
cmp_newest(const struct when *a, const struct when *b)
{
	int order;

	if (a->open != b->open)
		return a->open ? -1 : 1;
	order = date_cmp(&b->last, &a->last);
	return order != 0 ? order : date_cmp(&b->first, &a->first);
}

static int
cmp_places(const void *left, const void *right)
{
	const struct place_of *a = left;
	const struct place_of *b = right;
	int order = 0;

	if (a->key != NULL && b->key != NULL)
		order = cmp_newest(a->key, b->key);
	else if (a->key != b->key)
		order = a->key == NULL ? -1 : 1;
	if (order != 0)
		return order;
	return a->index < b->index ? -1 : 1;
}

static size_t
count_items(const struct node *n)
{
	size_t count = 0;

	for (; n != NULL && n->kind == NODE_ITEM; n = n->next)
		count++;
	return count;
}

/* Sorts the items that *link begins with; returns the link behind them. */
static struct node **
sort_items(struct arena *a, struct node **link)
{
	size_t count = count_items(*link);
	struct place_of *places = arena_array(a, count, sizeof(*places));
	const struct when *key = NULL;
	struct node *n = *link;

	for (size_t i = 0; i < count; i++) {
		if (n->when.text.len > 0)
			key = &n->when;
		places[i] = (struct place_of){ n, key, i };
		n = n->next;
	}
	qsort(places, count, sizeof(*places), cmp_places);
	for (size_t i = 0; i < count; i++) {
		*link = places[i].node;
		link = &places[i].node->next;
	}
	*link = n;
	return link;
}

/* What is dated by its nature is read from its newest end. */
static bool
is_newest_first(const struct section *s)
{
	if (s->order != ORDER_USUAL)
		return s->order == ORDER_NEWEST;
	return s->id == SECTION_NEWS || s->id == SECTION_LOG ||
	       s->id == SECTION_TALKS;
}

void
dated_sort(struct arena *a, struct section *s)
{
	struct node **link = &s->nodes;

	if (!is_newest_first(s))
		return;
	while (*link != NULL) {
		if ((*link)->kind == NODE_ITEM)
			link = sort_items(a, link);
		else
			link = &(*link)->next;
	}
}

/* Whether node can be a link with its day in front. */
static bool
has_page(const struct node *node)
{
	return node->kind == NODE_ITEM && date_is_day(&node->when.first) &&
	       !node->when.open &&
	       date_cmp(&node->when.first, &node->when.last) == 0;
}

static const struct field *
id_of(const struct node *node)
{
	const struct field *f = node->fields;

	while (f != NULL && f->key != KEY_ID)
		f = f->next;
	return f;
}

/* The first words of the text, without what it cites. */
static struct str
slug_base(struct arena *a, const struct node *node)
{
	const struct field *id = id_of(node);
	struct str text = str_take(node->text,
	    str_find(node->text, STR("[@")));
	struct str slug = slug_of(a, id != NULL ? id->value : text);

	if (id == NULL && slug.len == SLUG_MAX)
		while (str_index(slug, '-') < slug.len &&
		       slug.at[slug.len - 1] != '-')
			slug.len--;
	if (str_ends(slug, STR("-")))
		slug.len--;
	if (str_eq(slug, STR("section")))
		return date_text(a, &node->when.first);
	return slug;
}

/* As cmp_places, from the other end. */
static int
cmp_oldest(const void *left, const void *right)
{
	return -cmp_places(left, right);
}

/*
 * Of equal slugs the oldest entry has the one without a number, so that a new
 * entry takes no address of an old one.
 */
void
dated_name(struct arena *a, struct section *s, struct diags *d)
{
	size_t count = section_count(s, NODE_ITEM);
	struct place_of *places = arena_array(a, count, sizeof(*places));
	struct slugs slugs;

	if (s->id != SECTION_NEWS)
		return;
	count = 0;
	for (struct node *n = s->nodes; n != NULL; n = n->next)
		if (has_page(n)) {
			places[count] = (struct place_of){ n, &n->when, count };
			count++;
		}
	if (count == 0)
		return;
	qsort(places, count, sizeof(*places), cmp_oldest);
	slugs_init(&slugs, a, count);
	for (size_t i = 0; i < count; i++) {
		struct node *n = places[i].node;
		struct str base = slug_base(a, n);

		n->slug = slugs_add(&slugs, base);
		if (id_of(n) != NULL && !str_eq(n->slug, base))
			diag_add(d, DIAG_WARNING, id_of(n)->at, "slug-taken",
			    "'%.*s' is taken; its page is %.*s", STR_ARG(base),
			    STR_ARG(n->slug));
	}
}
