/* SPDX-License-Identifier: ISC */
/* What slow clients, silent ones and those that vanish can cost: an end. */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "e2e/crowd.h"
#include "e2e/harness.h"
#include "e2e/program.h"
#include "e2e/start.h"
#include "e2e/wire.h"

#define LIMIT_S 20
#define LIMIT_MS 5000

#define HOME "gemini://localhost/\r\n"

static int
setup(void **state)
{
	static struct server s;

	server_make_big(&s);
	*state = &s;
	return 0;
}

/* A client's first flight, into at; its length. */
static size_t
client_hello(char *at, size_t cap)
{
	SSL_CTX *context = SSL_CTX_new(TLS_client_method());
	SSL *ssl = SSL_new(context);
	BIO *out = BIO_new(BIO_s_mem());
	int len;

	SSL_set_bio(ssl, BIO_new(BIO_s_mem()), out);
	assert_int_equal(SSL_connect(ssl), -1);
	len = BIO_read(out, at, (int)cap);
	assert_true(len > 100);
	SSL_free(ssl);
	SSL_CTX_free(context);
	return (size_t)len;
}

struct slow {
	const char *why;
	bool gemini;  /* or Gopher */
	bool shaken;  /* the handshake is done */
	int at_once;  /* bytes of the hello or request; -1 = all */
	bool goes_on; /* byte by byte */
	int over_ms;  /* when it is over, -EARLIER_MS, +LATER_MS */
};

/* So far apart that on a busy machine, too, none is taken for the other. */
#define HANDSHAKE_MS 2000
#define REQUEST_MS 8000
#define LATER_MS 4000
/* A loop reads its clock once a round, and may accept before we know. */
#define EARLIER_MS 100

static const struct slow slow[] = {
	{ "X-22 no hello", true, false, 0, false, HANDSHAKE_MS },
	{ "X-22 half a hello", true, false, 50, false, HANDSHAKE_MS },
	{ "X-21 a hello in drops", true, false, 0, true, HANDSHAKE_MS },
	{ "X-22 a hello and no more", true, false, -1, false, HANDSHAKE_MS },
	{ "X-22 no request", true, true, 0, false, REQUEST_MS },
	{ "X-22 half a request", true, true, 10, false, REQUEST_MS },
	{ "X-21 a request in drops", true, true, 0, true, REQUEST_MS },
	{ "X-22 no selector", false, false, 0, false, REQUEST_MS },
	{ "X-21 a selector in drops", false, false, 0, true, REQUEST_MS },
};

/* Longer than it can be dribbled in time, and never ended. */
static size_t
words_of(const struct slow *row, char *at, size_t cap)
{
	if (row->gemini && !row->shaken)
		return client_hello(at, cap);
	memset(at, 'x', cap);
	memcpy(at, HOME, strlen("gemini://localhost/"));
	return cap;
}

static void
start_slowly(struct wire *w, const struct slow *row, const struct server *s,
    struct str words)
{
	struct wire_kind kind = { .port = row->gemini ? s->gemini : s->gopher };

	if (row->shaken)
		kind = wire_gemini(s);
	wire_open(w, &kind);
	assert_true(!row->shaken || w->shaken);
	if (row->at_once != 0)
		wire_send(w, row->at_once > 0
				 ? str_take(words, (size_t)row->at_once)
				 : words);
}

/* One more byte, if it says any; true if it is still open. */
static bool
go_on_slowly(struct wire *w, const struct slow *row, struct str words,
    size_t turn)
{
	if (w->end != WIRE_OPEN)
		return false;
	if (row->goes_on && turn < words.len)
		wire_send(w, str_take(str_skip(words, turn), 1));
	wire_hear(w, 1);
	if (w->end == WIRE_OPEN)
		return true;
	if (wire_age(w) < row->over_ms - EARLIER_MS ||
	    wire_age(w) > row->over_ms + LATER_MS)
		fail_msg("%s: over after %d ms", row->why, wire_age(w));
	return false;
}

/* All at once, as each of them alone would take its time. */
static void
x21_x22_slowness_has_an_end(void **state)
{
	struct server *s = *state;
	struct wire wires[COUNT(slow)];
	static char words[COUNT(slow)][1000];
	size_t lens[COUNT(slow)];
	size_t open = COUNT(slow);

	server_run_conf(s, "[limits]\nhandshake-timeout = 2\n"
			   "request-timeout = 8\n");
	for (size_t i = 0; i < COUNT(slow); i++) {
		lens[i] = words_of(&slow[i], words[i], sizeof(words[i]));
		start_slowly(&wires[i], &slow[i], s,
		    (struct str){ words[i], lens[i] });
	}
	for (size_t turn = 0; open > 0; turn++) {
		open = 0;
		for (size_t i = 0; i < COUNT(slow); i++)
			open += go_on_slowly(&wires[i], &slow[i],
			    (struct str){ words[i], lens[i] }, turn);
		assert_true(turn < 1000);
		pause_ms(50);
	}
	crowd_close(wires, COUNT(slow));
	assert_true(server_log_says(s, "handshake failed: not done in time"));
}

/* Without reading: whether it is reset before that time. */
static bool
is_cut(const struct wire *w, int latest_ms)
{
	struct pollfd on = { .fd = w->fd };
	int left = latest_ms - wire_age(w);

	return poll(&on, 1, left > 0 ? left : 0) > 0;
}

#define STALL_MS 1000

