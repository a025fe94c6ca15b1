/* SPDX-License-Identifier: ISC */
#include "parse/profile.h"

#include "parse/body.h"
#include "parse/draft.h"
#include "parse/header.h"
#include "parse/lines.h"
#include "parse/raw.h"

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
		diag_add(d, DIAG_ERROR, file, "no-name", "no Name field");
}

static void
check_lang(const struct profile *p, struct diags *d)
{
	for (const struct field *f = p->fields; f != NULL; f = f->next)
		if (f->key == KEY_LANG && !is_lang(f->value))
			diag_add(d, DIAG_ERROR, f->at, "bad-lang",
			    "'%.*s' is no language tag such as en or zh-Hans",
			    STR_ARG(f->value));
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

static void
read_all(struct draft *draft, const struct line_list *lines)
{
	bool written = header_is_written(lines);
	size_t done;

	draft->profile->raw = !written;
	done = written ? header_read(draft, lines) : raw_header(draft, lines);
	body_read(draft, lines->at + done, lines->count - done);
	if (!written)
		raw_students(draft);
	draft_finish(draft);
}

const struct profile *
profile_parse(struct arena *a, struct str source, struct str file,
    struct diags *d)
{
	size_t errors = d->count[DIAG_ERROR];
	struct line_list lines;
	struct draft draft;

	if (!lines_split(a, source, file, d, &lines))
		return NULL;
	draft_init(&draft, a, d, file);
	read_all(&draft, &lines);
	check_name(draft.profile, d);
	check_lang(draft.profile, d);
	check_email(draft.profile, d);
	return d->count[DIAG_ERROR] == errors ? draft.profile : NULL;
}
