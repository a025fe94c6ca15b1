/* SPDX-License-Identifier: ISC */
#include "unit/unit.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "net/conn.h"

/*
 * A front that answers "line\n" with "<line>" and the bytes in `big`, is silent
 * on "shh\n", and otherwise wants more. What it was asked stays in `asked`.
 */
static struct request asked;
static char big[3 * 1024 * 1024];
static size_t big_len;

static enum answer
echo(const struct shelves *shelves, const struct request *request,
    struct reply *reply)
{
	struct str line, rest;

	(void)shelves;
	asked = *request;
	if (!str_cut(request->bytes, '\n', &line, &rest) &&
	    request->bytes.len < 16)
		return request->ended ? ANSWER_SILENT : ANSWER_MORE;
	if (str_eq(line, STR("shh")))
		return ANSWER_SILENT;
	buf_printf(&reply->out, "<%.*s>", STR_ARG(line));
	reply->head = buf_str(&reply->out);
	reply->body = (struct str){ big, big_len };
	reply->path = line;
	reply->shelf = 3;
	reply->status = 20;
	return ANSWER_SEND;
}

static const struct front echo_front = {
	.name = "echo",
	.line_max = 16,
	.answer = echo,
};

#define HANDSHAKE_MS 700
#define REQUEST_MS 900
#define STALL_MS 8000

static struct conn_config echo_config = {
	.front = &echo_front,
	.shelf = 5,
	.port = 7,
	.times = { HANDSHAKE_MS, REQUEST_MS, STALL_MS },
};

static const struct conn_caller caller = {
	.address = { .v4 = { .sin_family = AF_INET } },
	.pass = { .admission = ADMIT_SLOWER, .wait_s = 9 },
};

/* A connection on one end of a socket pair; the test is the other end. */
struct pair {
	struct conn conn;
	int peer;
};

static void
pair_open(struct pair *p)
{
	static const struct shelves none = { NULL, 0 };
	int ends[2];

	big_len = 0;
	if (echo_config.library == NULL)
		echo_config.library = library_fixed(&none);
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	fcntl(ends[1], F_SETFL, O_NONBLOCK);
	p->peer = ends[1];
	conn_init(&p->conn, &echo_config, &caller, ends[0], 1000);
}

static void
pair_close(struct pair *p)
{
	conn_release(&p->conn);
	if (p->peer >= 0)
		close(p->peer);
}

static void
say(struct pair *p, const char *text)
{
	size_t len = strlen(text);

	assert_int_equal(write(p->peer, text, len), len);
}

/* What the peer has got so far; -1 from read() is "nothing more yet". */
static size_t
hear(struct pair *p, char *at, size_t cap, bool *ended)
{
	size_t len = 0;
	ssize_t got;

	while ((got = read(p->peer, at + len, cap - len)) > 0)
		len += (size_t)got;
	*ended = got == 0;
	return len;
}

static void
expect(struct pair *p, const char *text)
{
	char got[64];
	bool ended;
	size_t len = hear(p, got, sizeof(got), &ended);

	assert_str(((struct str){ got, len }), str_of(text));
	assert_true(ended);
}

static void
one_byte_at_a_time_gives_the_same_reply_G07(void **state)
{
	struct pair p;

	(void)state;
	pair_open(&p);
	assert_int_equal(conn_step(&p.conn, 1000), CONN_WANT_READ);
	assert_null(p.conn.exchange); /* nothing arrived, nothing held */
	for (const char *c = "abc\n"; *c != '\0'; c++) {
		assert_int_equal(p.conn.deadline, 1000 + REQUEST_MS);
		assert_int_equal(write(p.peer, c, 1), 1);
		assert_int_equal(conn_step(&p.conn, 2000), CONN_WANT_READ);
	}
	expect(&p, "<abc>");
	assert_int_equal(p.conn.state, CONN_DRAIN);
	assert_int_equal(p.conn.deadline, 2000 + CONN_DRAIN_MS);
	shutdown(p.peer, SHUT_WR);
	assert_int_equal(conn_step(&p.conn, 2000), CONN_WANT_CLOSE);
	pair_close(&p);
}

