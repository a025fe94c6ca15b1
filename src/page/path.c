/* SPDX-License-Identifier: ISC */
#include "page/path.h"

static bool
has_slug(const struct section *s, struct str slug)
{
	while (s != NULL && !str_eq(s->slug, slug))
		s = s->next;
	return s != NULL;
}

struct str
path_generated(struct arena *a, const struct profile *p, struct str name)
{
	if (has_slug(p->sections, name) || has_slug(p->pages, name))
		return (struct str){ NULL, 0 };
	return arena_printf(a, "%.*s/%.*s", STR_ARG(p->root), STR_ARG(name));
}
