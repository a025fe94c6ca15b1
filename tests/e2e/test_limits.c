/* SPDX-License-Identifier: ISC */
/* How many connections and requests one address may have, and all together. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include "e2e/crowd.h"
#include "e2e/harness.h"
#include "e2e/start.h"
#include "e2e/wire.h"
#include "net/address.h"

#define LIMIT_MS 5000

#define HOME "gemini://localhost/\r\n"
#define ROBOTS "gemini://localhost/robots.txt\r\n"

/* We come from loopback addresses, which are not limited by default. */
#define LIMITS "[limits]\nunlimited = none\n"

static const struct source sources[] = {
	{ "profile.txt", "Name: Ada Lovelace\n" },
};

static int
setup(void **state)
{
	static struct server s;

	server_make(&s, sources, COUNT(sources));
	*state = &s;
	return 0;
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

#define EACH ((size_t)3)

static void
x25_an_address_has_so_many_connections(void **state)
{
	struct server *s = *state;
	struct wire_kind gemini, gopher, other;
	struct wire idle[EACH];

	server_run_conf(s, LIMITS "connections-per-address = 3\n");
	gemini = wire_gemini(s);
	gopher = wire_gopher(s);
	other = wire_gemini(s);
	other.from = "127.0.0.2";
	crowd_open(idle, EACH, s->gemini);
	wire_must(&gemini, HOME, "44 1\r\n");
	wire_must(&gopher, "\r\n", "3");
	wire_must(&other, HOME, "20 ");
	crowd_close(idle, EACH);
	assert_served_soon(&gemini);
}

static void
x25_beyond_twice_as_many_it_is_refused(void **state)
{
	struct server *s = *state;
	struct wire_kind gemini, other;
	struct wire idle[2 * EACH];

	server_run_conf(s, LIMITS "connections-per-address = 3\n");
	gemini = wire_gemini(s);
	other = wire_gemini(s);
	other.from = "127.0.0.2";
	crowd_open(idle, 2 * EACH, s->gemini);
	assert_true(is_refused(s->gemini, "127.0.0.1"));
	assert_true(is_refused(s->gopher, "127.0.0.1"));
	wire_must(&other, HOME, "20 ");
	crowd_close(idle, 2 * EACH);
	assert_served_soon(&gemini);
}

static void
x25_a_refusal_is_told_once_a_minute(void **state)
{
	struct server *s = *state;
	struct wire idle[2];
	struct str said = STR("refused, far beyond the limits: 1\n");
	struct buf log;
	struct str rest;

	server_run_conf(s, LIMITS "connections-per-address = 1\n");
	crowd_open(idle, 2, s->gopher);
	for (int i = 0; i < 50; i++)
		assert_true(is_refused(s->gopher, "127.0.0.1"));
	log = server_log(s);
	rest = str_skip(buf_str(&log), str_find(buf_str(&log), said));
	assert_true(str_starts(rest, said));
	rest = str_skip(rest, said.len);
	assert_int_equal(str_find(rest, STR("refused")), rest.len);
	buf_release(&log);
	crowd_close(idle, 2);
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
		wire_must(&one, HOME, "20 ");
	wire_must(&one, HOME, "44 2\r\n");
	wire_must(&one, ROBOTS, "20 "); /* */
	wire_must(&two, HOME, "20 ");
	pause_ms(2000);
	wire_must(&one, HOME, "20 ");
}

static void
x25_all_together_have_so_many_connections(void **state)
{
	struct server *s = *state;
	struct wire_kind gemini, gopher;
	struct wire idle[16];

	server_run_conf(s, LIMITS "connections = 16\n");
	gemini = wire_gemini(s);
	gopher = wire_gopher(s);
	crowd_open(idle, 16, s->gemini);
	wire_must(&gemini, HOME, "41 ");
	wire_must(&gopher, "\r\n", "3");
	crowd_close(idle, 16);
	assert_served_soon(&gemini);
}

static void
x25_beyond_an_eighth_more_all_are_refused(void **state)
{
	struct server *s = *state;
	struct wire_kind gemini;
	struct wire idle[18];

	server_run_conf(s, LIMITS "connections = 16\n");
	gemini = wire_gemini(s);
	crowd_open(idle, 18, s->gemini);
	assert_true(is_refused(s->gemini, "127.0.0.1"));
	assert_true(is_refused(s->gopher, "127.0.0.2"));
	crowd_close(idle, 18);
	assert_served_soon(&gemini);
}

/* A process may go on for a moment after it was killed, and answer. */
static void
wait_for_end(struct wire *w)
{
	struct pollfd on = { .fd = w->fd, .events = POLLIN };

	assert_int_equal(poll(&on, 1, LIMIT_MS), 1);
}

/* Its connections went with it, and so does what they counted for. */
static void
x25_a_dead_worker_holds_no_places(void **state)
{
	struct server *s = *state;
	struct wire_kind gemini;
	struct wire idle[EACH];
	pid_t worker;

	server_run_conf(s, LIMITS "connections-per-address = 3\n");
	gemini = wire_gemini(s);
	crowd_open(idle, EACH, s->gemini);
	wire_must(&gemini, HOME, "44 1\r\n");
	server_workers(s, &worker, 1);
	assert_int_equal(kill(worker, SIGKILL), 0);
	wait_for_end(&idle[0]);
	for (size_t i = 0; i < EACH; i++)
		wire_must(&gemini, HOME, "20 ");
	crowd_close(idle, EACH);
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
		wire_must(&gemini, HOME, "20 ");
}

#define LIMITED(name) cmocka_unit_test_teardown(name, server_stop_after)

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
	};

	return cmocka_run_group_tests_name("limits", tests, setup,
	    server_remove_after);
}