static void
a_half_closed_request_is_still_answered_O07(void **state)
{
	struct pair p;

	(void)state;
	pair_open(&p);
	say(&p, "abc\n");
	shutdown(p.peer, SHUT_WR);
	assert_int_equal(conn_step(&p.conn, 1000), CONN_WANT_CLOSE);
	conn_release(&p.conn);
	expect(&p, "<abc>");
	close(p.peer);
}

static void
half_a_request_and_an_end_close_without_reply_G16(void **state)
{
	struct conn_report report;
	struct pair p;

	(void)state;
	pair_open(&p);
	say(&p, "ab");
	shutdown(p.peer, SHUT_WR);
	assert_int_equal(conn_step(&p.conn, 1000), CONN_WANT_CLOSE);
	assert_false(conn_describe(&p.conn, 1000, &report));
	conn_release(&p.conn);
	expect(&p, "");
	close(p.peer);
}

static void
silence_is_an_end_without_a_byte(void **state)
{
	struct pair p;

	(void)state;
	pair_open(&p);
	say(&p, "shh\n");
	assert_int_equal(conn_step(&p.conn, 1000), CONN_WANT_READ);
	expect(&p, "");
	pair_close(&p);
}

static void
bytes_behind_the_request_do_not_destroy_the_reply_G04(void **state)
{
	static char junk[100000];
	struct pair p;

	(void)state;
	pair_open(&p);
	say(&p, "0123456789abcdef");
	memset(junk, 'x', sizeof(junk));
	assert_int_equal(conn_step(&p.conn, 1000), CONN_WANT_READ);
	for (size_t sent = 0; sent < sizeof(junk);) {
		ssize_t len = write(p.peer, junk, sizeof(junk) - sent);

		if (len > 0)
			sent += (size_t)len;
		assert_int_equal(conn_step(&p.conn, 1000), CONN_WANT_READ);
	}
	expect(&p, "<0123456789abcdef>");
	shutdown(p.peer, SHUT_WR);
	assert_int_equal(conn_step(&p.conn, 1000), CONN_WANT_CLOSE);
	pair_close(&p);
}

static void
a_large_reply_goes_out_in_turns_and_whole_X23(void **state)
{
	static char got[sizeof(big) + 64];
	struct conn_report report;
	struct pair p;
	size_t len = 0;
	size_t turns = 0;
	bool ended = false;

	(void)state;
	pair_open(&p);
	big_len = sizeof(big);
	for (size_t i = 0; i < big_len; i++)
		big[i] = (char)(i * 31);
	say(&p, "abc\n");
	while (!ended) {
		enum conn_want want = conn_step(&p.conn, 1000);
		bool sent = p.conn.state == CONN_DRAIN;

		assert_int_equal(want, sent ? CONN_WANT_READ : CONN_WANT_WRITE);
		len += hear(&p, got + len, sizeof(got) - len, &ended);
		turns++;
	}
	assert_true(turns > 3);
	assert_int_equal(len, 5 + big_len);
	assert_memory_equal(got + 5, big, big_len);
	assert_true(conn_describe(&p.conn, 1000, &report));
	assert_true(report.complete);
	assert_int_equal(report.bytes, len);
	assert_str(report.path, STR("abc"));
	pair_close(&p);
}

static void
a_front_is_told_who_asks_and_what_there_is_room_for_X25(void **state)
{
	struct pair p;

	(void)state;
	pair_open(&p);
	say(&p, "abc\n");
	conn_step(&p.conn, 1000);
	assert_int_equal(asked.port, 7);
	assert_int_equal(asked.shelf, 5);
	assert_null(asked.visitor);
	assert_int_equal(asked.admission, ADMIT_SLOWER);
	assert_int_equal(asked.wait_s, 9);
	pair_close(&p);
}

