/* SPDX-License-Identifier: ISC */
#include "parse/check.h"

#include "base/utf8.h"
#include "model/value.h"

#define VALUE_SHOWN 60 /* columns of it in a message */

/* A BCP 47 tag by its form: subtags of one to eight (M-06). */
static bool
is_lang(struct str tag)
{
	size_t len = 0;
	bool first = true;

	for (size_t i = 0; i < tag.len; i++) {
		char c = tag.at[i];

		if (c == '-' && len > 0) {
			first = false;
			len = 0;
			continue;
		}
		if (!char_is_letter(c) && (first || !char_is_digit(c)))
			return false;
		if (++len > 8)
			return false;
	}
	return len > 0;
}

static void
check_name(const struct profile *p, struct diags *d)
{
	struct place file = { .file = p->file };

	if (profile_value(p, KEY_NAME).len > 0)
		return;
	if (p->raw)
		diag_add(d, DIAG_ERROR, file, "no-name",
		    "no name in the first line; put 'Name: ' and it there");
	else
		diag_add(d, DIAG_ERROR, file, "no-name",
		    "no Name field; add a line such as 'Name: Ada Example'");
}

/* Where a URL is wanted; other words are text, and may be meant as such. */
static bool
lacks_scheme(const struct field *field)
{
	return (field->key == KEY_HOMEPAGE || field->key == KEY_SCHOLAR ||
		   field->key == KEY_CODE || field->key == KEY_ORCID ||
		   field->key == KEY_LINK) &&
	       value_is_bare_url(field->value);
}

static bool
is_mail(struct str value)
{
	return value_is_mail(value) || value_is_hidden_mail(value) ||
	       value_is_url(value) || str_starts(value, STR("mailto:"));
}

static void
check_field(const struct field *f, struct diags *d)
{
	struct str shown = str_take(f->value, utf8_fit(f->value, VALUE_SHOWN));

	if (f->key == KEY_LANG && !is_lang(f->value))
		diag_add(d, DIAG_ERROR, f->at, "bad-lang",
		    "'%.*s' is no language tag such as en or zh-Hans",
		    STR_ARG(shown));
	if (f->key == KEY_EMAIL && !is_mail(f->value))
		diag_add(d, DIAG_WARNING, f->at, "bad-email",
		    "'%.*s' is no mail address; shown without a link",
		    STR_ARG(shown));
	if (lacks_scheme(f))
		diag_add(d, DIAG_WARNING, f->at, "no-scheme",
		    "'%.*s' is shown without a link; write https:// in front",
		    STR_ARG(shown));
}

static void
check_email(const struct profile *p, struct diags *d)
{
	struct place file = { .file = p->file };

	if (profile_value(p, KEY_EMAIL).len == 0 &&
	    profile_section(p, SECTION_CONTACT) == NULL)
		diag_add(d, DIAG_WARNING, file, "no-email",
		    "no Email field; readers find no address");
}

void
check_profile(const struct profile *p, struct diags *d)
{
	check_name(p, d);
	for (const struct field *f = p->fields; f != NULL; f = f->next)
		check_field(f, d);
	check_email(p, d);
}
