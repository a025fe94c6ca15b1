/* SPDX-License-Identifier: ISC */
#include "app/renew_list.h"

#include "app/read.h"
#include "base/log.h"

/* The list in text takes the place of the old one, unless it has errors. */
static bool
use(struct renew_list *l, struct str text, struct diags *d)
{
	size_t errors = d->count[DIAG_ERROR];
	struct members members;
	struct arena arena;

	arena_init(&arena);
	members = members_parse(&arena, arena_str(&arena, text),
	    str_of(l->path), d);
	if (d->count[DIAG_ERROR] > errors) {
		arena_release(&arena);
		return false;
	}
	arena_release(&l->arena);
	l->arena = arena;
	*l->members = members;
	return true;
}

/* Read the list and use it here; its text is the caller's to release. */
static bool
read_list(struct renew_list *l, struct buf *text, struct diags *d)
{
	const char *why;

	buf_init(text);
	why = read_file(l->path, MEMBERS_FILE_MAX, text);
	if (why == NULL)
		return use(l, buf_str(text), d);
	diag_add(d, DIAG_ERROR, (struct place){ .file = str_of(l->path) },
	    "members-read",
	    "the list of members, which may be empty, cannot be read: %s",
	    why);
	return false;
}

bool
renew_list_load(struct renew_list *l, struct diags *d)
{
	struct buf text;
	bool used;

	if (l->path == NULL)
		return true;
	l->stamp = renew_stamp_of(l->path);
	used = read_list(l, &text, d);
	buf_release(&text);
	return used;
}

void
renew_list_release(struct renew_list *l)
{
	arena_release(&l->arena);
}

static void
tell(const struct renew_list *l, struct crew *crew, struct str text)
{
	const struct control message = {
		.what = CONTROL_MEMBERS,
		.host = l->host,
		.part = l->zone,
		.bytes = text,
		.handle = -1,
	};

	log_line("%s: a new list, members: %zu", l->path, l->members->count);
	supervise_tell_all(crew, ROLE_WORKER, &message);
}

void
renew_list_look(struct renew_list *l, struct crew *crew, bool asked)
{
	struct buf text;
	struct diags d;
	struct arena a;
	bool changed, again, used;

	if (l->path == NULL)
		return;
	changed = renew_stamp_changed(l->path, &l->stamp);
	again = !changed && l->state == RENEW_DOUBTFUL;
	if (!changed && !again)
		return;
	arena_init(&a);
	diags_init(&d, &a);
	used = read_list(l, &text, &d);
	if (used)
		tell(l, crew, buf_str(&text));
	l->state = renew_settle(l->path, used, again || asked, &d);
	buf_release(&text);
	arena_release(&a);
}

void
renew_list_take(struct renew_list *l, struct str text)
{
	struct diags ignored; /* the supervisor has said it all */
	struct arena a;

	if (l->path == NULL)
		return;
	arena_init(&a);
	diags_init(&ignored, &a);
	use(l, text, &ignored);
	arena_release(&a);
}