static void
the_log_is_told_who_asked_and_how_long(void **state)
{
	struct conn_report report;
	struct pair p;

	(void)state;
	pair_open(&p);
	assert_int_equal(conn_step(&p.conn, 1000), CONN_WANT_READ);
	assert_false(conn_describe(&p.conn, 1000, &report));
	say(&p, "abc\n");
	conn_step(&p.conn, 1300);
	assert_true(conn_describe(&p.conn, 1500, &report));
	assert_ptr_equal(report.front, &echo_front);
	assert_null(report.failed);
	assert_int_equal(report.shelf, 3);
	assert_int_equal(report.status, 20);
	assert_int_equal(report.bytes, 5);
	assert_int_equal(report.ms, 500);
	assert_in_range(report.when, time(NULL) - 60, time(NULL));
	assert_int_equal(report.address->sa_family, AF_INET);
	assert_null(report.tls);
	assert_false(report.resumed);
	pair_close(&p);
}

/* Its own time for a handshake, and none of it for who has none. */
static void
a_handshake_has_time_from_the_accept_on_X22(void **state)
{
	static const struct front tls_front = { .name = "tls", .tls = true };
	static char some_tls;
	struct conn_config config = echo_config;
	int fd = dup(STDIN_FILENO);
	struct conn c;

	(void)state;
	config.front = &tls_front;
	config.tls = (struct tls *)(void *)&some_tls; /* not used so early */
	conn_init(&c, &config, &caller, fd, 1000);
	assert_int_equal(c.deadline, 1000 + HANDSHAKE_MS);
	conn_release(&c);
}

static void
fill_pipe(struct pair *p, int64_t now)
{
	uint64_t before;

	do {
		before = p->conn.stream.sent;
		assert_int_equal(conn_step(&p->conn, now), CONN_WANT_WRITE);
	} while (p->conn.stream.sent > before);
}

static void
a_reply_that_is_not_taken_stalls_X23(void **state)
{
	static char got[sizeof(big)];
	struct pair p;
	bool ended;

	(void)state;
	pair_open(&p);
	big_len = sizeof(big);
	say(&p, "abc\n");
	fill_pipe(&p, 5000);
	assert_int_equal(p.conn.deadline, 5000 + STALL_MS);
	assert_true(hear(&p, got, sizeof(got), &ended) > 0);
	assert_false(conn_expire(&p.conn, 5000 + STALL_MS));
	assert_int_equal(p.conn.deadline, 5000 + 2 * STALL_MS);
	assert_true(conn_expire(&p.conn, 5000 + 2 * STALL_MS));
	pair_close(&p);
}

/* Nothing was taken of it from the first: there is no second look. */
static void
a_reader_who_reads_nothing_stalls_at_once_X23(void **state)
{
	struct pair p;

	(void)state;
	pair_open(&p);
	big_len = sizeof(big);
	say(&p, "abc\n");
	fill_pipe(&p, 5000);
	assert_true(conn_expire(&p.conn, 5000 + STALL_MS));
	pair_close(&p);
}

/* However steadily: who takes a little all the time has not for ever. */
static void
a_reply_has_time_in_proportion_to_its_length_X23(void **state)
{
	const int64_t longest =
	    5000 + CONN_REPLY_MS +
	    (5 + (int64_t)sizeof(big)) / CONN_REPLY_FLOOR;
	static char got[64 * 1024];
	struct pair p;
	bool ended;

	(void)state;
	pair_open(&p);
	big_len = sizeof(big);
	say(&p, "abc\n");
	conn_step(&p.conn, 5000);
	while (p.conn.deadline < longest) {
		int64_t now = p.conn.deadline;

		hear(&p, got, sizeof(got), &ended);
		assert_false(conn_expire(&p.conn, now));
		assert_int_equal(conn_step(&p.conn, now), CONN_WANT_WRITE);
	}
	assert_int_equal(p.conn.deadline, longest);
	hear(&p, got, sizeof(got), &ended);
	assert_true(conn_expire(&p.conn, longest));
	pair_close(&p);
}

