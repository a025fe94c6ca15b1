/* SPDX-License-Identifier: ISC */
#include "page/source.h"

bool
source_is_wanted(const struct profile *p)
{
	const struct profile *first = p->languages != NULL ? p->languages : p;

	return str_eq_nocase(profile_value(first, KEY_SOURCE), STR("yes"));
}

static bool
nodes_are_open(const struct section *s, unsigned zone)
{
	const struct node *n = s->nodes;

	while (n != NULL && (n->zone == 0 || n->zone == zone))
		n = n->next;
	return n == NULL;
}

bool
source_is_served(const struct profile *p)
{
	const struct profile *first = p->languages != NULL ? p->languages : p;
	unsigned zone = guarded_zone(p->guarded, STR("/" SOURCE_NAME));
	const struct section *s = first->sections;

	while (s != NULL && (s->zone == 0 || s->zone == zone) &&
	       nodes_are_open(s, zone))
		s = s->next;
	return s == NULL && source_is_wanted(p);
}
