/* SPDX-License-Identifier: ISC */
/*
 * What comes behind the line of a Gopher request (rule 7): none of it may cost
 * the reader the reply, and reading it has an end.
 */
#include <errno.h>
#include <sys/socket.h>

#include "e2e/crowd.h"
#include "e2e/harness.h"
#include "e2e/wire.h"
#include "net/conn.h"

#define HEAR_MS 20000
#define SLACK_MS 4000 /* of a busy machine */
#define SOON_MS 1000

#define JUNK 60000

static int
setup(void **state)
{
	static struct server s;

	server_make_big(&s);
	server_run_conf(&s, "");
	*state = &s;
	return 0;
}

static const char headers[] = "Host: localhost\r\n"
			      "User-Agent: Mozilla/5.0 (X11; Linux x86_64)\r\n"
			      "Accept: text/html,application/xhtml+xml\r\n"
			      "Connection: keep-alive\r\n\r\n";

static const struct {
	const char *why;
	const char *line;
	const char *filler; /* again and again behind it */
	const char *begins; /* the reply; NULL = all of big.txt */
	const char *ends;
} requests[] = {
	{ "rule 7 line ends", "1\r\n", "\r\n", "iAda Lovelace\t", "\r\n.\r\n" },
	{ "rule 7 an error", "/nope\r\n", "x", "3Not found\t", "\r\n.\r\n" },
	{ "rule 7 HTTP and its headers", "GET / HTTP/1.1\r\n", headers,
	    "HTTP/1.1 404 Not Found\r\n", "/\n" },
	{ "rule 7 X-13 a line without an end", "x", "x",
	    "3Request too long\t", "\r\n.\r\n" },
	{ "rule 7 a large reply", "/big.txt\r\n", "x", NULL, "x\r\n" },
};

/* Some of each in the request's own write, as much in one that follows. */
static void
send_with_junk(struct wire *w, const char *line, const char *filler)
{
	struct buf junk, first;

	buf_init(&junk);
	while (junk.len < JUNK)
		buf_add(&junk, str_of(filler));
	buf_init(&first);
	buf_add(&first, str_of(line));
	buf_add(&first, buf_str(&junk));
	wire_send(w, buf_str(&first));
	pause_ms(20);
	wire_send(w, buf_str(&junk));
	buf_release(&first);
	buf_release(&junk);
}

/* Of lines of 64 bytes, whose LF became CRLF. */
#define BIG_SENT (BIG / 64 * 65)

static void
rule7_what_is_behind_costs_nobody_the_reply(void **state)
{
	const struct wire_kind kinds[] = { wire_gopher(*state),
		wire_gophers(*state) };

	for (size_t i = 0; i < COUNT(requests) * COUNT(kinds); i++) {
		const char *why = requests[i / COUNT(kinds)].why;
		const char *begins = requests[i / COUNT(kinds)].begins;
		const char *ends = requests[i / COUNT(kinds)].ends;
		struct wire w;

		wire_open(&w, &kinds[i % COUNT(kinds)]);
		send_with_junk(&w, requests[i / COUNT(kinds)].line,
		    requests[i / COUNT(kinds)].filler);
		wire_hear(&w, HEAR_MS);
		check_row(w.end == WIRE_ENDED, why);
		if (begins != NULL)
			check_row(str_starts(wire_heard(&w), str_of(begins)),
			    why);
		else
			check_row(w.heard.len == BIG_SENT, why);
		check_row(str_ends(wire_heard(&w), str_of(ends)), why);
		check_row(!wire_was_reset(&w), why);
		wire_close(&w);
	}
}

static void
get_answer(struct wire *w, const struct wire_kind *kind)
{
	wire_open(w, kind);
	wire_send(w, STR("/nope\r\n"));
	wire_hear(w, HEAR_MS);
	assert_true(str_starts(wire_heard(w), STR("3Not found\t")));
	assert_int_equal(w->end, WIRE_ENDED);
}

/* One byte now and then would never be too many. */
static void
rule7_who_never_stops_is_cut_in_time(void **state)
{
	const struct wire_kind kinds[] = { wire_gopher(*state),
		wire_gophers(*state) };

	for (size_t i = 0; i < COUNT(kinds); i++) {
		int64_t from = now_ms();
		struct wire w;

		get_answer(&w, &kinds[i]);
		while (!wire_was_reset(&w) &&
		       now_ms() < from + CONN_DRAIN_MS + SLACK_MS)
			pause_ms(50);
		assert_in_range(now_ms() - from, CONN_DRAIN_MS - SOON_MS,
		    CONN_DRAIN_MS + SLACK_MS - 1);
		wire_close(&w);
	}
}

/* Until the server hangs up; false if it does not before that time. */
static bool
flood(const struct wire *w, int64_t latest)
{
	static char junk[64 * 1024];

	while (now_ms() < latest)
		if (send(w->fd, junk, sizeof(junk), MSG_NOSIGNAL) < 0 &&
		    errno != EAGAIN)
			return true;
	return false;
}

/* Who sends much does not keep the server busy for all of that time. */
static void
rule7_who_sends_too_much_is_cut_at_once(void **state)
{
	const struct wire_kind kinds[] = { wire_gopher(*state),
		wire_gophers(*state) };

	for (size_t i = 0; i < COUNT(kinds); i++) {
		struct wire w;

		get_answer(&w, &kinds[i]);
		assert_true(flood(&w, now_ms() + CONN_DRAIN_MS - SOON_MS));
		wire_close(&w);
	}
}

/* Whatever becomes of it, it becomes so soon, and others are served. */
static void
x13_a_line_of_a_megabyte(void **state)
{
	const struct wire_kind kinds[] = { wire_gopher(*state),
		wire_gophers(*state) };
	static char line[1024 * 1024];

	memset(line, 'x', sizeof(line));
	for (size_t i = 0; i < COUNT(kinds); i++) {
		struct wire w;

		wire_open(&w, &kinds[i]);
		wire_send(&w, (struct str){ line, sizeof(line) });
		wire_hear(&w, SLACK_MS);
		assert_int_not_equal(w.end, WIRE_OPEN);
		assert_true(w.heard.len == 0 ||
			    str_starts(wire_heard(&w), STR("3Request too")));
		wire_close(&w);
		get_answer(&w, &kinds[i]);
		wire_close(&w);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rule7_what_is_behind_costs_nobody_the_reply),
		cmocka_unit_test(rule7_who_never_stops_is_cut_in_time),
		cmocka_unit_test(rule7_who_sends_too_much_is_cut_at_once),
		cmocka_unit_test(x13_a_line_of_a_megabyte),
	};

	return cmocka_run_group_tests_name("gopher_drain", tests, setup,
	    server_after_group);
}
