/* SPDX-License-Identifier: ISC */
#include "site/zones.h"

#include "page/dated.h"
#include "page/reference.h"
#include "page/section.h"

const struct guarded *
zones_of(struct arena *a, const struct policy *policy)
{
	struct guarded *g;
	struct str *paths;

	if (policy == NULL || policy->zone_count == 0)
		return NULL;
	g = arena_new(a, struct guarded);
	paths = arena_array(a, policy->zone_count, sizeof(*paths));
	for (size_t i = 0; i < policy->zone_count; i++)
		paths[i] = policy->zones[i].path;
	*g = (struct guarded){ paths, policy->zone_count };
	return g;
}

void
zones_mark_bib(struct arena *a, const struct guarded *g, struct bib *bib)
{
	if (g == NULL)
		return;
	for (struct bib_entry *e = bib->first; e != NULL; e = e->next)
		e->zone = guarded_zone(g, reference_path(a, e));
}

static void
mark_sections(struct arena *a, const struct profile *p, struct section *s)
{
	for (; s != NULL; s = s->next) {
		s->zone = guarded_zone(p->guarded, section_path(a, p, s));
		if (s->zone != 0)
			s->audience &= AUDIENCE_GEMINI;
		for (struct node *n = s->nodes; n != NULL; n = n->next)
			if (n->slug.len > 0)
				n->zone = guarded_zone(p->guarded,
				    dated_path(a, p, s, n));
	}
}

void
zones_mark(struct arena *a, const struct profile *first)
{
	if (first->guarded == NULL)
		return;
	for (const struct profile *p = first; p != NULL; p = p->next) {
		mark_sections(a, p, p->sections);
		mark_sections(a, p, p->pages);
		mark_sections(a, p, p->posts);
	}
}

void
zones_mark_files(struct arena *a, const struct guarded *g,
    struct files *files)
{
	if (g == NULL)
		return;
	for (struct file *f = files->first; f != NULL; f = f->next)
		f->zone = guarded_zone(g,
		    arena_printf(a, "/%.*s", STR_ARG(f->path)));
}