static void
a_peer_that_leaves_in_the_middle_is_only_a_close_X26(void **state)
{
	struct conn_report report;
	struct pair p;

	(void)state;
	pair_open(&p);
	big_len = sizeof(big);
	say(&p, "abc\n");
	assert_int_equal(conn_step(&p.conn, 1000), CONN_WANT_WRITE);
	close(p.peer);
	p.peer = -1;
	assert_int_equal(conn_step(&p.conn, 1000), CONN_WANT_CLOSE);
	assert_true(conn_describe(&p.conn, 1000, &report));
	assert_false(report.complete);
	assert_true(report.bytes < 5 + big_len);
	pair_close(&p);
}

static void
a_drain_has_a_bound_G04(void **state)
{
	static char junk[64 * 1024];
	enum conn_want want = CONN_WANT_READ;
	struct pair p;
	size_t sent = 0;

	(void)state;
	pair_open(&p);
	say(&p, "abc\n");
	assert_int_equal(conn_step(&p.conn, 1000), CONN_WANT_READ);
	while (want == CONN_WANT_READ && sent < 4 * CONN_DRAIN_MAX) {
		ssize_t len = write(p.peer, junk, sizeof(junk));

		if (len > 0)
			sent += (size_t)len;
		want = conn_step(&p.conn, 1000);
	}
	assert_int_equal(want, CONN_WANT_CLOSE);
	assert_true(sent > CONN_DRAIN_MAX);
	pair_close(&p);
}

static void
haste_is_for_requests_and_not_for_replies_X44(void **state)
{
	struct pair p;

	(void)state;
	pair_open(&p);
	big_len = sizeof(big);
	conn_step(&p.conn, 1000);
	conn_hurry(&p.conn, 1000 + REQUEST_MS + 1);
	assert_int_equal(p.conn.deadline, 1000 + REQUEST_MS);
	conn_hurry(&p.conn, 1500);
	assert_int_equal(p.conn.deadline, 1500);
	say(&p, "abc\n");
	assert_int_equal(conn_step(&p.conn, 1400), CONN_WANT_WRITE);
	assert_int_equal(p.conn.deadline, 1400 + STALL_MS);
	conn_hurry(&p.conn, 1500);
	assert_int_equal(p.conn.deadline, 1400 + STALL_MS);
	pair_close(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_byte_at_a_time_gives_the_same_reply_G07),
		cmocka_unit_test(a_half_closed_request_is_still_answered_O07),
		cmocka_unit_test(
		    half_a_request_and_an_end_close_without_reply_G16),
		cmocka_unit_test(silence_is_an_end_without_a_byte),
		cmocka_unit_test(
		    bytes_behind_the_request_do_not_destroy_the_reply_G04),
		cmocka_unit_test(a_large_reply_goes_out_in_turns_and_whole_X23),
		cmocka_unit_test(
		    a_front_is_told_who_asks_and_what_there_is_room_for_X25),
		cmocka_unit_test(the_log_is_told_who_asked_and_how_long),
		cmocka_unit_test(a_handshake_has_time_from_the_accept_on_X22),
		cmocka_unit_test(a_reply_that_is_not_taken_stalls_X23),
		cmocka_unit_test(a_reader_who_reads_nothing_stalls_at_once_X23),
		cmocka_unit_test(
		    a_reply_has_time_in_proportion_to_its_length_X23),
		cmocka_unit_test(
		    a_peer_that_leaves_in_the_middle_is_only_a_close_X26),
		cmocka_unit_test(a_drain_has_a_bound_G04),
		cmocka_unit_test(haste_is_for_requests_and_not_for_replies_X44),
	};

	return cmocka_run_group_tests_name("conn", tests, NULL, NULL);
}
