/* SPDX-License-Identifier: ISC */
#include "page/contact.h"

#include "model/terms.h"
#include "model/value.h"
#include "page/entry.h"
#include "page/path.h"
#include "page/section.h"
#include "page/sentence.h"

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
		[KEY_ICON] = true,
		[KEY_BANNER] = true,
		[KEY_BANNER_ALT] = true,
		[KEY_PHOTO] = true,
		[KEY_PHOTO_ALT] = true,
		[KEY_OTHER_LANG] = true,
		[KEY_TIMEZONE] = true,
		[KEY_TINYLOG] = true,
		[KEY_ROBOTS] = true,
		[KEY_WIDTH] = true,
		[KEY_CHARSET] = true,
		[KEY_ASCII] = true,
		[KEY_SECURITY_CONTACT] = true,
		[KEY_SOURCE] = true,
	};

	/* The title has room for one name only. */
	if (field->key == KEY_NAME)
		return str_eq(field->value, profile_value(p, KEY_NAME));
	return elsewhere[field->key];
}

/* "files/key.asc", but not a fingerprint. */
static bool
is_key_file(const struct field *field)
{
	return field->key == KEY_KEY &&
	       str_index(field->value, ' ') == field->value.len &&
	       (str_index(field->value, '/') < field->value.len ||
		   str_index(field->value, '.') < field->value.len);
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
	if (is_key_file(field))
		return value;
	return (struct str){ NULL, 0 };
}

static struct str
labelled(struct arena *a, struct str label, struct str value)
{
	struct buf text;

	buf_init(&text);
	sentence_add_labelled(&text, label, value);
	return buf_keep(&text, a);
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
	if (value_is_url(field->value) || is_key_file(field))
		return key;
	return labelled(a, key, field->value);
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
		    labelled(a, key, field->value));
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

static bool
has_contacts(const struct profile *p)
{
	const struct field *f = p->fields;

	while (f != NULL && is_elsewhere(p, f))
		f = f->next;
	return f != NULL;
}

static void
add_all(struct arena *a, struct doc *doc, const struct profile *p)
{
	add_fields(a, doc, p, true);
	add_fields(a, doc, p, false);
}

void
contact_add(struct arena *a, struct doc *doc, const struct profile *p)
{
	if (!has_contacts(p))
		return;
	doc_add(a, doc, BLOCK_HEADING, term_of(profile_lang(p), TERM_CONTACT));
	add_all(a, doc, p);
}

struct str
contact_title(const struct profile *p)
{
	const struct section *s = profile_section(p, SECTION_CONTACT);

	if (s != NULL)
		return s->title;
	if (!has_contacts(p))
		return (struct str){ NULL, 0 };
	return term_of(profile_lang(p), TERM_CONTACT);
}

void
contact_add_full(struct arena *a, struct doc *doc, const struct profile *p)
{
	const struct section *s = profile_section(p, SECTION_CONTACT);
	struct block **from;

	if (s != NULL)
		section_add(a, doc, p, s);
	from = doc->end;
	add_all(a, doc, p);
	if (*from != NULL)
		(*from)->tight = false;
}

struct str
contact_path(struct arena *a, const struct profile *p)
{
	const struct section *s = profile_section(p, SECTION_CONTACT);

	return s != NULL ? section_path(a, p, s)
			 : path_generated(a, p, STR("contact"));
}

struct doc *
contact_page(struct arena *a, const struct profile *p)
{
	struct str path = contact_path(a, p);
	struct str title = contact_title(p);
	struct doc *doc;

	if (path.len == 0 || title.len == 0)
		return NULL;
	doc = doc_new(a, path, title, profile_lang(p));
	doc->menu = true;
	contact_add_full(a, doc, p);
	return doc;
}
