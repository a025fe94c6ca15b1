/* SPDX-License-Identifier: ISC */
#include "parse/profile.h"

#include "parse/body.h"
#include "parse/check.h"
#include "parse/draft.h"
#include "parse/header.h"
#include "parse/lines.h"
#include "parse/raw.h"
#include "parse/title.h"

static void
read_all(struct draft *draft, struct line_list *lines)
{
	bool written = header_is_written(lines);
	size_t done;

	draft->profile->raw = !written;
	if (!written)
		title_read(lines, draft->diags);
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
	check_profile(draft.profile, d);
	return d->count[DIAG_ERROR] == errors ? draft.profile : NULL;
}
