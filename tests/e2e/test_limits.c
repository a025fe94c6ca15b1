/* SPDX-License-Identifier: ISC */
/* What nobody can have more of: connections, requests and time. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "e2e/harness.h"
#include "e2e/program.h"
#include "e2e/start.h"
#include "e2e/wire.h"
#include "net/address.h"

#define LIMIT_S 20
#define LIMIT_MS 5000

/* More than the kernel takes from us for a peer that does not read. */
#define BIG ((size_t)16 * 1024 * 1024)

#define HOME "gemini://localhost/\r\n"
#define ROBOTS "gemini://localhost/robots.txt\r\n"

/* We come from loopback addresses, which are not limited by default. */
#define LIMITS "[limits]\nunlimited = none\n"

static int
setup(void **state)
{
	static struct server s;
	char *big = malloc(BIG + 1);
	const struct source sources[] = {
		{ "profile.txt", "Name: Ada Lovelace\n" },
		{ "big.txt", big },
	};

	assert_non_null(big);
	memset(big, 'x', BIG);
	for (size_t i = 63; i < BIG; i += 64)
		big[i] = '\n';
	big[BIG] = '\0';
	server_make(&s, sources, COUNT(sources));
	free(big);
	*state = &s;
	return 0;
}

static int
teardown(void **state)
{
	server_remove(*state);
	return 0;
}

static int
stop(void **state)
{
	server_stop(*state);
	return 0;
}

/* What a request from there gets: all of it, or the beginning. */
static void
assert_answer(const struct wire_kind *kind, const char *request,
    const char *begins)
{
	struct wire w;

	wire_ask(&w, kind, str_of(request));
	if (!str_starts(wire_heard(&w), str_of(begins)))
		fail_msg("%s gets \"%.*s\" and not \"%s\"", request,
		    STR_ARG(str_take(wire_heard(&w), 80)), begins);
	assert_int_equal(w.end, WIRE_ENDED);
	wire_close(&w);
}

/* Once the server has noticed that others have gone. */
static void
assert_served_soon(const struct wire_kind *kind)
{
	int64_t latest = now_ms() + LIMIT_MS;
	bool served = false;

	while (!served && now_ms() < latest) {
		struct wire w;

		wire_open(&w, kind);
		if (w.shaken) {
			wire_send(&w, STR(HOME));
			wire_hear(&w, LIMIT_MS);
		}
		served = str_starts(wire_heard(&w), STR("20 "));
		wire_close(&w);
	}
	assert_true(served);
}

/* Whether who connects is reset without a byte. */
static bool
is_refused(uint16_t port, const char *from)
{
	union address source, to;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool refused;
	char byte;

	assert_true(fd >= 0);
	assert_true(address_parse(str_of(from), &source));
	assert_true(address_parse(STR("127.0.0.1"), &to));
	to.v4.sin_port = htons(port);
	assert_int_equal(bind(fd, &source.any, address_len(&source)), 0);
	refused = connect(fd, &to.any, address_len(&to)) < 0 ||
		  recv(fd, &byte, 1, 0) < 0;
	assert_true(!refused || errno == ECONNRESET);
	close(fd);
	return refused;
}

static void
open_idle(struct wire *idle, size_t count, const struct wire_kind *kind)
{
	for (size_t i = 0; i < count; i++)
		wire_open(&idle[i], kind);
}

static void
close_all(struct wire *wires, size_t count)
{
	for (size_t i = 0; i < count; i++)
		wire_close(&wires[i]);
}

#define EACH ((size_t)3)

/*
 * Idle connections come in where the first request does: only then is it sure
 * that they were counted before it.
 */
static struct wire_kind
silent_at(uint16_t port)
{
	return (struct wire_kind){ .port = port };
}

static void
x25_an_address_has_so_many_connections(void **state)
{
	struct server *s = *state;
	struct wire_kind gemini, gopher, silent, other;
	struct wire idle[EACH];

	server_run_conf(s, LIMITS "connections-per-address = 3\n");
	gemini = wire_gemini(s);
	gopher = wire_gopher(s);
	silent = silent_at(s->gemini);
	other = wire_gemini(s);
	other.from = "127.0.0.2";
	open_idle(idle, EACH, &silent);
	assert_answer(&gemini, HOME, "44 1\r\n");
	assert_answer(&gopher, "\r\n", "3");
	assert_answer(&other, HOME, "20 ");
	close_all(idle, EACH);
	assert_served_soon(&gemini);
}

static void
x25_beyond_twice_as_many_it_is_refused(void **state)
{
	struct server *s = *state;
	struct wire_kind gemini, silent, other;
	struct wire idle[2 * EACH];

	server_run_conf(s, LIMITS "connections-per-address = 3\n");
	gemini = wire_gemini(s);
	silent = silent_at(s->gemini);
	other = wire_gemini(s);
	other.from = "127.0.0.2";
	open_idle(idle, 2 * EACH, &silent);
	assert_true(is_refused(s->gemini, "127.0.0.1"));
	assert_true(is_refused(s->gopher, "127.0.0.1"));
	assert_answer(&other, HOME, "20 ");
	close_all(idle, 2 * EACH);
	assert_served_soon(&gemini);
}

