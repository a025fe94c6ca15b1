/* SPDX-License-Identifier: ISC */
/* What may go wrong around a server: its start, its stop, its limits. */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "e2e/crowd.h"
#include "e2e/harness.h"
#include "e2e/program.h"
#include "e2e/start.h"
#include "e2e/wire.h"

#define LIMIT_S 20
#define LIMIT_MS 5000

#define WORKERS 2 /* that the harness asks for */

static int
setup(void **state)
{
	static struct server s;

	server_make_big(&s);
	*state = &s;
	return 0;
}

static int
start(void **state)
{
	server_start_as_us(*state);
	return 0;
}

static void
assert_serving(const struct server *s)
{
	const struct wire_kind kind = wire_gemini(s);

	wire_must(&kind, "gemini://localhost/\r\n", "20 ");
}

/* Clock ticks of processor time that a process has used. */
static uint64_t
ticks_of(pid_t pid)
{
	struct ran r = run(LIMIT_S,
	    "awk '{ print $14 + $15 }' /proc/%d/stat", (int)pid);
	uint64_t ticks;

	assert_true(str_number(str_trim(buf_str(&r.out)), UINT32_MAX, &ticks));
	ran_release(&r);
	return ticks;
}

#define IDLE 60
#define DESCRIPTORS 32 /* of a worker */

static void
x24_at_the_limit_it_waits_and_recovers(void **state)
{
	const struct server *s = *state;
	const struct rlimit limit = { DESCRIPTORS, DESCRIPTORS };
	const struct wire_kind plain = { .port = s->gemini };
	struct wire idle[IDLE];
	pid_t workers[WORKERS];
	uint64_t before = 0, after = 0;

	server_workers(s, workers, WORKERS);
	for (int i = 0; i < WORKERS; i++)
		assert_int_equal(prlimit(workers[i], RLIMIT_NOFILE, &limit,
				     NULL),
		    0);
	for (int i = 0; i < IDLE; i++)
		wire_open(&idle[i], &plain);
	pause_ms(300);
	assert_true(server_log_says(s, "out of file descriptors"));
	for (int i = 0; i < WORKERS; i++)
		before += ticks_of(workers[i]);
	pause_ms(1000);
	for (int i = 0; i < WORKERS; i++)
		after += ticks_of(workers[i]);
	assert_in_range(after - before, 0, sysconf(_SC_CLK_TCK) / 10);
	for (int i = 0; i < IDLE; i++)
		wire_close(&idle[i]);
	pause_ms(300);
	assert_serving(s);
}

/* The usual soft limit would be gone with a thousand connections. */
static void
x24_more_descriptors_are_asked_for(void **state)
{
	struct server *s = *state;
	struct rlimit before, low;
	struct rlimit now = { 0 };
	pid_t workers[WORKERS];

	getrlimit(RLIMIT_NOFILE, &before);
	low = (struct rlimit){ 256, before.rlim_max };
	setrlimit(RLIMIT_NOFILE, &low);
	server_start_as_us(s);
	setrlimit(RLIMIT_NOFILE, &before);
	server_workers(s, workers, WORKERS);
	assert_int_equal(prlimit(workers[0], RLIMIT_NOFILE, NULL, &now), 0);
	assert_true(now.rlim_cur > 256 || now.rlim_max <= 256);
	server_stop(s);
}

/* A listener that nobody may connect to. */
static int
listen_somewhere(unsigned *port)
{
	struct sockaddr_in at = {
		.sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	socklen_t len = sizeof(at);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	assert_true(fd >= 0);
	assert_int_equal(bind(fd, (struct sockaddr *)&at, len), 0);
	assert_int_equal(listen(fd, 8), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&at, &len), 0);
	*port = ntohs(at.sin_port);
	return fd;
}

static const struct {
	const char *request; /* its %u is the port of somebody else */
	bool gemini;
} elsewhere[] = {
	{ "gemini://127.0.0.1:%u/\r\n", true },
	{ "gopher://127.0.0.1:%u/1/\r\n", true },
	{ "http://127.0.0.1:%u/\r\n", true },
	{ "gemini://localhost/http://127.0.0.1:%u/\r\n", true },
	{ "URL:http://127.0.0.1:%u/\r\n", false },
	{ "URL:gopher://127.0.0.1:%u/\r\n", false },
	{ "GET http://127.0.0.1:%u/ HTTP/1.0\r\n", false },
	{ "gopher://127.0.0.1:%u/\r\n", false },
	{ "/\t\t127.0.0.1\t%u\r\n", false },
};

