/* SPDX-License-Identifier: ISC */
#include "e2e/harness.h"
#include "e2e/wire.h"

/* By when a connection that says nothing is closed, and how early not. */
#define REQUEST_LIMIT_MS 10000
#define EARLY_MS 6000
#define LATE_MS 14000

static const struct source sources[] = {
	{ "profile.txt", "Name: Ada Lovelace\n"
			 "Position: Analyst\n"
			 "\n"
			 "# About\n"
			 "I write programs for a machine not built.\n" },
	{ "notes.gmi", "# Notes\n" },
	{ "hello.txt", "Hello.\n" },
};

static int
setup(void **state)
{
	return server_for_group(state, sources, COUNT(sources));
}

/* "gemini://localhost:PORT", tail and CRLF. */
static struct str
request(const struct server *s, char storage[2048], const char *tail)
{
	int len = snprintf(storage, 2048, "gemini://localhost:%u%s\r\n",
	    (unsigned)s->gemini, tail);

	assert_in_range(len, 1, 2047);
	return (struct str){ storage, (size_t)len };
}

/* G-60, G-64, G-95: one header of this status, nothing else, close_notify. */
static void
assert_refused(const struct wire *w, const char *status)
{
	struct str reply = wire_heard(w);

	assert_true(str_starts(reply, str_of(status)));
	assert_true(reply.len > 5 && reply.at[2] == ' ');
	assert_int_equal(str_find(reply, STR("\r\n")), reply.len - 2);
	assert_int_equal(w->end, WIRE_ENDED);
}

static void
assert_home(const struct wire *w)
{
	struct str reply = wire_heard(w);

	assert_true(str_starts(reply, STR("20 text/gemini")));
	assert_true(str_find(reply, STR("Ada Lovelace")) < reply.len);
	assert_int_equal(w->end, WIRE_ENDED);
}

static void
g01_one_transaction(void **state)
{
	const struct server *s = *state;
	const struct wire_kind kind = wire_gemini(s);
	char storage[2048];
	struct wire w;

	wire_ask(&w, &kind, request(s, storage, "/"));
	assert_home(&w);
	wire_close(&w);
}

static const struct {
	const char *why;
	const char *tail;
	const char *status;
} statuses[] = {
	{ "G-26 no path", "", "20" },
	{ "G-51 a query on a page", "/?x", "20" },
	{ "G-65 a file as it is", "/hello.txt", "20 text/plain" },
	{ "M-01 gemtext", "/notes.gmi", "20 text/gemini" },
	{ "G-80 missing", "/nope", "51" },
	{ "G-25 fragment", "/#x", "59" },
	{ "G-41 broken triplet", "/%zz", "59" },
	{ "G-42 NUL", "/%00", "59" },
	{ "G-10 blank", "/a b", "59" },
	{ "G-48 above the root", "/../", "59" },
	{ "G-45 decoded once", "/%252e%252e/hello.txt", "51" },
	{ "X-12 sources are not served", "/profile.txt", "51" },
};

static void
g95_every_status_ends_in_close_notify(void **state)
{
	const struct server *s = *state;
	const struct wire_kind kind = wire_gemini(s);
	char storage[2048];

	for (size_t i = 0; i < COUNT(statuses); i++) {
		struct wire w;

		wire_ask(&w, &kind, request(s, storage, statuses[i].tail));
		check_row(str_starts(wire_heard(&w),
			      str_of(statuses[i].status)),
		    statuses[i].why);
		check_row(w.end == WIRE_ENDED, statuses[i].why);
		wire_close(&w);
	}
}

static const struct {
	const char *why;
	struct str line;
	const char *status;
} lines[] = {
	{ "G-09 nothing", STR_INIT("\r\n"), "59" },
	{ "G-20 relative", STR_INIT("/\r\n"), "59" },
	{ "G-20 no scheme", STR_INIT("//localhost/\r\n"), "59" },
	{ "G-10 no URI", STR_INIT("Hello Gemini!\r\n"), "59" },
	{ "G-32 another host", STR_INIT("gemini://wikipedia.org/\r\n"), "53" },
	{ "G-33 another scheme", STR_INIT("https://localhost/\r\n"), "53" },
	{ "G-30 another port", STR_INIT("gemini://localhost:443/\r\n"), "53" },
	{ "G-35 userinfo first", STR_INIT("gemini://u@wikipedia.org/\r\n"),
	    "59" },
	{ "G-11 BOM", STR_INIT("\xef\xbb\xbfgemini://localhost/\r\n"), "59" },
	{ "G-12 invalid UTF-8", STR_INIT("gemini://localhost/\xdc\r\n"), "59" },
	{ "G-13 NUL", STR_INIT("gemini://localhost/\0\r\n"), "59" },
	{ "G-06 LF inside", STR_INIT("gemini://localhost/\nb\r\n"), "59" },
	{ "G-06 CR inside", STR_INIT("gemini://localhost/\rb\r\n"), "59" },
};