static void
x25_a_refusal_is_told_once_a_minute(void **state)
{
	struct server *s = *state;
	struct wire_kind gopher;
	struct wire idle[2];
	struct str said = STR("refused, far beyond the limits: 1\n");
	struct buf log;
	struct str rest;

	server_run_conf(s, LIMITS "connections-per-address = 1\n");
	gopher = wire_gopher(s);
	open_idle(idle, 2, &gopher);
	for (int i = 0; i < 50; i++)
		assert_true(is_refused(s->gopher, "127.0.0.1"));
	log = server_log(s);
	rest = str_skip(buf_str(&log), str_find(buf_str(&log), said));
	assert_true(str_starts(rest, said));
	rest = str_skip(rest, said.len);
	assert_int_equal(str_find(rest, STR("refused")), rest.len);
	buf_release(&log);
	close_all(idle, 2);
}

static void
d04_g78_x25_an_address_has_a_rate(void **state)
{
	struct server *s = *state;
	struct wire_kind one, two;

	server_run_conf(s, LIMITS "requests-per-minute = 40\nburst = 3\n");
	one = wire_gemini(s);
	two = wire_gemini(s);
	two.from = "127.0.0.2";
	for (int i = 0; i < 3; i++)
		assert_answer(&one, HOME, "20 ");
	assert_answer(&one, HOME, "44 2\r\n");
	assert_answer(&one, ROBOTS, "20 "); /* */
	assert_answer(&two, HOME, "20 ");
	pause_ms(2000);
	assert_answer(&one, HOME, "20 ");
}

static void
x25_all_together_have_so_many_connections(void **state)
{
	struct server *s = *state;
	struct wire_kind gemini, gopher, silent;
	struct wire idle[16];

	server_run_conf(s, LIMITS "connections = 16\n");
	gemini = wire_gemini(s);
	gopher = wire_gopher(s);
	silent = silent_at(s->gemini);
	open_idle(idle, 16, &silent);
	assert_answer(&gemini, HOME, "41 ");
	assert_answer(&gopher, "\r\n", "3");
	close_all(idle, 16);
	assert_served_soon(&gemini);
}

static void
x25_beyond_an_eighth_more_all_are_refused(void **state)
{
	struct server *s = *state;
	struct wire_kind gemini, silent;
	struct wire idle[18];

	server_run_conf(s, LIMITS "connections = 16\n");
	gemini = wire_gemini(s);
	silent = silent_at(s->gemini);
	open_idle(idle, 18, &silent);
	assert_true(is_refused(s->gemini, "127.0.0.1"));
	assert_true(is_refused(s->gopher, "127.0.0.2"));
	close_all(idle, 18);
	assert_served_soon(&gemini);
}

/* Its connections went with it, and so does what they counted for. */
static void
x25_a_dead_worker_holds_no_places(void **state)
{
	struct server *s = *state;
	struct wire_kind gemini, silent;
	struct wire idle[EACH];
	pid_t worker;

	server_run_conf(s, LIMITS "connections-per-address = 3\n");
	gemini = wire_gemini(s);
	silent = silent_at(s->gemini);
	open_idle(idle, EACH, &silent);
	assert_answer(&gemini, HOME, "44 1\r\n");
	server_workers(s, &worker, 1);
	assert_int_equal(kill(worker, SIGKILL), 0);
	for (size_t i = 0; i < EACH; i++)
		assert_answer(&gemini, HOME, "20 ");
	close_all(idle, EACH);
}

static void
x25_loopback_is_not_limited_unless_asked_for(void **state)
{
	struct server *s = *state;
	struct wire_kind gemini;

	server_run_conf(s, "[limits]\nrequests-per-minute = 1\nburst = 1\n"
			   "connections-per-address = 1\n");
	gemini = wire_gemini(s);
	for (int i = 0; i < 5; i++)
		assert_answer(&gemini, HOME, "20 ");
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
	bool gemini;	    /* or Gopher */
	bool shaken;	    /* the handshake is done */
	int at_once;	    /* bytes of the hello or request; -1 = all */
	bool goes_on;	    /* byte by byte */
	int from_ms, to_ms; /* when it must be over */
};

#define HANDSHAKE_MS 1000
#define REQUEST_MS 6000
#define LATER_MS 1500

