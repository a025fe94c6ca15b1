/* SPDX-License-Identifier: ISC */
/* Behind a proxy: whose request it is, and who may say so. */
#include "e2e/harness.h"
#include "e2e/program.h"
#include "e2e/start.h"
#include "e2e/wire.h"

#define LIMIT_MS 5000

/* Requests in a row of one address. */
#define BURST 3

#define CONFIG(limits)                          \
	"gemini = 127.0.0.1:0 proxy\n"          \
	"gopher = 127.0.0.1:0 proxy\n"          \
	"proxy-from = 192.0.2.0/24 127.0.0.1\n" \
	"workers = 1\n"                         \
	"[limits]\n"                            \
	"unlimited = none\n" limits "[log]\n"   \
	"address = full\n"                      \
	"[host localhost]\n"                    \
	"capsule = capsule\n"

static const struct source sources[] = {
	{ "profile.txt", "Name: Ada Lovelace\n" },
	{ "hello.txt", "Hello.\n" },
	{ "../vitae.conf",
	    CONFIG("requests-per-minute = 1\nburst = 3\n"
		   "connections-per-address = 4\n") },
};

static int
setup(void **state)
{
	return server_by_file(state, sources, COUNT(sources));
}

#define SIGN "\r\n\r\n\0\r\nQUIT\n"
#define V6 "\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0"

static const struct {
	const char *why;
	struct str header;
	const char *from; /* in the log */
} rows[] = {
	{ "v1 over IPv4",
	    STR_INIT("PROXY TCP4 198.51.100.1 203.0.113.8 56324 70\r\n"),
	    "198.51.100.1" },
	{ "v1 over IPv6",
	    STR_INIT("PROXY TCP6 2001:db8:1::1 2001:db8::2 56324 70\r\n"),
	    "2001:db8:1::1" },
	{ "v1 for nobody", STR_INIT("PROXY UNKNOWN\r\n"), "127.0.0.1" },
	{ "v2 over IPv4",
	    STR_INIT(SIGN "\x21\x11\0\x0c\xc6\x33\x64\x02\xcb\0\x71\x08\xdc\4"
			  "\0\x46"),
	    "198.51.100.2" },
	{ "v2 over IPv6, with a TLV",
	    STR_INIT(SIGN "\x21\x21\0\x28" V6 "\x03" V6 "\x02\xdc\4\0\x46"
			  "\x04\0\x01\0"),
	    "2001:db8::3" },
	{ "v2 of the proxy itself", STR_INIT(SIGN "\x20\0\0\0"), "127.0.0.1" },
};

static bool
log_says(const struct server *s, const char *text)
{
	int64_t latest = now_ms() + LIMIT_MS;
	bool found = false;

	while (!found && now_ms() < latest) {
		struct buf log = server_log(s);

		found = str_find(buf_str(&log), str_of(text)) < log.len;
		buf_release(&log);
		pause_ms(5);
	}
	return found;
}

/* What a request gets whose connection begins so. */
static void
assert_answer(struct wire_kind kind, struct str header, const char *request,
    const char *begins)
{
	struct wire w;

	kind.first = header;
	wire_ask(&w, &kind, str_of(request));
	if (!str_starts(wire_heard(&w), str_of(begins)))
		fail_msg("\"%.*s\", not \"%s\"", STR_ARG(wire_heard(&w)),
		    begins);
	assert_int_equal(w.end, WIRE_ENDED);
	wire_close(&w);
}

/* On all three ways. */
static void
the_client_is_who_the_proxy_names(void **state)
{
	const struct server *s = *state;
	const struct wire_kind gemini = wire_gemini(s), gopher = wire_gopher(s);
	struct wire_kind gophers = gemini;
	char line[128];

	gophers.port = s->gopher;
	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_answer(gemini, rows[i].header,
		    "gemini://localhost/hello.txt\r\n", "20 ");
		assert_answer(gopher, rows[i].header, "hello.txt\r\n",
		    "Hello.");
		assert_answer(gophers, rows[i].header, "/hello.txt\r\n",
		    "Hello.");
		snprintf(line, sizeof(line),
		    "gopher 0 hello.txt 8 from %s\n", rows[i].from);
		if (!log_says(s, line))
			fail_msg("%s: no %s", rows[i].why, line);
	}
	/* Each of them had as many as the limit: the next is one too many. */
	for (size_t i = 0; i < COUNT(rows); i++) {
		bool own = strcmp(rows[i].from, "127.0.0.1") == 0;

		assert_answer(gemini, rows[i].header,
		    "gemini://localhost/hello.txt\r\n", own ? "20 " : "44 ");
	}
}