static void
bad_lines_get_their_status(void **state)
{
	const struct wire_kind kind = wire_gemini(*state);

	for (size_t i = 0; i < COUNT(lines); i++) {
		struct wire w;

		wire_ask(&w, &kind, lines[i].line);
		check_row(str_starts(wire_heard(&w), str_of(lines[i].status)),
		    lines[i].why);
		check_row(w.end == WIRE_ENDED, lines[i].why);
		wire_close(&w);
	}
}

/* A request whose URI is len bytes long. */
static void
ask_with_length(const struct server *s, struct wire *w, size_t len)
{
	const struct wire_kind kind = wire_gemini(s);
	char tail[2048] = "/";
	char storage[2048];
	size_t used = request(s, storage, tail).len - strlen("\r\n");

	assert_true(len - used + 1 < sizeof(tail));
	memset(tail + 1, '0', len - used);
	tail[len - used + 1] = '\0';
	wire_ask(w, &kind, request(s, storage, tail));
}

static void
g02_longest_uri_is_looked_up(void **state)
{
	struct wire w;

	ask_with_length(*state, &w, 1024);
	assert_refused(&w, "51");
	wire_close(&w);
}

static void
g03_longer_uri_is_bad(void **state)
{
	struct wire w;

	ask_with_length(*state, &w, 1025);
	assert_refused(&w, "59");
	wire_close(&w);
}

static void
g04_junk_without_end_is_answered_at_once(void **state)
{
	const struct wire_kind kind = wire_gemini(*state);
	static char junk[100000];
	struct wire w;

	memset(junk, 'x', sizeof(junk));
	wire_open(&w, &kind);
	for (size_t at = 0; at < sizeof(junk); at += 10000)
		wire_send(&w, (struct str){ junk + at, 10000 });
	wire_hear(&w, 3000);
	assert_refused(&w, "59");
	wire_close(&w);
}

static void
g07_one_byte_per_record(void **state)
{
	const struct server *s = *state;
	const struct wire_kind kind = wire_gemini(s);
	char storage[2048];
	struct str line = request(s, storage, "/");
	struct wire w;

	wire_open(&w, &kind);
	for (size_t i = 0; i < line.len; i++)
		wire_send(&w, str_take(str_skip(line, i), 1));
	wire_hear(&w, 3000);
	assert_home(&w);
	wire_close(&w);
}

static void
g08_what_follows_the_line_is_ignored(void **state)
{
	const struct server *s = *state;
	const struct wire_kind kind = wire_gemini(s);
	char storage[2048], twice[4096];
	struct str line = request(s, storage, "/nope");
	struct wire w;
	int len;

	len = snprintf(twice, sizeof(twice), "%.*s%.*s", STR_ARG(line),
	    STR_ARG(line));
	wire_ask(&w, &kind, (struct str){ twice, (size_t)len });
	assert_refused(&w, "51");
	wire_close(&w);
}

static const struct {
	const char *why;
	int version;
	bool works;
} versions[] = {
	{ "TLS 1.0", TLS1_VERSION, false },
	{ "TLS 1.1", TLS1_1_VERSION, false },
	{ "TLS 1.2", TLS1_2_VERSION, true },
	{ "TLS 1.3", TLS1_3_VERSION, true },
};

static void
g90_tls_from_1_2_on(void **state)
{
	const struct server *s = *state;
	char storage[2048];

	for (size_t i = 0; i < COUNT(versions); i++) {
		struct wire_kind kind = wire_gemini(s);
		struct wire w;

		kind.version = versions[i].version;
		wire_open(&w, &kind);
		check_row(w.shaken == versions[i].works, versions[i].why);
		if (w.shaken) {
			wire_send(&w, request(s, storage, "/"));
			wire_hear(&w, 3000);
			assert_home(&w);
		}
		wire_close(&w);
	}
}