static void
x23_who_does_not_read_is_cut(void **state)
{
	struct server *s = *state;
	struct wire tls, plain;

	server_run_conf(s, "[limits]\nstall-timeout = 1\n");
	crowd_ask_big(s, &tls, &plain);
	assert_false(is_cut(&tls, STALL_MS));
	assert_true(is_cut(&tls, 2 * STALL_MS + LATER_MS));
	assert_true(is_cut(&plain, 2 * STALL_MS + LATER_MS));
	wire_hear(&tls, LIMIT_MS);
	wire_hear(&plain, LIMIT_MS);
	assert_int_not_equal(tls.end, WIRE_ENDED);
	assert_int_not_equal(plain.end, WIRE_ENDED);
	wire_close(&tls);
	wire_close(&plain);
}

/* Far more slowly than the kernel, which has megabytes of it, would want. */
static void
x23_who_reads_slowly_is_not(void **state)
{
	struct server *s = *state;
	static char block[256 * 1024];
	struct wire tls, plain;
	size_t len = 0;

	server_run_conf(s, "[limits]\nstall-timeout = 1\n");
	crowd_ask_big(s, &tls, &plain);
	while (wire_age(&plain) < 4 * STALL_MS) {
		ssize_t got = recv(plain.fd, block, sizeof(block), 0);

		assert_true(got > 0 || errno == EAGAIN);
		len += got > 0 ? (size_t)got : 0;
		pause_ms(100);
	}
	wire_hear(&plain, LIMIT_MS);
	assert_int_equal(plain.end, WIRE_ENDED);
	assert_true(len + plain.heard.len > BIG);
	wire_close(&tls);
	wire_close(&plain);
}

/* A number from a file below /proc/PID. */
static uint64_t
number_of(const struct server *s, const char *command)
{
	pid_t worker;
	struct ran r;
	uint64_t number;

	server_workers(s, &worker, 1);
	r = run(LIMIT_S, "cd /proc/%d && %s", (int)worker, command);
	assert_true(str_number(str_trim(buf_str(&r.out)), UINT32_MAX, &number));
	ran_release(&r);
	return number;
}

static uint64_t
memory_of(const struct server *s)
{
	return number_of(s, "awk '/^RssAnon/ { print $2 }' status") * 1024;
}

static uint64_t
descriptors_of(const struct server *s)
{
	return number_of(s, "ls fd | wc -l");
}

/* What an allocator that finds errors needs says nothing. */
#ifdef __SANITIZE_ADDRESS__
#define MEMORY_COUNTS false
#else
#define MEMORY_COUNTS true
#endif

#define IDLE 1000
#define IDLE_BYTES ((size_t)2048) /* of memory for each */

static void
x24_a_thousand_idle_ones_do_no_harm(void **state)
{
	static struct wire idle[IDLE];
	struct server *s = *state;
	struct wire_kind gemini;
	struct rlimit limit;
	uint64_t before;
	int64_t from;

	getrlimit(RLIMIT_NOFILE, &limit);
	limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_NOFILE, &limit);
	server_run_conf(s, "");
	gemini = wire_gemini(s);
	wire_must(&gemini, HOME, "20 ");
	before = memory_of(s);
	crowd_open(idle, IDLE, s->gemini);
	from = now_ms();
	wire_must(&gemini, HOME, "20 ");
	assert_in_range(now_ms() - from, 0, 2000);
	if (MEMORY_COUNTS)
		assert_in_range(memory_of(s), 0, before + IDLE * IDLE_BYTES);
	crowd_close(idle, IDLE);
	wire_must(&gemini, HOME, "20 ");
}

/* Leave in one of four ways, most of them the cheapest one. */
static void
come_and_go(const struct server *s, int round)
{
	const struct wire_kind gemini = wire_gemini(s), gopher = wire_gopher(s);
	const struct wire_kind raw = { .port = s->gemini };
	struct wire w;

	wire_open(&w, round % 100 < 3 ? &gemini : round % 2 ? &gopher
							    : &raw);
	if (round % 100 == 1)
		wire_send(&w, STR("gemini://localhost/big.txt\r\n"));
	else if (round % 100 == 2)
		wire_send(&w, STR("gemini://loc"));
	else if (round % 10 == 4)
		wire_send(&w, STR("\x16\x03\x01\x02\x00\x01"));
	else if (round % 10 == 5)
		wire_send(&w, STR("/big.txt\r\n"));
	wire_abort(&w);
}

#define ROUNDS 10000
#define LEAK_BYTES ((size_t)512 * 1024) /* 50 of each round */

static void
x26_ten_thousand_who_vanish_leave_nothing(void **state)
{
	struct server *s = *state;
	struct wire_kind gemini;
	uint64_t memory, descriptors;
	int64_t latest;

	server_run_conf(s, "");
	gemini = wire_gemini(s);
	for (int i = 0; i < ROUNDS / 10; i++)
		come_and_go(s, i);
	wire_must(&gemini, HOME, "20 ");
	memory = memory_of(s);
	for (int i = 0; i < ROUNDS; i++)
		come_and_go(s, i);
	wire_must(&gemini, HOME, "20 ");
	if (MEMORY_COUNTS)
		assert_in_range(memory_of(s), 0, memory + LEAK_BYTES);
	latest = now_ms() + LIMIT_MS;
	do {
		descriptors = descriptors_of(s);
	} while (descriptors > 20 && now_ms() < latest);
	assert_in_range(descriptors, 3, 20);
}

#define PATIENT(name) cmocka_unit_test_teardown(name, server_stop_after)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		PATIENT(x21_x22_slowness_has_an_end),
		PATIENT(x23_who_does_not_read_is_cut),
		PATIENT(x23_who_reads_slowly_is_not),
		PATIENT(x24_a_thousand_idle_ones_do_no_harm),
		PATIENT(x26_ten_thousand_who_vanish_leave_nothing),
	};

	return cmocka_run_group_tests_name("patience", tests, setup,
	    server_remove_after);
}
