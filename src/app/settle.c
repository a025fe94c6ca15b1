/* SPDX-License-Identifier: ISC */
#include "app/settle.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "app/watch.h"
#include "base/mem.h"

struct awaited {
	char name[NAME_MAX];
	size_t len;
	int folder;
	int64_t until;	 /* ms; in the past = it is done with */
	bool fresh;	 /* it was not there before the first change */
	uint32_t cookie; /* of the rename that took it away */
};

void
settle_release(struct settle *s)
{
	free(s->names);
	*s = (struct settle){ 0 };
}

void
settle_clear(struct settle *s)
{
	struct awaited *room = s->names;

	*s = (struct settle){ .names = room };
}

static struct awaited *
find(const struct settle *s, const struct happened *h)
{
	for (size_t i = 0; i < s->count; i++) {
		struct awaited *a = &s->names[i];

		if (a->folder == h->folder &&
		    str_eq((struct str){ a->name, a->len }, h->name))
			return a;
	}
	return NULL;
}

/* NULL = there is no room. */
static struct awaited *
find_or_add(struct settle *s, const struct happened *h)
{
	struct awaited *a = find(s, h);

	if (a != NULL || s->count == SETTLE_NAMES_MAX ||
	    h->name.len > sizeof(a->name))
		return a;
	if (s->names == NULL)
		s->names = mem_new(SETTLE_NAMES_MAX, sizeof(*s->names));
	a = &s->names[s->count++];
	*a = (struct awaited){
		.len = h->name.len,
		.folder = h->folder,
		.fresh = h->what == SETTLE_CREATED,
	};
	memcpy(a->name, h->name.at, h->name.len);
	return a;
}

static void
await(struct settle *s, const struct happened *h, int64_t until)
{
	struct awaited *a = find_or_add(s, h);

	if (a == NULL) {
		if (s->unnamed < until)
			s->unnamed = until;
		return;
	}
	a->until = until;
	a->cookie = h->cookie;
}

/*
 * What a save takes away first comes back: vim and Emacs rename a file to its
 * backup. What was not there before does not, such as vim's 4913.
 */
static void
await_again(struct settle *s, const struct happened *h, int64_t now)
{
	const struct awaited *a = find(s, h);

	if (a != NULL && a->fresh)
		await(s, h, now);
	else
		await(s, h, now + WATCH_AGAIN_MS);
}

/* What has a new name does not come back under the old one. */
static void
forget_rename(struct settle *s, uint32_t cookie, int64_t now)
{
	for (size_t i = 0; i < s->count && cookie != 0; i++)
		if (s->names[i].cookie == cookie)
			s->names[i].until = now;
}

static void
stop_awaiting(struct settle *s, const struct happened *h, int64_t now)
{
	struct awaited *a = find(s, h);

	if (a != NULL)
		a->until = now;
}

static void
sort(struct settle *s, const struct happened *h, int64_t now)
{
	switch (h->what) {
	case SETTLE_CREATED:
	case SETTLE_WRITTEN:
		await(s, h, now + WATCH_LATEST_MS);
		break;
	case SETTLE_MOVED:
		forget_rename(s, h->cookie, now);
		stop_awaiting(s, h, now);
		break;
	case SETTLE_CLOSED:
		stop_awaiting(s, h, now);
		break;
	case SETTLE_GONE:
		await_again(s, h, now);
		break;
	case SETTLE_UNSURE:
		if (s->unnamed < now + WATCH_AGAIN_MS)
			s->unnamed = now + WATCH_AGAIN_MS;
		break;
	case SETTLE_TOUCHED:
		break;
	}
}

void
settle_note(struct settle *s, const struct happened *h, int64_t now)
{
	if (!s->changed)
		s->first = now;
	s->changed = true;
	s->last = now;
	sort(s, h, now);
}

static int64_t
earlier(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

int64_t
settle_at(const struct settle *s)
{
	int64_t at;

	if (!s->changed)
		return INT64_MAX;
	at = earlier(s->last + WATCH_QUIET_MS, s->first + WATCH_LATEST_MS);
	if (at < s->unnamed)
		at = s->unnamed;
	for (size_t i = 0; i < s->count; i++)
		if (at < s->names[i].until)
			at = s->names[i].until;
	return earlier(at, s->first + WATCH_OPEN_MS);
}
