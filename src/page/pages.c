/* SPDX-License-Identifier: ISC */
#include "page/pages.h"

#include "model/value.h"
#include "page/contact.h"
#include "page/cv.h"
#include "page/feeds.h"
#include "page/foot.h"
#include "page/home.h"
#include "page/log.h"
#include "page/publications.h"
#include "page/section.h"
#include "page/sitemap.h"

struct maker {
	struct arena *arena;
	const struct profile *profile;
	struct doc **end;
};

/* docs may be NULL, or several pages. */
static void
append(struct maker *m, struct doc *docs)
{
	*m->end = docs;
	while (*m->end != NULL) {
		doc_guard(*m->end, m->profile->guarded);
		m->end = &(*m->end)->next;
	}
}

/* A page of its own shows the section and more. */
static bool
stands_elsewhere(const struct profile *p, const struct section *s)
{
	if (s->id == SECTION_LOG && p->posts == NULL)
		return false;
	return (s->id == SECTION_CONTACT || s->id == SECTION_LOG) &&
	       s == profile_section(p, s->id);
}

static void
add_sections(struct maker *m, const struct section *s)
{
	for (; s != NULL; s = s->next)
		if (!stands_elsewhere(m->profile, s))
			append(m, section_page(m->arena, m->profile, s));
}

static void
add_generated(struct maker *m, const struct doc *home)
{
	append(m, contact_page(m->arena, m->profile));
	if (cv_path(m->arena, m->profile).len > 0)
		append(m, cv_page(m->arena, m->profile));
	if (sitemap_path(m->arena, m->profile).len > 0)
		append(m, sitemap_page(m->arena, m->profile, home->next));
}

struct doc *
pages_of(struct arena *a, const struct profile *p, const struct origin *o)
{
	struct doc *home = home_page(a, p, o);
	struct maker m = { .arena = a, .profile = p, .end = &home->next };

	add_sections(&m, p->sections);
	add_sections(&m, p->pages);
	append(&m, publications_pages(a, p));
	append(&m, log_pages(a, p));
	add_generated(&m, home);
	feeds_add_ways(a, home->next, p);
	for (struct doc *doc = home->next; doc != NULL; doc = doc->next)
		foot_add(a, doc, p, o);
	for (struct doc *doc = home; doc != NULL; doc = doc->next)
		doc->width = value_width(profile_value(p, KEY_WIDTH));
	return home;
}
