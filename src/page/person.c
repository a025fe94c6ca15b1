/* SPDX-License-Identifier: ISC */
#include "page/person.h"

#include "page/sentence.h"

struct str
person_values(struct arena *a, const struct profile *p, enum key key)
{
	struct buf text;

	buf_init(&text);
	for (const struct field *f = p->fields; f != NULL; f = f->next)
		if (f->key == key)
			sentence_join(&text, STR("; "), f->value);
	return buf_keep(&text, a);
}

static void
add_line(struct arena *a, struct doc *doc, struct str text)
{
	bool below_text = doc->last == NULL || doc->last->kind == BLOCK_TEXT;

	if (text.len > 0)
		doc_add(a, doc, BLOCK_TEXT, text)->tight = below_text;
}

struct str
person_line(struct arena *a, const struct profile *p)
{
	struct buf text;

	buf_init(&text);
	buf_add(&text, person_values(a, p, KEY_POSITION));
	sentence_join(&text, STR(", "), person_values(a, p, KEY_DEPARTMENT));
	sentence_join(&text, STR(", "), person_values(a, p, KEY_INSTITUTION));
	sentence_add(&text, person_values(a, p, KEY_DEGREE));
	sentence_add(&text, person_values(a, p, KEY_FIELD));
	return buf_keep(&text, a);
}

void
person_add(struct arena *a, struct doc *doc, const struct profile *p)
{
	add_line(a, doc, person_line(a, p));
	add_line(a, doc, person_values(a, p, KEY_PRONOUNS));
}
