/* SPDX-License-Identifier: ISC */
#include "parse/profile.h"

#include "parse/body.h"
#include "parse/check.h"
#include "parse/draft.h"
#include "parse/header.h"
#include "parse/lines.h"
#include "parse/mixed.h"
#include "parse/raw.h"
#include "parse/title.h"

static void
set_lang(struct draft *draft, struct str lang)
{
	const struct field field = {
		.key = KEY_LANG,
		.value = lang,
		.at.file = draft->profile->file,
	};

	if (lang.len > 0 &&
	    profile_value(draft->profile, KEY_LANG).len == 0)
		draft_field(draft, &field);
}

static void
read_all(struct draft *draft, struct line_list *lines, struct str lang)
{
	bool written = header_is_written(lines);
	size_t done;

	draft->profile->raw = !written;
	draft->profile->comments = lines->comments;
	if (!written)
		title_read(lines, draft->diags);
	done = written ? header_read(draft, lines) : raw_header(draft, lines);
	set_lang(draft, lang);
	body_read(draft, lines->at + done, lines->count - done);
	if (!written)
		raw_students(draft);
	draft_finish(draft);
}

const struct profile *
profile_parse_in(struct arena *a, struct str source, struct str file,
    struct str lang, struct diags *d)
{
	size_t errors = d->count[DIAG_ERROR];
	struct line_list lines;
	struct draft draft;

	if (!lines_split(a, source, file, d, &lines))
		return NULL;
	draft_init(&draft, a, d, file);
	read_all(&draft, &lines, lang);
	check_profile(draft.profile, d);
	mixed_check(draft.profile, d);
	return d->count[DIAG_ERROR] == errors ? draft.profile : NULL;
}

const struct profile *
profile_parse(struct arena *a, struct str source, struct str file,
    struct diags *d)
{
	return profile_parse_in(a, source, file, (struct str){ NULL, 0 }, d);
}