static void
g88_x33_no_request_makes_it_connect(void **state)
{
	const struct server *s = *state;
	struct pollfd visit = { .events = POLLIN };
	unsigned port;

	visit.fd = listen_somewhere(&port);
	for (size_t i = 0; i < COUNT(elsewhere); i++) {
		struct wire_kind kind;
		struct str before, after;
		char request[128];
		struct wire w;

		kind = elsewhere[i].gemini ? wire_gemini(s) : wire_gopher(s);
		str_cut(str_of(elsewhere[i].request), '%', &before, &after);
		snprintf(request, sizeof(request), "%.*s%u%.*s",
		    STR_ARG(before), port, STR_ARG(str_skip(after, 1)));
		wire_ask(&w, &kind, str_of(request));
		check_row(w.heard.len > 0, elsewhere[i].request);
		check_row(poll(&visit, 1, 0) == 0, elsewhere[i].request);
		wire_close(&w);
	}
	assert_int_equal(poll(&visit, 1, 200), 0);
	close(visit.fd);
}

static void
a_killed_worker_harms_only_its_own(void **state)
{
	const struct server *s = *state;
	pid_t workers[WORKERS];

	for (int i = 0; i < 3; i++) {
		server_workers(s, workers, WORKERS);
		assert_int_equal(kill(workers[0], SIGKILL), 0);
		for (int j = 0; j < 5; j++)
			assert_serving(s);
		pause_ms(500); /* the next one is there again */
	}
	assert_true(server_log_says(s, "was ended by signal 9"));
}

/* They have their replies on the way, and do not read on. */
static void
ask_for_much(const struct server *s, struct wire *tls, struct wire *plain)
{
	crowd_ask_big(s, tls, plain);
	pause_ms(300);
}

