/* SPDX-License-Identifier: ISC */
#include "page/pages.h"

#include "page/home.h"
#include "page/publications.h"
#include "page/section.h"

struct doc *
pages_of(struct arena *a, const struct profile *p, const struct origin *o)
{
	struct doc *home = home_page(a, p, o);
	struct doc **end = &home->next;

	for (const struct section *s = p->sections; s != NULL; s = s->next) {
		*end = section_page(a, p, s);
		end = &(*end)->next;
	}
	*end = publications_pages(a, p);
	return home;
}