static const struct {
	const char *why;
	const char *sni;
} names[] = {
	{ "G-93 none", NULL },
	{ "G-94 unknown", "unknown.example" },
	{ "G-92 letter case", "LocalHost" },
	{ "X-29 not a host name", "\x01\xff !" },
};

static void
g93_g94_any_sni_and_the_uri_decides(void **state)
{
	const struct server *s = *state;
	char storage[2048];

	for (size_t i = 0; i < COUNT(names); i++) {
		struct wire_kind kind = wire_gemini(s);
		struct wire w;

		kind.sni = names[i].sni;
		wire_open(&w, &kind);
		check_row(w.shaken, names[i].why);
		wire_send(&w, request(s, storage, "/"));
		wire_hear(&w, 3000);
		assert_home(&w);
		wire_close(&w);
		wire_ask(&w, &kind, STR("gemini://unknown.example/\r\n"));
		assert_refused(&w, "53");
		wire_close(&w);
	}
}

static void
g97_clients_that_vanish_are_tolerated(void **state)
{
	const struct server *s = *state;
	const struct wire_kind kind = wire_gemini(s);
	char storage[2048];
	struct wire w;

	for (int i = 0; i < 20; i++) {
		wire_open(&w, &kind);
		if (i % 2 == 0)
			wire_send(&w, request(s, storage, "/"));
		wire_abort(&w);
	}
	wire_ask(&w, &kind, request(s, storage, "/"));
	assert_home(&w);
	wire_close(&w);
}

static void
g98_plain_text_gets_no_byte(void **state)
{
	const struct server *s = *state;
	const struct wire_kind plain = { .port = s->gemini };
	char storage[2048];
	struct wire w;

	wire_ask(&w, &plain, request(s, storage, "/"));
	assert_int_equal(w.heard.len, 0);
	assert_int_not_equal(w.end, WIRE_OPEN);
	wire_close(&w);
}

static void
g108_an_idle_client_holds_up_nobody(void **state)
{
	const struct server *s = *state;
	const struct wire_kind kind = wire_gemini(s);
	char storage[2048];
	struct str line = request(s, storage, "/");
	struct wire idle[8], busy;

	for (size_t i = 0; i < 8; i++) {
		wire_open(&idle[i], &kind);
		wire_send(&idle[i], str_take(line, i));
	}
	wire_ask(&busy, &kind, line);
	assert_home(&busy);
	wire_close(&busy);
	for (size_t i = 0; i < 8; i++) {
		wire_send(&idle[i], str_skip(line, i));
		wire_hear(&idle[i], 3000);
		assert_home(&idle[i]);
		wire_close(&idle[i]);
	}
}

enum slow {
	SLOW_TCP,    /* connects only */
	SLOW_HELLO,  /* the first bytes of a ClientHello */
	SLOW_SILENT, /* the handshake only */
	SLOW_LF,     /* a line that LF ends */
	SLOW_HALF,   /* half a line */
	SLOW_COUNT,
};

static void
slow_open(const struct server *s, struct wire *w, enum slow slow)
{
	struct wire_kind kind = wire_gemini(s);

	kind.tls = slow != SLOW_TCP && slow != SLOW_HELLO;
	wire_open(w, &kind);
	if (slow == SLOW_HELLO)
		wire_send(w, STR("\x16\x03\x01\x00"));
	if (slow == SLOW_LF)
		wire_send(w, STR("gemini://localhost/\n"));
	if (slow == SLOW_HALF)
		wire_send(w, STR("gemini://local"));
}

/* All at once, so that they wait together. */
static void
g05_g15_x22_silence_is_ended_at_the_limit(void **state)
{
	struct wire wires[SLOW_COUNT];

	for (int i = 0; i < SLOW_COUNT; i++)
		slow_open(*state, &wires[i], (enum slow)i);
	for (int i = 0; i < SLOW_COUNT; i++) {
		int left = EARLY_MS - wire_age(&wires[i]);

		wire_hear(&wires[i], left > 0 ? left : 1);
		assert_int_equal(wires[i].end, WIRE_OPEN);
	}
	for (int i = 0; i < SLOW_COUNT; i++) {
		wire_hear(&wires[i], LATE_MS - EARLY_MS);
		assert_int_equal(wires[i].heard.len, 0);
		assert_int_equal(wires[i].end, WIRE_ENDED);
		assert_in_range(wire_age(&wires[i]), EARLY_MS, LATE_MS);
		wire_close(&wires[i]);
	}
}

