/* SPDX-License-Identifier: ISC */
#include "page/source.h"

bool
source_is_served(const struct profile *p)
{
	const struct profile *first = p->languages != NULL ? p->languages : p;

	return str_eq_nocase(profile_value(first, KEY_SOURCE), STR("yes"));
}
