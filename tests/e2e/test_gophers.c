/* SPDX-License-Identifier: ISC */
/* TLS on the Gopher port, for who wants it: by the first byte. */
#include "e2e/harness.h"
#include "e2e/program.h"
#include "e2e/start.h"
#include "e2e/wire.h"

#define LIMIT_S 20
#define LIMIT_MS 5000

static const struct source sources[] = {
	{ "profile.txt", "Name: Ada First\n" },
	{ "hello.txt", "Hello.\n" },
	{ "../two/profile.txt", "Name: Bea Second\n" },
	{ "../three/profile.txt", "Name: Cyn Third\n" },
	{ "../alone.conf", "gemini = none\n"
			   "gopher = 127.0.0.1:0\n"
			   "workers = 1\n"
			   "[host localhost]\n"
			   "capsule = capsule\n" },
	{ "../vitae.conf", "gemini = 127.0.0.1:0\n"
			   "gopher = 127.0.0.1:0\n"
			   "gopher-port = 7071\n"
			   "workers = 1\n"
			   "[log]\n"
			   "format = tab\n"
			   "[host localhost]\n"
			   "capsule = capsule\n"
			   "[host two.example]\n"
			   "capsule = two\n"
			   "gopher = 127.0.0.1:0\n"
			   "[host three.example]\n"
			   "capsule = three\n" },
};

static int
setup(void **state)
{
	return server_by_file(state, sources, COUNT(sources));
}

static struct wire_kind
named(const struct server *s, const char *sni)
{
	struct wire_kind kind = wire_gophers(s);

	kind.sni = sni;
	return kind;
}

static bool
says(const struct wire *w, const char *text)
{
	struct str heard = wire_heard(w);

	return str_find(heard, str_of(text)) < heard.len;
}

static const struct {
	const char *why;
	const char *sni;
	const char *says;
} hosts[] = {
	{ "O-52 the listener's", "localhost", "Ada First" },
	{ "O-52 no name", NULL, "Ada First" },
	{ "O-52 a name of nobody's", "nobody.test", "Ada First" },
	{ "O-53 another host, at a port that is not its own", "two.example",
	    "Bea Second" },
	{ "O-53 a host without Gopher", "three.example", "Ada First" },
};

static void
o52_o53_the_name_chooses_the_tree(void **state)
{
	for (size_t i = 0; i < COUNT(hosts); i++) {
		struct wire_kind kind = named(*state, hosts[i].sni);
		struct wire w;

		wire_ask(&w, &kind, STR("\r\n"));
		if (!says(&w, hosts[i].says))
			fail_msg("%s: %.*s", hosts[i].why,
			    STR_ARG(wire_heard(&w)));
		check_row(w.end == WIRE_ENDED, hosts[i].why);
		wire_close(&w);
	}
}

static void
o52_beside_it_plain_gopher_goes_on(void **state)
{
	const struct wire_kind kind = wire_gopher(*state);
	struct wire w;

	wire_ask(&w, &kind, STR("\r\n"));
	assert_true(says(&w, "Ada First"));
	assert_int_equal(w.end, WIRE_ENDED);
	wire_close(&w);
}

/* In pieces, each a record of its own; and more than was asked for. */
static void
o52_records_may_split_a_selector(void **state)
{
	const struct wire_kind kind = wire_gophers(*state);
	const struct str line = STR("hello.txt\r\n");
	struct wire w;

	for (size_t cut = 1; cut < line.len; cut++) {
		wire_open(&w, &kind);
		assert_true(w.shaken);
		wire_send(&w, str_take(line, cut));
		pause_ms(2);
		wire_send(&w, str_skip(line, cut));
		wire_hear(&w, LIMIT_MS);
		assert_str(wire_heard(&w), STR("Hello.\r\n"));
		assert_int_equal(w.end, WIRE_ENDED);
		wire_close(&w);
	}
}

/* Closing with unread input is a reset, which may overtake the reply. */
static void
bytes_behind_a_selector_do_not_destroy_the_reply(void **state)
{
	const struct wire_kind kinds[] = {
		wire_gopher(*state),
		wire_gophers(*state),
	};
	static char junk[60000];
	struct wire w;

	memset(junk, '\n', sizeof(junk));
	memcpy(junk, "hello.txt", 9);
	for (size_t i = 0; i < COUNT(kinds); i++) {
		wire_open(&w, &kinds[i]);
		wire_send(&w, (struct str){ junk, sizeof(junk) });
		pause_ms(50);
		wire_send(&w, (struct str){ junk, sizeof(junk) });
		wire_hear(&w, LIMIT_MS);
		assert_str(wire_heard(&w), STR("Hello.\r\n"));
		assert_int_equal(w.end, WIRE_ENDED);
		wire_close(&w);
	}
}

