/* SPDX-License-Identifier: ISC */
#include "page/feed_entries.h"

#include "model/bib.h"
#include "model/calendar.h"
#include "page/dated.h"
#include "page/reference.h"
#include "page/section.h"

static void
begin(struct feed_maker *m)
{
	m->first = NULL;
	m->end = &m->first;
}

void
feed_maker_init(struct feed_maker *m, struct doc *docs)
{
	names_init(&m->docs, m->arena);
	for (; docs != NULL; docs = docs->next)
		if ((docs->views & 1u << m->view) != 0)
			names_put(&m->docs, docs->path, docs);
	begin(m);
}

static struct feed_entry *
add(struct feed_maker *m, struct str path, struct str title, struct date date)
{
	struct feed_entry *e = arena_new(m->arena, struct feed_entry);
	const struct doc *doc = names_find(&m->docs, path);

	e->path = path;
	e->title = title;
	e->published = date;
	if (doc != NULL) {
		e->title = doc->title;
		e->item = doc->menu ? '1' : '0';
		e->views = doc->views;
		e->content = doc;
	}
	*m->end = e;
	m->end = &e->next;
	return e;
}

/* The page without its first block, the day. */
static const struct doc *
without_day(const struct feed_maker *m, const struct doc *doc)
{
	struct doc *rest;

	if (doc == NULL || doc->first == NULL)
		return doc;
	rest = arena_new(m->arena, struct doc);
	*rest = *doc;
	rest->first = doc->first->next;
	return rest;
}

/*
 * Only what has a single day has a page, and a slug with it. What is guarded is
 * in no feed: readers subscribe without a certificate (O-55).
 */
static bool
is_news(const struct section *s, const struct node *n)
{
	return s->id == SECTION_NEWS && n->slug.len > 0 && n->zone == 0;
}

static bool
is_post(const struct section *s)
{
	return date_is_day(&s->date) && s->zone == 0;
}

void
feed_add_news(struct feed_maker *m, const struct profile *p)
{
	const struct section *s = p->sections;

	for (; s != NULL; s = s->next) {
		const struct node *n = s->nodes;

		if ((section_views(s) & 1u << m->view) == 0)
			continue;
		for (; n != NULL; n = n->next) {
			struct feed_entry *e;

			if (!is_news(s, n))
				continue;
			e = add(m, dated_path(m->arena, p, s, n), n->text,
			    n->when.first);
			e->content = without_day(m, e->content);
		}
	}
}

unsigned
feed_news_views(const struct profile *p)
{
	unsigned views = 0;

	for (const struct section *s = p->sections; s != NULL; s = s->next)
		for (const struct node *n = s->nodes; n != NULL; n = n->next)
			if (is_news(s, n))
				views |= section_views(s);
	return views;
}

void
feed_add_log(struct feed_maker *m, const struct profile *p)
{
	for (const struct section *s = p->posts; s != NULL; s = s->next) {
		struct feed_entry *e;

		if (!is_post(s) || (section_views(s) & 1u << m->view) == 0)
			continue;
		e = add(m, section_path(m->arena, p, s), s->title, s->date);
		e->content = without_day(m, e->content);
	}
}

unsigned
feed_log_views(const struct profile *p)
{
	unsigned views = 0;

	for (const struct section *s = p->posts; s != NULL; s = s->next)
		if (is_post(s))
			views |= section_views(s);
	return views;
}

/* "April", "4", and of biblatex "2023-04-17". */
static unsigned
month_of(const struct bib_entry *e)
{
	struct str month = bib_text(e, STR("month"));
	struct str date = bib_text(e, STR("date"));
	uint64_t number;

	if (month.len == 0 && str_index(date, '-') == 4)
		month = str_take(str_skip(date, 5), 2);
	if (str_number(month, 12, &number))
		return (unsigned)number;
	return calendar_month(str_take(month, str_index(month, ' ')));
}

static bool
is_publication(const struct bib_entry *e)
{
	return bib_year(e) != 0 && e->zone == 0;
}

/* The year of a preprint changes, so it is no part of what names the entry. */
static void
add_publication(struct feed_maker *m, const struct bib_entry *e)
{
	const struct date never = { 0 };
	struct date date = { .year = bib_year(e), .month = month_of(e) };
	struct str path = reference_path(m->arena, e);

	if (!is_publication(e))
		return;
	add(m, path, reference_title(e), date)->id =
	    feed_id(m->arena, m->origin->host, &never, path);
}

void
feed_add_publications(struct feed_maker *m, const struct profile *p)
{
	if (p->bib == NULL)
		return;
	for (const struct bib_entry *e = p->bib->first; e != NULL; e = e->next)
		add_publication(m, e);
}

unsigned
feed_publications_views(const struct profile *p)
{
	const struct bib_entry *e = p->bib != NULL ? p->bib->first : NULL;

	while (e != NULL && !is_publication(e))
		e = e->next;
	return e != NULL ? ALL_VIEWS : 0;
}

struct feed_entry *
feed_take(struct feed_maker *m, size_t max)
{
	struct feed_entry *first = feed_newest(m->arena, m->first, max);

	begin(m);
	return first;
}