/* The limit is for the whole request, however its bytes trickle in. */
static void
x21_dribbling_does_not_buy_time(void **state)
{
	const struct wire_kind kind = wire_gemini(*state);
	struct wire w;

	wire_open(&w, &kind);
	w.end = WIRE_OPEN;
	while (w.end == WIRE_OPEN && wire_age(&w) < LATE_MS) {
		wire_send(&w, STR("x"));
		wire_hear(&w, 500);
	}
	assert_int_not_equal(w.end, WIRE_OPEN);
	assert_int_equal(w.heard.len, 0);
	assert_in_range(wire_age(&w), REQUEST_LIMIT_MS - 1000, LATE_MS);
	wire_close(&w);
}

static void
g16_half_a_line_and_no_more_gets_no_reply(void **state)
{
	const struct wire_kind kind = wire_gemini(*state);

	for (int fin = 0; fin < 2; fin++) {
		struct wire w;

		wire_open(&w, &kind);
		wire_send(&w, STR("gemini://local"));
		wire_finish(&w, fin == 1);
		wire_hear(&w, 2000);
		assert_int_equal(w.heard.len, 0);
		assert_int_not_equal(w.end, WIRE_OPEN);
		wire_close(&w);
	}
}

static void
o07_client_that_ends_its_side_gets_the_reply(void **state)
{
	const struct server *s = *state;
	const struct wire_kind kind = wire_gemini(s);
	char storage[2048];
	struct wire w;

	wire_open(&w, &kind);
	wire_send(&w, request(s, storage, "/"));
	wire_finish(&w, true);
	wire_hear(&w, 3000);
	assert_home(&w);
	wire_close(&w);
}

static void
g100_same_certificate_after_a_restart(void **state)
{
	struct server *s = *state;
	struct wire_kind kind = wire_gemini(s);
	char before[sizeof(((struct wire *)NULL)->fingerprint)];
	struct wire w;

	wire_ask(&w, &kind, STR("\r\n"));
	memcpy(before, w.fingerprint, sizeof(before));
	wire_close(&w);
	server_stop(s);
	server_start(s);
	kind = wire_gemini(s);
	wire_ask(&w, &kind, STR("\r\n"));
	assert_int_equal(strlen(before), 64);
	assert_string_equal(w.fingerprint, before);
	wire_close(&w);
}

static void
x44_stop_is_bounded_with_idle_clients(void **state)
{
	struct server *s = *state;
	const struct wire_kind kind = wire_gemini(s);
	struct wire w;

	wire_open(&w, &kind);
	server_stop(s);
	wire_hear(&w, 1000);
	assert_int_not_equal(w.end, WIRE_OPEN);
	wire_close(&w);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(g01_one_transaction),
		cmocka_unit_test(g95_every_status_ends_in_close_notify),
		cmocka_unit_test(bad_lines_get_their_status),
		cmocka_unit_test(g02_longest_uri_is_looked_up),
		cmocka_unit_test(g03_longer_uri_is_bad),
		cmocka_unit_test(g04_junk_without_end_is_answered_at_once),
		cmocka_unit_test(g07_one_byte_per_record),
		cmocka_unit_test(g08_what_follows_the_line_is_ignored),
		cmocka_unit_test(g90_tls_from_1_2_on),
		cmocka_unit_test(g93_g94_any_sni_and_the_uri_decides),
		cmocka_unit_test(g97_clients_that_vanish_are_tolerated),
		cmocka_unit_test(g98_plain_text_gets_no_byte),
		cmocka_unit_test(g108_an_idle_client_holds_up_nobody),
		cmocka_unit_test(g05_g15_x22_silence_is_ended_at_the_limit),
		cmocka_unit_test(x21_dribbling_does_not_buy_time),
		cmocka_unit_test(g16_half_a_line_and_no_more_gets_no_reply),
		cmocka_unit_test(o07_client_that_ends_its_side_gets_the_reply),
		cmocka_unit_test(g100_same_certificate_after_a_restart),
		cmocka_unit_test(x44_stop_is_bounded_with_idle_clients),
	};

	return cmocka_run_group_tests_name("gemini", tests, setup,
	    server_after_group);
}