static bool
is_refused(uint16_t port)
{
	const struct sockaddr_in to = {
		.sin_family = AF_INET,
		.sin_port = htons(port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool refused;

	assert_true(fd >= 0);
	refused = connect(fd, (const struct sockaddr *)&to, sizeof(to)) < 0 &&
		  errno == ECONNREFUSED;
	close(fd);
	return refused;
}

static void
x44_a_reply_under_way_is_finished(void **state)
{
	struct server *s = *state;
	struct wire tls, plain;
	int64_t from;

	server_start(s);
	ask_for_much(s, &tls, &plain);
	assert_int_equal(kill(s->pid, SIGTERM), 0);
	pause_ms(300);
	assert_true(is_refused(s->gemini));
	assert_true(is_refused(s->gopher));
	assert_int_equal(kill(s->pid, SIGTERM), 0); /* changes nothing */
	wire_hear(&tls, LIMIT_MS);
	assert_int_equal(tls.end, WIRE_ENDED);
	assert_true(str_starts(buf_str(&tls.heard), STR("20 text/plain")));
	assert_true(tls.heard.len > BIG);
	wire_hear(&plain, LIMIT_MS);
	assert_int_equal(plain.end, WIRE_ENDED);
	assert_true(plain.heard.len > BIG); /* each LF is CRLF on Gopher */
	wire_close(&tls);
	wire_close(&plain);
	from = now_ms();
	server_stop(s);
	assert_in_range(now_ms() - from, 0, 2000);
}

/*
 * Who is silent has a moment, who does not read has ten seconds; and then
 * nothing that was cut short looks whole, on Gopher neither (G-96, X-23).
 */
static void
x44_the_stop_has_bounds(void **state)
{
	struct server *s = *state;
	struct wire tls, plain, silent;
	struct wire_kind kind;
	int64_t from;

	server_start(s);
	ask_for_much(s, &tls, &plain);
	kind = wire_gemini(s);
	wire_open(&silent, &kind);
	from = now_ms();
	assert_int_equal(kill(s->pid, SIGTERM), 0);
	wire_hear(&silent, LIMIT_MS);
	assert_int_equal(silent.end, WIRE_ENDED);
	assert_in_range(now_ms() - from, 0, 3000);
	assert_int_equal(waitpid(s->pid, NULL, WNOHANG), 0);
	server_stop(s);
	assert_in_range(now_ms() - from, 8000, 12000);
	wire_hear(&tls, LIMIT_MS);
	wire_hear(&plain, LIMIT_MS);
	assert_int_not_equal(tls.end, WIRE_ENDED);
	assert_int_not_equal(plain.end, WIRE_ENDED);
	wire_close(&silent);
	wire_close(&tls);
	wire_close(&plain);
}

/* Who shakes hands in that moment has what is left of it, and no more. */
static void
x44_a_late_handshake_buys_no_time(void **state)
{
	struct server *s = *state;
	SSL_CTX *context = SSL_CTX_new(TLS_client_method());
	struct wire_kind raw;
	struct wire late;
	int64_t from;

	server_start(s);
	raw = (struct wire_kind){ .port = s->gemini };
	wire_open(&late, &raw);
	pause_ms(100); /* it has been accepted */
	from = now_ms();
	assert_int_equal(kill(s->pid, SIGTERM), 0);
	pause_ms(100);
	assert_int_equal(fcntl(late.fd, F_SETFL, 0), 0);
	late.ssl = SSL_new(context);
	SSL_set_fd(late.ssl, late.fd);
	assert_int_equal(SSL_connect(late.ssl), 1);
	server_stop(s);
	assert_in_range(now_ms() - from, 0, 4000);
	wire_close(&late);
	SSL_CTX_free(context);
}

/* As some programs leave them to those that they start. */
static void
x44_blocked_signals_are_no_obstacle(void **state)
{
	struct server *s = *state;
	sigset_t term;
	int64_t from;

	sigemptyset(&term);
	sigaddset(&term, SIGTERM);
	sigprocmask(SIG_BLOCK, &term, NULL);
	server_start(s);
	sigprocmask(SIG_UNBLOCK, &term, NULL);
	from = now_ms();
	server_stop(s);
	assert_in_range(now_ms() - from, 0, 2000);
}

static void
a_log_without_reader_ends_nothing(void **state)
{
	const struct server *s = *state;
	struct ran r;

	signal(SIGPIPE, SIG_DFL); /* would be inherited */
	r = run(LIMIT_S,
	    "D=%s; mkfifo $D/pipe; \"$VITAE\" serve --gemini none"
	    " --gopher 127.0.0.1:0 --workers 1 $D/capsule 2>$D/pipe & pid=$!;"
	    " grep -m 1 ready $D/pipe; list=/proc/$pid/task/$pid/children;"
	    " old=$(cat $list); kill -9 $old;"
	    " until new=$(cat $list) && test \"$new\" -a \"$new\" != \"$old\";"
	    " do kill -0 $pid || break; done;"
	    " kill $pid && wait $pid; echo $?",
	    s->folder);
	assert_true(ran_says(&r, "ready\n0\n"));
	ran_release(&r);
}

static void
x42_a_key_that_others_can_read_is_warned_of(void **state)
{
	struct server *s = *state;
	char key[128];

	snprintf(key, sizeof(key), "%s/certs/localhost.key", s->folder);
	assert_int_equal(chmod(key, 0644), 0);
	server_start(s);
	assert_true(server_log_says(s, "warning: others can read this key"));
	server_stop(s);
	assert_int_equal(chmod(key, 0600), 0);
	server_start(s);
	assert_false(server_log_says(s, "warning: others can read this key"));
	server_stop(s);
}

/*
 * Behind "serve --gemini 127.0.0.1:0 --gopher none --certs $D/certs", $D being
 * the server's folder; a start before has left a certificate there.
 */
static const struct {
	const char *why;
	const char *make; /* what for: a shell's words, or nothing */
	const char *arguments;
	int status;
	const char *says;
} refusals[] = {
	{ "no capsule", "", "$D/nowhere", 1, "nowhere: error: No such file" },
	{ "no profile", "mkdir -p $D/none", "$D/none", 1,
	    "no such file; a capsule" },
	{ "a broken profile",
	    "mkdir -p $D/bad; printf 'Name: A\\377\\n' >$D/bad/profile.txt",
	    "$D/bad", 1, "bad/profile.txt:1:8: error:" },
	{ "no image", "echo x >$D/x", "$D/x", 1, "x: not an image" },
	{ "an empty image", ": >$D/x", "$D/x", 1, "x: an empty file" },
	{ "a short image",
	    "\"$VITAE\" build -o $D/image $D/capsule;"
	    " head -c 999 $D/image >$D/x",
	    "$D/x", 1, "x: damaged" },
	{ "a patched image",
	    "cp $D/image $D/x; printf . |"
	    " dd of=$D/x bs=1 seek=5000 conv=notrunc 2>/dev/null",
	    "$D/x", 1, "x: damaged: the checksum" },
	{ "a FIFO", "rm $D/x; mkfifo $D/x", "$D/x", 1, "not a regular file" },
	{ "a name for an image", "", "--host a.example $D/image", 1,
	    "image: an image has names, public ports and mounts" },
	{ "a port for an image", "", "--gopher-port 70 $D/image", 1,
	    "image: an image has names, public ports and mounts" },
	{ "a folder for certificates in no folder", "",
	    "--certs $D/no/where $D/capsule", 1,
	    "cannot be made: No such file" },
	{ "a file as such a folder", "", "--certs $D/image $D/capsule", 1,
	    "Not a directory" },
	{ "no key", "cp -r $D/certs $D/c; rm $D/c/*.key",
	    "--certs $D/c $D/capsule", 1, "localhost.key: error: missing" },
	{ "no key in its file", "echo x >$D/c/localhost.key",
	    "--certs $D/c $D/capsule", 1, "localhost.key: error: " },
	{ "no certificate", "rm $D/c/*.crt", "--certs $D/c $D/capsule", 1,
	    "localhost.crt: error: missing" },
	{ "no address", "", "--gemini localhost:1965 $D/capsule", 1,
	    "localhost:1965: not an ADDR:PORT" },
	{ "an address of others", "", "--gemini 192.0.2.1:0 $D/capsule", 1,
	    "192.0.2.1:0: " },
	{ "no capsule named", "", "", 2, "usage:" },
	{ "two capsules", "", "$D/capsule $D/capsule", 2, "usage:" },
	{ "no option", "", "--nothing $D/capsule", 2, "usage:" },
	{ "no workers", "", "--workers 0 $D/capsule", 2, "workers from 1" },
	{ "too many", "", "--workers 9999 $D/capsule", 2, "workers from 1" },
};

static void
a_start_that_fails_says_why(void **state)
{
	const struct server *s = *state;

	for (size_t i = 0; i < COUNT(refusals); i++) {
		struct ran r = run(LIMIT_S,
		    "D=%s; %s\n\"$VITAE\" serve --gemini 127.0.0.1:0"
		    " --gopher none --certs $D/certs %s",
		    s->folder, refusals[i].make, refusals[i].arguments);

		if (!ran_says(&r, refusals[i].says))
			print_error("%.*s\n", STR_ARG(buf_str(&r.out)));
		check_row(ran_says(&r, refusals[i].says), refusals[i].why);
		check_row(r.status == refusals[i].status, refusals[i].why);
		check_row(!ran_says(&r, "ready"), refusals[i].why);
		ran_release(&r);
	}
}

static void
a_port_in_use_is_named(void **state)
{
	const struct server *s = *state;
	struct ran r;
	unsigned port;
	char line[64];
	int fd;

	fd = listen_somewhere(&port);
	r = run(LIMIT_S,
	    "\"$VITAE\" serve --gemini 127.0.0.1:%u --gopher none"
	    " %s/capsule",
	    port, s->folder);
	snprintf(line, sizeof(line), "127.0.0.1:%u: Address already in use;",
	    port);
	assert_int_equal(r.status, 1);
	assert_true(ran_says(&r, line));
	ran_release(&r);
	close(fd);
}

#define SERVED(name) cmocka_unit_test_setup_teardown(name, start, \
    server_stop_after)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SERVED(x24_at_the_limit_it_waits_and_recovers),
		SERVED(g88_x33_no_request_makes_it_connect),
		SERVED(a_killed_worker_harms_only_its_own),
		cmocka_unit_test(x24_more_descriptors_are_asked_for),
		cmocka_unit_test(x44_a_reply_under_way_is_finished),
		cmocka_unit_test(x44_the_stop_has_bounds),
		cmocka_unit_test(x44_a_late_handshake_buys_no_time),
		cmocka_unit_test(x44_blocked_signals_are_no_obstacle),
		cmocka_unit_test(a_log_without_reader_ends_nothing),
		cmocka_unit_test(x42_a_key_that_others_can_read_is_warned_of),
		cmocka_unit_test(a_start_that_fails_says_why),
		cmocka_unit_test(a_port_in_use_is_named),
	};

	return cmocka_run_group_tests_name("faults", tests, setup,
	    server_remove_after);
}
