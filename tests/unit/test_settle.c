/* SPDX-License-Identifier: ISC */
#include "app/settle.h"
#include "app/watch.h"
#include "unit/unit.h"

#define EVENTS_MAX 8

/* At so many ms; a save is a few of them. */
struct row {
	const char *why;
	struct {
		int64_t at;
		enum settle_event what;
		const char *name;
		uint32_t cookie;
	} events[EVENTS_MAX];
	int64_t settled;
};

static const struct row rows[] = {
	{ "echo >>: written and closed",
	    { { 0, SETTLE_WRITTEN, "a", 0 }, { 1, SETTLE_CLOSED, "a", 0 } },
	    1 + WATCH_QUIET_MS },
	{ "in pieces: it is still open",
	    { { 0, SETTLE_WRITTEN, "a", 0 }, { 500, SETTLE_WRITTEN, "a", 0 } },
	    500 + WATCH_LATEST_MS },
	{ "another over it: nothing to wait for",
	    { { 0, SETTLE_MOVED, "a", 7 } }, WATCH_QUIET_MS },
	{ "a new one that nothing is written to yet",
	    { { 0, SETTLE_CREATED, "a", 0 } }, WATCH_LATEST_MS },
	{ "what has gone may come back",
	    { { 0, SETTLE_GONE, "a", 7 } }, WATCH_AGAIN_MS },
	{ "vim: the backup, then the file",
	    { { 0, SETTLE_GONE, "a", 7 }, { 1, SETTLE_CREATED, "a", 0 },
		{ 2, SETTLE_WRITTEN, "a", 0 }, { 3, SETTLE_CLOSED, "a", 0 } },
	    3 + WATCH_QUIET_MS },
	{ "vim's 4913 was not there, and does not come back",
	    { { 0, SETTLE_CREATED, "4913", 0 }, { 1, SETTLE_CLOSED, "4913", 0 },
		{ 2, SETTLE_GONE, "4913", 0 } },
	    2 + WATCH_QUIET_MS },
	{ "sed -i: another name, that goes by a rename",
	    { { 0, SETTLE_CREATED, "sedX", 0 }, { 1, SETTLE_CLOSED, "sedX", 0 },
		{ 2, SETTLE_GONE, "sedX", 7 }, { 2, SETTLE_MOVED, "a", 7 } },
	    2 + WATCH_QUIET_MS },
	{ "mv a b: it does not come back either",
	    { { 0, SETTLE_GONE, "a", 7 }, { 0, SETTLE_MOVED, "b", 7 } },
	    WATCH_QUIET_MS },
	{ "one file is done, another is not",
	    { { 0, SETTLE_WRITTEN, "a", 0 }, { 1, SETTLE_WRITTEN, "b", 0 },
		{ 2, SETTLE_CLOSED, "b", 0 } },
	    WATCH_LATEST_MS },
	{ "of one name in two folders",
	    { { 0, SETTLE_WRITTEN, "/a", 0 }, { 1, SETTLE_CLOSED, "a", 0 } },
	    WATCH_LATEST_MS },
	{ "a folder came, and perhaps more in it",
	    { { 0, SETTLE_UNSURE, "", 0 } }, WATCH_AGAIN_MS },
	{ "touched", { { 0, SETTLE_TOUCHED, "a", 0 } }, WATCH_QUIET_MS },
};

/* A name with a slash in front is in another folder. */
static void
note(struct settle *s, enum settle_event what, const char *name,
    uint32_t cookie, int64_t at)
{
	const struct happened h = {
		.what = what,
		.folder = name[0] == '/',
		.name = str_of(name[0] == '/' ? name + 1 : name),
		.cookie = cookie,
	};

	settle_note(s, &h, at);
}

static void
settles_when_nothing_is_half_done(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct row *row = &rows[i];
		struct settle s = { 0 };

		check_row(settle_at(&s) == INT64_MAX, row->why);
		for (size_t e = 0; e < EVENTS_MAX; e++)
			if (row->events[e].name != NULL)
				note(&s, row->events[e].what,
				    row->events[e].name, row->events[e].cookie,
				    row->events[e].at);
		check_row(settle_at(&s) == row->settled, row->why);
		settle_clear(&s);
		check_row(settle_at(&s) == INT64_MAX, row->why);
		settle_release(&s);
	}
}

/* Changes without end do not keep a page from being seen. */
static void
counts_at_the_latest(void **state)
{
	struct settle s = { 0 };
	int64_t now = 0;

	(void)state;
	for (; now < settle_at(&s) || now == 0; now += 20)
		note(&s, SETTLE_MOVED, "a", 0, now);
	assert_in_range(now, WATCH_LATEST_MS, WATCH_LATEST_MS + 20);
	settle_clear(&s);
	for (now = 0; now < settle_at(&s) || now == 0; now += 100)
		note(&s, SETTLE_WRITTEN, "a", 0, now);
	assert_in_range(now, WATCH_OPEN_MS, WATCH_OPEN_MS + 100);
	settle_release(&s);
}

/* More names than are known one by one are waited for all the same. */
static void
waits_for_many(void **state)
{
	struct settle s = { 0 };
	char name[16];

	(void)state;
	for (int i = 0; i < 1000; i++) {
		snprintf(name, sizeof(name), "page-%d", i);
		note(&s, SETTLE_CREATED, name, 0, i);
		if (i < 900)
			note(&s, SETTLE_CLOSED, name, 0, i);
	}
	assert_true(settle_at(&s) == 999 + WATCH_LATEST_MS);
	settle_release(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(settles_when_nothing_is_half_done),
		cmocka_unit_test(counts_at_the_latest),
		cmocka_unit_test(waits_for_many),
	};

	return cmocka_run_group_tests_name("settle", tests, NULL, NULL);
}
