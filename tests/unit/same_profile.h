/* SPDX-License-Identifier: ISC */
#ifndef UNIT_SAME_PROFILE_H
#define UNIT_SAME_PROFILE_H

/*
 * same_profile -- whether two profiles say the same, wherever it stands.
 *
 * Places, comments and whether the source was a raw page do not count; what a
 * field is called does, be it by its author or by its key.
 */

#include "model/profile.h"

static inline bool
same_label(const struct field *a, const struct field *b)
{
	struct str usual = word_key_name(a->key);

	/* A link without a name is shown as its URL. */
	if (a->key == KEY_LINK)
		return str_eq(a->label, b->label);
	return str_eq(a->label.len > 0 ? a->label : usual,
	    b->label.len > 0 ? b->label : usual);
}

static inline bool
same_fields(const struct field *a, const struct field *b)
{
	for (; a != NULL && b != NULL; a = a->next, b = b->next)
		if (a->key != b->key || !same_label(a, b) ||
		    !str_eq(a->value, b->value))
			return false;
	return a == b;
}

static inline bool
same_links(const struct link *a, const struct link *b)
{
	for (; a != NULL && b != NULL; a = a->next, b = b->next)
		if (!str_eq(a->target, b->target) ||
		    !str_eq(a->label, b->label))
			return false;
	return a == b;
}

static inline bool
same_student(const struct student *a, const struct student *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return str_eq(a->name, b->name) && str_eq(a->project, b->project) &&
	       str_eq(a->degree, b->degree) && str_eq(a->dates, b->dates) &&
	       str_eq(a->now, b->now);
}

static inline bool
same_when(const struct when *a, const struct when *b)
{
	return str_eq(a->text, b->text) && a->open == b->open &&
	       date_cmp(&a->first, &b->first) == 0 &&
	       date_cmp(&a->last, &b->last) == 0;
}

static inline const char *
same_node(const struct node *a, const struct node *b)
{
	if (a->kind != b->kind || a->level != b->level)
		return "the kind of a node";
	if (!str_eq(a->text, b->text) || !str_eq(a->alt, b->alt))
		return "a text";
	if (!same_when(&a->when, &b->when) || !str_eq(a->slug, b->slug))
		return "a date";
	if (!same_links(a->links, b->links))
		return "links";
	if (!same_fields(a->fields, b->fields) || !str_eq(a->note, b->note))
		return "the fields of an item";
	return same_student(a->student, b->student) ? NULL : "a student";
}

static inline const char *
same_section(const struct section *a, const struct section *b)
{
	const struct node *n = a->nodes;
	const struct node *m = b->nodes;

	if (a->id != b->id || !str_eq(a->title, b->title))
		return "a title";
	if (!str_eq(a->slug, b->slug) || !str_eq(a->address, b->address))
		return "the address of a section";
	if (a->audience != b->audience || a->home != b->home ||
	    a->order != b->order)
		return "the fields of a section";
	for (; n != NULL && m != NULL; n = n->next, m = m->next) {
		const char *other = same_node(n, m);

		if (other != NULL)
			return other;
	}
	return n == m ? NULL : "the number of nodes";
}

/* NULL, or what is another thing in them. */
static inline const char *
same_profile(const struct profile *a, const struct profile *b)
{
	const struct section *s = a->sections;
	const struct section *t = b->sections;

	if (!same_fields(a->fields, b->fields))
		return "the header";
	for (; s != NULL && t != NULL; s = s->next, t = t->next) {
		const char *other = same_section(s, t);

		if (other != NULL)
			return other;
	}
	return s == t ? NULL : "the number of sections";
}

#endif