static const struct slow slow[] = {
	{ "X-22 no hello", true, false, 0, false, HANDSHAKE_MS,
	    HANDSHAKE_MS + LATER_MS },
	{ "X-22 half a hello", true, false, 50, false, HANDSHAKE_MS,
	    HANDSHAKE_MS + LATER_MS },
	{ "X-21 a hello in drops", true, false, 0, true, HANDSHAKE_MS,
	    HANDSHAKE_MS + LATER_MS },
	{ "X-22 a hello and no more", true, false, -1, false, HANDSHAKE_MS,
	    HANDSHAKE_MS + LATER_MS },
	{ "X-22 no request", true, true, 0, false, REQUEST_MS,
	    REQUEST_MS + LATER_MS },
	{ "X-22 half a request", true, true, 10, false, REQUEST_MS,
	    REQUEST_MS + LATER_MS },
	{ "X-21 a request in drops", true, true, 0, true, REQUEST_MS,
	    REQUEST_MS + LATER_MS },
	{ "X-22 no selector", false, false, 0, false, REQUEST_MS,
	    REQUEST_MS + LATER_MS },
	{ "X-21 a selector in drops", false, false, 0, true, REQUEST_MS,
	    REQUEST_MS + LATER_MS },
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
	if (wire_age(w) < row->from_ms || wire_age(w) > row->to_ms)
		fail_msg("%s: over after %d ms", row->why, wire_age(w));
	return false;
}

static bool
log_says(const struct server *s, const char *text)
{
	struct buf log = server_log(s);
	bool says = str_find(buf_str(&log), str_of(text)) < log.len;

	buf_release(&log);
	return says;
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

	server_run_conf(s, "[limits]\nhandshake-timeout = 1\n"
			   "request-timeout = 6\n");
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
	close_all(wires, COUNT(slow));
	assert_true(log_says(s, "handshake failed: not done in time"));
}

static void
ask_for_much(const struct server *s, struct wire *tls, struct wire *plain)
{
	const struct wire_kind first = wire_gemini(s), second = wire_gopher(s);

	wire_open(tls, &first);
	wire_send(tls, STR("gemini://localhost/big.txt\r\n"));
	wire_open(plain, &second);
	wire_send(plain, STR("/big.txt\r\n"));
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
	ask_for_much(s, &tls, &plain);
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
	ask_for_much(s, &tls, &plain);
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
	struct wire_kind gemini, silent;
	struct rlimit limit;
	uint64_t before;
	int64_t from;

	getrlimit(RLIMIT_NOFILE, &limit);
	limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_NOFILE, &limit);
	server_run_conf(s, "");
	gemini = wire_gemini(s);
	silent = silent_at(s->gemini);
	assert_answer(&gemini, HOME, "20 ");
	before = memory_of(s);
	open_idle(idle, IDLE, &silent);
	from = now_ms();
	assert_answer(&gemini, HOME, "20 ");
	assert_in_range(now_ms() - from, 0, 2000);
	if (MEMORY_COUNTS)
		assert_in_range(memory_of(s), 0, before + IDLE * IDLE_BYTES);
	close_all(idle, IDLE);
	assert_answer(&gemini, HOME, "20 ");
}

/* Leave in one of four ways, most of them the cheapest one. */
static void
come_and_go(const struct server *s, int round)
{
	const struct wire_kind gemini = wire_gemini(s), gopher = wire_gopher(s);
	const struct wire_kind raw = silent_at(s->gemini);
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
	assert_answer(&gemini, HOME, "20 ");
	memory = memory_of(s);
	for (int i = 0; i < ROUNDS; i++)
		come_and_go(s, i);
	assert_answer(&gemini, HOME, "20 ");
	if (MEMORY_COUNTS)
		assert_in_range(memory_of(s), 0, memory + LEAK_BYTES);
	latest = now_ms() + LIMIT_MS;
	do {
		descriptors = descriptors_of(s);
	} while (descriptors > 20 && now_ms() < latest);
	assert_in_range(descriptors, 3, 20);
}

#define LIMITED(name) cmocka_unit_test_teardown(name, stop)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		LIMITED(x25_an_address_has_so_many_connections),
		LIMITED(x25_beyond_twice_as_many_it_is_refused),
		LIMITED(x25_a_refusal_is_told_once_a_minute),
		LIMITED(d04_g78_x25_an_address_has_a_rate),
		LIMITED(x25_all_together_have_so_many_connections),
		LIMITED(x25_beyond_an_eighth_more_all_are_refused),
		LIMITED(x25_a_dead_worker_holds_no_places),
		LIMITED(x25_loopback_is_not_limited_unless_asked_for),
		LIMITED(x21_x22_slowness_has_an_end),
		LIMITED(x23_who_does_not_read_is_cut),
		LIMITED(x23_who_reads_slowly_is_not),
		LIMITED(x24_a_thousand_idle_ones_do_no_harm),
		LIMITED(x26_ten_thousand_who_vanish_leave_nothing),
	};

	return cmocka_run_group_tests_name("limits", tests, setup, teardown);
}
