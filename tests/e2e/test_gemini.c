/* SPDX-License-Identifier: ISC */
/*
 * Connections of Gemini, whatever is asked over them: test_wire.c has what is.
 */
#include "e2e/harness.h"
#include "e2e/wire.h"

static const struct source sources[] = {
	{ "profile.txt", "Name: Ada Lovelace\n"
			 "Position: Analyst\n"
			 "\n"
			 "# About\n"
			 "I write programs for a machine not built.\n" },
};

static int
setup(void **state)
{
	return server_for_group(state, sources, COUNT(sources));
}

/* For the home page, with the port that is listened on (G-34). */
static struct str
request(const struct server *s, char storage[64])
{
	int len = snprintf(storage, 64, "gemini://localhost:%u/\r\n",
	    (unsigned)s->gemini);

	assert_in_range(len, 1, 63);
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
	char storage[64];
	struct wire w;

	wire_ask(&w, &kind, request(s, storage));
	assert_home(&w);
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
	char storage[64];

	for (size_t i = 0; i < COUNT(versions); i++) {
		struct wire_kind kind = wire_gemini(s);
		struct wire w;

		kind.version = versions[i].version;
		wire_open(&w, &kind);
		check_row(w.shaken == versions[i].works, versions[i].why);
		if (w.shaken) {
			wire_send(&w, request(s, storage));
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
	char storage[64];

	for (size_t i = 0; i < COUNT(names); i++) {
		struct wire_kind kind = wire_gemini(s);
		struct wire w;

		kind.sni = names[i].sni;
		wire_open(&w, &kind);
		check_row(w.shaken, names[i].why);
		wire_send(&w, request(s, storage));
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
	char storage[64];
	struct wire w;

	for (int i = 0; i < 20; i++) {
		wire_open(&w, &kind);
		if (i % 2 == 0)
			wire_send(&w, request(s, storage));
		wire_abort(&w);
	}
	wire_ask(&w, &kind, request(s, storage));
	assert_home(&w);
	wire_close(&w);
}

static void
g108_an_idle_client_holds_up_nobody(void **state)
{
	const struct server *s = *state;
	const struct wire_kind kind = wire_gemini(s);
	char storage[64];
	struct str line = request(s, storage);
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
		cmocka_unit_test(g90_tls_from_1_2_on),
		cmocka_unit_test(g93_g94_any_sni_and_the_uri_decides),
		cmocka_unit_test(g97_clients_that_vanish_are_tolerated),
		cmocka_unit_test(g108_an_idle_client_holds_up_nobody),
		cmocka_unit_test(g100_same_certificate_after_a_restart),
		cmocka_unit_test(x44_stop_is_bounded_with_idle_clients),
	};

	return cmocka_run_group_tests_name("gemini", tests, setup,
	    server_after_group);
}