static void
o52_caps_name_the_public_port(void **state)
{
	const struct wire_kind kind = wire_gopher(*state);
	struct wire w;

	wire_ask(&w, &kind, STR("caps.txt\r\n"));
	assert_true(says(&w, "\r\nServerTLSPort=7071\r\n"));
	wire_close(&w);
}

static void
curl_fetches_gophers(void **state)
{
	const struct server *s = *state;

	ran_must(run(LIMIT_S, "curl -ksS gophers://127.0.0.1:%u/0/hello.txt",
		     s->gopher),
	    0, "Hello.\r\n");
	ran_must(run(LIMIT_S, "curl -ksS gophers://127.0.0.1:%u/", s->gopher),
	    0, "Ada First");
}

static void
get_fetches_gophers(void **state)
{
	const struct server *s = *state;
	const struct wire_kind kind = wire_gophers(s);
	struct wire w;

	ran_must(run(LIMIT_S, "\"$VITAE\" get gophers://127.0.0.1:%u/0/"
			      "hello.txt",
		     s->gopher),
	    0, "Hello.\r\n");
	ran_must(run(LIMIT_S, "\"$VITAE\" get --connect 127.0.0.1:%u"
			      " gophers://two.example/",
		     s->gopher),
	    0, "Bea Second");
	ran_must(run(LIMIT_S, "\"$VITAE\" get GOPHERS://127.0.0.1:%u/0/nope",
		     s->gopher),
	    1, "3");
	wire_open(&w, &kind);
	ran_must(run(LIMIT_S, "\"$VITAE\" get --fingerprint %s"
			      " --connect 127.0.0.1:%u gophers://localhost/",
		     w.fingerprint, s->gopher),
	    0, "Ada First");
	ran_must(run(LIMIT_S, "\"$VITAE\" get --fingerprint %064d"
			      " gophers://127.0.0.1:%u/",
		     0, s->gopher),
	    3, "certificate");
	wire_close(&w);
}

/* Which of them it was, the log says as well. */
static void
the_log_has_the_version_of_tls(void **state)
{
	const struct wire_kind kind = named(*state, "two.example");
	struct buf log;
	struct wire w;

	wire_ask(&w, &kind, STR("logged.txt\r\n"));
	wire_close(&w);
	log = server_log(*state);
	for (int i = 0; i < 100 && str_find(buf_str(&log),
				       STR("\tTLSv1.3\tlogged.txt\n")) ==
				       log.len;
	     i++) {
		buf_release(&log);
		pause_ms(20);
		log = server_log(*state);
	}
	assert_true(str_find(buf_str(&log), STR("\tgopher\ttwo.example\t")) <
		    log.len);
	assert_true(str_find(buf_str(&log), STR("\tTLSv1.3\tlogged.txt\n")) <
		    log.len);
	buf_release(&log);
}

/* At once and without a byte, so that who tries TLS first loses no time. */
static void
assert_closed_fast(uint16_t port)
{
	const struct wire_kind kind = { .port = port };
	struct wire w;

	wire_ask(&w, &kind, STR("\x16"));
	assert_int_equal(w.heard.len, 0);
	assert_int_not_equal(w.end, WIRE_OPEN);
	assert_true(wire_age(&w) < 1000);
	wire_close(&w);
	wire_ask(&w, &kind, STR("caps.txt\r\n"));
	assert_true(says(&w, "CapsVersion=1\r\n"));
	assert_false(says(&w, "ServerTLSPort"));
	wire_close(&w);
}

static void
o51_tls_on_a_plain_port_is_closed_fast(void **state)
{
	struct server *s = *state;

	server_stop(s);
	server_run_conf(s, "gopher-tls = no\n");
	assert_closed_fast(s->gopher);
	server_stop(s);
	/* Without Gemini there are no certificates. */
	must_run("cd %s && cp alone.conf vitae.conf", s->folder);
	server_run_file(s);
	assert_closed_fast(s->gopher);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(o52_o53_the_name_chooses_the_tree),
		cmocka_unit_test(o52_beside_it_plain_gopher_goes_on),
		cmocka_unit_test(o52_records_may_split_a_selector),
		cmocka_unit_test(
		    bytes_behind_a_selector_do_not_destroy_the_reply),
		cmocka_unit_test(o52_caps_name_the_public_port),
		cmocka_unit_test(curl_fetches_gophers),
		cmocka_unit_test(get_fetches_gophers),
		cmocka_unit_test(the_log_has_the_version_of_tls),
		cmocka_unit_test(o51_tls_on_a_plain_port_is_closed_fast),
	};

	return cmocka_run_group_tests_name("gophers", tests, setup,
	    server_after_group);
}
