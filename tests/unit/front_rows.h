/* SPDX-License-Identifier: ISC */
#ifndef UNIT_FRONT_ROWS_H
#define UNIT_FRONT_ROWS_H

/*
 * front_rows -- requests of a table, and what a front answers to them from the
 * image of fixture.h, whose test's *state is.
 */

#include "unit/fixture.h"
#include "unit/unit.h"

#define FRONT_LOCAL_PORT 1970
#define FRONT_PUBLIC_PORT 2000
#define FRONT_WAIT_S 17
#define FRONT_STORAGE ((size_t)2 * REPLY_MADE_MAX)

static inline int
front_set_up(void **state)
{
	static struct fixture fixture;

	fixture_init(&fixture, FRONT_PUBLIC_PORT);
	*state = &fixture;
	return 0;
}

static inline int
front_tear_down(void **state)
{
	fixture_release(*state);
	return 0;
}

static inline struct request
front_request(struct str bytes)
{
	return (struct request){ .bytes = bytes, .port = FRONT_LOCAL_PORT };
}

/* What is sent, empty if nothing is; storage of FRONT_STORAGE. */
static inline struct str
front_reply(const struct front *front, const struct shelves *shelves,
    const struct request *request, char *storage)
{
	struct reply reply;

	if (front->answer(shelves, request, &reply) != ANSWER_SEND)
		return STR("");
	return fixture_sent(&reply, storage, FRONT_STORAGE);
}

static inline struct str
front_sent(const struct front *front, const struct fixture *f, struct str bytes,
    char *storage)
{
	struct request request = front_request(bytes);

	return front_reply(front, &f->shelves, &request, storage);
}

struct front_row {
	const char *why;
	struct str in;
	struct str want;
};

/* The same is sent when the bytes arrive one by one. */
static inline void
front_check_dribble(const struct front *front, const struct fixture *f,
    struct str bytes, const char *why)
{
	char storage[2][FRONT_STORAGE];
	struct request request = front_request(bytes);
	struct str whole = front_sent(front, f, bytes, storage[0]);
	struct reply reply;

	assert_int_equal(ANSWER_SEND,
	    fixture_dribble(front, &f->shelves, &request, &reply));
	check_row(str_eq(whole,
		      fixture_sent(&reply, storage[1], sizeof(storage[1]))),
	    why);
}

/*
 * What is wanted is sent, whether the bytes arrive in one piece or in many:
 * curl sends selector and CRLF in two writes (G-07, rule 1).
 */
static inline void
front_check_rows(const struct front *front, const struct fixture *f,
    const struct front_row *rows, size_t count)
{
	char storage[FRONT_STORAGE];

	for (size_t i = 0; i < count; i++) {
		struct str got = front_sent(front, f, rows[i].in, storage);

		check_row(str_eq(got, rows[i].want), rows[i].why);
		front_check_dribble(front, f, rows[i].in, rows[i].why);
	}
}

/* Requests at a time when a front is told to turn readers away. */
struct front_crowded {
	const char *why;
	enum admission admission;
	struct str in;
	struct str want; /* with a wait of FRONT_WAIT_S */
};

static inline void
front_check_crowded(const struct front *front, const struct fixture *f,
    const struct front_crowded *rows, size_t count)
{
	char storage[FRONT_STORAGE];

	for (size_t i = 0; i < count; i++) {
		struct request request = front_request(rows[i].in);
		struct str got;

		request.admission = rows[i].admission;
		request.wait_s = FRONT_WAIT_S;
		got = front_reply(front, &f->shelves, &request, storage);
		check_row(str_eq(got, rows[i].want), rows[i].why);
	}
}

struct front_logged {
	struct str in;
	int status;
	struct str path;
};

/* What a front tells the log: no query and no password. */
static inline void
front_check_logged(const struct front *front, const struct fixture *f,
    const struct front_logged *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct request request = front_request(rows[i].in);
		struct reply reply;

		assert_int_equal(ANSWER_SEND,
		    front->answer(&f->shelves, &request, &reply));
		assert_int_equal(reply.status, rows[i].status);
		assert_str(reply.path, rows[i].path);
		reply_release(&reply);
	}
}

#endif
