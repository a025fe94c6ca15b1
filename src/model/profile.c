/* SPDX-License-Identifier: ISC */
#include "model/profile.h"

struct str
profile_value(const struct profile *p, enum key key)
{
	for (const struct field *f = p->fields; f != NULL; f = f->next)
		if (f->key == key)
			return f->value;
	return (struct str){ NULL, 0 };
}

const struct section *
profile_section(const struct profile *p, enum section_id id)
{
	const struct section *s = p->sections;

	while (s != NULL && s->id != id)
		s = s->next;
	return s;
}

size_t
section_count(const struct section *s, enum node_kind kind)
{
	size_t count = 0;

	for (const struct node *n = s->nodes; n != NULL; n = n->next)
		count += n->kind == kind;
	return count;
}

struct str
profile_lang(const struct profile *p)
{
	struct str lang = profile_value(p, KEY_LANG);

	return lang.len > 0 ? lang : STR("en");
}