static void
x25_a_client_has_so_many_connections(void **state)
{
	const struct str header =
	    STR("PROXY TCP4 198.51.100.50 203.0.113.8 1 70\r\n");
	const struct str other =
	    STR("PROXY TCP4 198.51.100.51 203.0.113.8 1 70\r\n");
	struct wire_kind kind = wire_gopher(*state);
	struct wire idle[8], w;

	kind.first = header;
	for (size_t i = 0; i < COUNT(idle); i++)
		wire_open(&idle[i], &kind);
	wire_ask(&w, &kind, STR("hello.txt\r\n"));
	assert_int_not_equal(w.end, WIRE_OPEN);
	assert_int_equal(w.heard.len, 0);
	wire_close(&w);
	assert_answer(wire_gopher(*state), other, "hello.txt\r\n", "Hello.");
	for (size_t i = 0; i < COUNT(idle); i++)
		wire_close(&idle[i]);
}

static void
a_header_comes_in_pieces(void **state)
{
	const struct wire_kind kind = wire_gopher(*state);

	for (size_t i = 0; i < COUNT(rows); i += 5) {
		struct str all = rows[i].header;
		struct wire w;

		if (i == 0)
			all = STR("PROXY TCP4 198.51.100.9 203.0.113.8 1 70"
				  "\r\n");
		wire_open(&w, &kind);
		for (size_t at = 0; at < all.len; at++) {
			wire_send(&w, str_take(str_skip(all, at), 1));
			pause_ms(1);
		}
		wire_send(&w, STR("hello.txt\r\n"));
		wire_hear(&w, LIMIT_MS);
		assert_str(wire_heard(&w), STR("Hello.\r\n"));
		wire_close(&w);
	}
}

static void
who_is_no_proxy_is_refused(void **state)
{
	struct wire_kind kind = wire_gopher(*state);
	struct wire w;

	kind.from = "127.0.0.2";
	kind.first = rows[0].header;
	wire_ask(&w, &kind, STR("hello.txt\r\n"));
	assert_int_not_equal(w.end, WIRE_OPEN);
	assert_int_equal(w.heard.len, 0);
	wire_close(&w);
	assert_true(log_says(*state, "connections refused, as only proxies may"
				     " connect there: 1\n"));
}

static void
who_names_nobody_at_all_is_closed(void **state)
{
	const struct wire_kind kinds[] = { wire_gopher(*state),
		{ .port = wire_gemini(*state).port } };
	const struct str said[] = { STR("hello.txt\r\n"), STR("\x16\x03\x01") };

	for (size_t i = 0; i < COUNT(kinds); i++) {
		struct wire w;

		wire_ask(&w, &kinds[i], said[i]);
		assert_int_not_equal(w.end, WIRE_OPEN);
		assert_int_equal(w.heard.len, 0);
		assert_true(wire_age(&w) < 2000);
		wire_close(&w);
	}
	assert_true(log_says(*state,
	    "connections of proxies without a PROXY header: 1\n"));
}

/* Where no proxy is expected, a header is nothing but a strange request. */
static void
without_the_word_in_the_file_nobody_is_believed(void **state)
{
	struct server *s = *state;

	server_stop(s);
	server_run_conf(s, "proxy-from = 127.0.0.1\n[log]\naddress = full\n");
	assert_answer(wire_gopher(s), rows[0].header, "hello.txt\r\n", "3");
	assert_answer(wire_gopher(s), STR(""), "hello.txt\r\n", "Hello.");
	assert_true(log_says(s, "gopher 0 hello.txt 8 from 127.0.0.1\n"));
	assert_true(log_says(s, "203.0.113.8 56324 70 "));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_client_is_who_the_proxy_names),
		cmocka_unit_test(x25_a_client_has_so_many_connections),
		cmocka_unit_test(a_header_comes_in_pieces),
		cmocka_unit_test(who_is_no_proxy_is_refused),
		cmocka_unit_test(who_names_nobody_at_all_is_closed),
		cmocka_unit_test(
		    without_the_word_in_the_file_nobody_is_believed),
	};

	return cmocka_run_group_tests_name("proxy", tests, setup,
	    server_after_group);
}
