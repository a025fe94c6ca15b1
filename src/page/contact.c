/* SPDX-License-Identifier: ISC */
#include "page/contact.h"

#include "model/terms.h"
#include "model/value.h"
#include "page/entry.h"

/* Shown elsewhere on the home page, or settings that are no text at all. */
static bool
is_elsewhere(const struct profile *p, const struct field *field)
{
	static const bool elsewhere[KEY_COUNT] = {
		[KEY_PRONOUNS] = true,
		[KEY_POSITION] = true,
		[KEY_INSTITUTION] = true,
		[KEY_DEPARTMENT] = true,
		[KEY_DEGREE] = true,
		[KEY_FIELD] = true,
		[KEY_HOMEPAGE] = true,
		[KEY_LANG] = true,
		[KEY_LICENCE] = true,
		[KEY_UPDATED] = true,
		[KEY_BIBLIOGRAPHY] = true,
		[KEY_ME] = true,
	};

	/* The title has room for one name only. */
	if (field->key == KEY_NAME)
		return str_eq(field->value, profile_value(p, KEY_NAME));
	return elsewhere[field->key];
}

/* Where a click on the field should lead; empty if it is only text. */
static struct str
field_target(struct arena *a, const struct field *field)
{
	struct str value = field->value;

	if (value_is_url(value) || str_starts(value, STR("mailto:")))
		return value;
	if (field->key == KEY_EMAIL && value_is_mail(value))
		return arena_printf(a, "mailto:%.*s", STR_ARG(value));
	if (field->key == KEY_ORCID && value_is_orcid(value))
		return arena_printf(a, "https://orcid.org/%.*s",
		    STR_ARG(value));
	return (struct str){ NULL, 0 };
}

/*
 * A URL says nothing to a reader that its key does not, unless it has none; an
 * address does.
 */
static struct str
link_label(struct arena *a, const struct field *field)
{
	struct str key = field_label(field);

	if (field->key == KEY_LINK && field->label.len == 0)
		return field->value;
	if (value_is_url(field->value))
		return key;
	return arena_printf(a, "%.*s: %.*s", STR_ARG(key),
	    STR_ARG(field->value));
}

static void
add_field(struct arena *a, struct doc *doc, const struct field *field,
    struct str target)
{
	struct str key = field_label(field);
	struct block *block;

	if (target.len > 0)
		block = doc_add_link(a, doc, target, link_label(a, field));
	else
		block = doc_add(a, doc, BLOCK_ITEM,
		    arena_printf(a, "%.*s: %.*s", STR_ARG(key),
			STR_ARG(field->value)));
	block->tight = true;
	block->at = field->at;
}

/* The fields that lead somewhere, or the others. */
static void
add_fields(struct arena *a, struct doc *doc, const struct profile *p,
    bool links)
{
	for (const struct field *f = p->fields; f != NULL; f = f->next) {
		struct str target = field_target(a, f);

		if (!is_elsewhere(p, f) && (target.len > 0) == links)
			add_field(a, doc, f, target);
	}
}

void
contact_add(struct arena *a, struct doc *doc, const struct profile *p)
{
	const struct field *f = p->fields;

	while (f != NULL && is_elsewhere(p, f))
		f = f->next;
	if (f == NULL)
		return;
	doc_add(a, doc, BLOCK_HEADING, term_of(profile_lang(p), TERM_CONTACT));
	add_fields(a, doc, p, true);
	add_fields(a, doc, p, false);
}
