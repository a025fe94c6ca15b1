/* SPDX-License-Identifier: ISC */
#include "unit/conn_pair.h"
#include "unit/editions.h"

#define HOST "example.org"
#define LINES ((size_t)10000)
#define ROOM 16384 /* of a socket: far less than a page */

/* A library of one, at edition 1, and the far end of a connection to it. */
struct reader {
	struct library *library;
	struct pair pair;
	struct buf heard;
};

static void
join(struct reader *r, struct library *library)
{
	struct conn_config config = pair_config(NULL);
	const int room = ROOM;

	config.front = &front_gopher;
	config.library = library;
	r->library = library;
	buf_init(&r->heard);
	pair_open(&r->pair, &config);
	assert_int_equal(setsockopt(r->pair.conn.fd, SOL_SOCKET, SO_SNDBUF,
			     &room, sizeof(room)),
	    0);
}

static void
leave(struct reader *r)
{
	pair_close(&r->pair);
	buf_release(&r->heard);
}

static struct library *
first_edition(void)
{
	const struct library_place place = { NULL, NULL };
	struct library *library = library_new(&place, 1);

	edition_put(library, 0, HOST, 1, LINES);
	return library;
}

static void
publish(struct library *library, unsigned number)
{
	edition_put(library, 0, HOST, number, LINES);
}

static bool
hear(struct reader *r)
{
	char block[64 * 1024];
	ssize_t got;

	while ((got = read(r->pair.peer, block, sizeof(block))) > 0)
		buf_add(&r->heard, (struct str){ block, (size_t)got });
	return got == 0;
}

/* To the end of the reply; of which edition all of it is. */
static unsigned
finish(struct reader *r)
{
	while (!hear(r))
		conn_step(&r->pair.conn, NOW);
	return edition_of(buf_str(&r->heard), LINES);
}

static void
asked_before_and_answered_after_is_the_new_one_X36(void **state)
{
	struct library *library = first_edition();
	struct reader r;

	(void)state;
	join(&r, library);
	assert_int_equal(conn_step(&r.pair.conn, NOW), CONN_WANT_READ);
	publish(library, 2);
	assert_int_equal(say(&r.pair, STR("\r")), CONN_WANT_READ);
	publish(library, 3);
	/* Nobody has been answered: nobody holds anything. */
	assert_int_equal(editions_mapped(), 1);
	say(&r.pair, STR("\n"));
	assert_int_equal(finish(&r), 3);
	leave(&r);
	library_free(library);
}

static void
a_reply_under_way_stays_the_old_one_X36(void **state)
{
	struct library *library = first_edition();
	struct reader r;
	unsigned next = 2;

	(void)state;
	join(&r, library);
	assert_int_equal(say(&r.pair, STR("\r\n")), CONN_WANT_WRITE);
	do {
		publish(library, next++);
		assert_int_equal(editions_mapped(), 2);
		hear(&r);
	} while (conn_step(&r.pair.conn, NOW) == CONN_WANT_WRITE);
	assert_true(next > 4);
	assert_int_equal(finish(&r), 1);
	leave(&r);
	assert_int_equal(editions_mapped(), 1);
	library_free(library);
}

/* Whoever is slow to leave: the log still names what was asked for. */
static void
a_drain_keeps_what_the_log_will_say_X36(void **state)
{
	struct library *library = first_edition();
	struct conn_report before, report;
	struct reader r;

	(void)state;
	join(&r, library);
	say(&r.pair, STR("\r\n"));
	assert_int_equal(finish(&r), 1);
	assert_int_equal(r.pair.conn.state, CONN_DRAIN);
	assert_true(conn_describe(&r.pair.conn, NOW, &before));
	publish(library, 2);
	assert_int_equal(say(&r.pair, STR("waste")), CONN_WANT_READ);
	assert_true(conn_describe(&r.pair.conn, NOW, &report));
	assert_true(report.complete);
	assert_int_equal(report.bytes, r.heard.len);
	assert_int_equal(report.status, before.status);
	assert_str(report.path, before.path);
	leave(&r);
	assert_int_equal(editions_mapped(), 1);
	library_free(library);
}

/* Who reads for long has one image kept, however many come meanwhile. */
static void
what_is_kept_is_what_somebody_reads_X36(void **state)
{
	enum { READERS = 3,
		BETWEEN = 5 };
	struct library *library = first_edition();
	struct reader r[READERS];
	unsigned now = 1;

	(void)state;
	for (unsigned i = 0; i < READERS; i++) {
		join(&r[i], library);
		say(&r[i].pair, STR("\r\n"));
		for (unsigned j = 0; j < BETWEEN; j++)
			publish(library, ++now);
		assert_int_equal(editions_mapped(), i + 2);
	}
	for (unsigned i = 0; i < READERS; i++) {
		assert_int_equal(finish(&r[i]), 1 + i * BETWEEN);
		leave(&r[i]);
		assert_int_equal(library_images(library), READERS - i);
		assert_int_equal(editions_mapped(), READERS - i);
	}
	library_free(library);
}

/* In the middle of a reply, or of a request. */
static void
whoever_ends_lets_go_X36(void **state)
{
	struct library *library = first_edition();
	struct reader r;

	(void)state;
	join(&r, library);
	assert_int_equal(say(&r.pair, STR("\r\n")), CONN_WANT_WRITE);
	publish(library, 2);
	leave(&r);
	assert_int_equal(editions_mapped(), 1);
	join(&r, library);
	assert_int_equal(say(&r.pair, STR("half")), CONN_WANT_READ);
	leave(&r);
	publish(library, 3);
	assert_int_equal(editions_mapped(), 1);
	library_free(library);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    asked_before_and_answered_after_is_the_new_one_X36),
		cmocka_unit_test(a_reply_under_way_stays_the_old_one_X36),
		cmocka_unit_test(a_drain_keeps_what_the_log_will_say_X36),
		cmocka_unit_test(what_is_kept_is_what_somebody_reads_X36),
		cmocka_unit_test(whoever_ends_lets_go_X36),
	};

	return cmocka_run_group_tests_name("conn_editions", tests, NULL, NULL);
}
