/* SPDX-License-Identifier: ISC */
/*
 * Our own client, one for TLS of any kind, and browsers: what their users see,
 * and no hang.
 */
#include <stdlib.h>

#include "e2e/harness.h"
#include "e2e/program.h"

#define LIMIT_S 10

static const struct source sources[] = {
	{ "profile.txt", "Name: Ada Lovelace\n"
			 "Position: Analyst\n"
			 "\n"
			 "# About\n"
			 "I write programs for a machine not built.\n" },
	{ "hello.txt", "Hello.\n" },
};

static int
setup(void **state)
{
	return server_for_group(state, sources, COUNT(sources));
}

/* O-50: of a server without a web site. */
static void
browsers_are_told_what_this_is(void **state)
{
	const struct server *s = *state;

	ran_must(run(LIMIT_S, "curl -sS -I http://127.0.0.1:%u/", s->gopher), 0,
	    "HTTP/1.1 404 Not Found");
	ran_must(run(LIMIT_S, "curl -sS http://127.0.0.1:%u/about", s->gopher),
	    0, "This is a Gopher server.");
	ran_must(run(LIMIT_S, "head -c 100000 /dev/zero | curl -sS -d @- "
			      "http://127.0.0.1:%u/about",
		     s->gopher),
	    0, "405 Method Not Allowed");
	ran_must(run(LIMIT_S, "lynx -dump http://127.0.0.1:%u/about",
		     s->gopher),
	    1, "This is a Gopher server.");
	ran_must(run(LIMIT_S, "HOME=%s w3m -dump http://127.0.0.1:%u/about",
		     s->folder, s->gopher),
	    0, "This is a Gopher server.");
}

static void
s_client_gets_the_page(void **state)
{
	const struct server *s = *state;

	ran_must(run(LIMIT_S,
		     "printf 'gemini://localhost:%u/\\r\\n' | openssl "
		     "s_client -quiet -connect 127.0.0.1:%u -servername "
		     "localhost 2>/dev/null",
		     s->gemini, s->gemini),
	    0, "20 text/gemini");
}

static void
get_fetches_gemini(void **state)
{
	const struct server *s = *state;

	ran_must(run(LIMIT_S, "\"$VITAE\" get --connect 127.0.0.1:%u "
			      "gemini://localhost:%u/",
		     s->gemini, s->gemini),
	    0, "# Ada Lovelace");
}

static void
get_shows_the_header(void **state)
{
	const struct server *s = *state;

	ran_must(run(LIMIT_S, "\"$VITAE\" get -h --connect 127.0.0.1:%u "
			      "gemini://localhost:%u/",
		     s->gemini, s->gemini),
	    0, "20 text/gemini");
}

static void
get_fetches_gopher(void **state)
{
	const struct server *s = *state;

	ran_must(run(LIMIT_S, "\"$VITAE\" get gopher://127.0.0.1:%u/0/"
			      "hello.txt",
		     s->gopher),
	    0, "Hello.\r\n");
}

static void
get_says_refused(void **state)
{
	const struct server *s = *state;

	ran_must(run(LIMIT_S, "\"$VITAE\" get --connect 127.0.0.1:%u "
			      "gemini://localhost:%u/nope 2>&1 >/dev/null",
		     s->gemini, s->gemini),
	    1, "51 ");
	ran_must(run(LIMIT_S, "\"$VITAE\" get gopher://127.0.0.1:%u/0/nope",
		     s->gopher),
	    1, "3");
}

static void
get_says_failed(void **state)
{
	const struct server *s = *state;

	/* It speaks TLS there, but another protocol (O-52). */
	ran_must(run(LIMIT_S, "\"$VITAE\" get gemini://127.0.0.1:%u/",
		     s->gopher),
	    3, "vitae: the reply has no Gemini header");
	ran_must(run(LIMIT_S, "\"$VITAE\" get --connect 127.0.0.1:%u "
			      "--fingerprint %064d gemini://localhost:%u/",
		     s->gemini, 0, s->gemini),
	    3, "certificate");
	ran_must(run(LIMIT_S, "\"$VITAE\" get --timeout 1 --connect "
			      "127.0.0.1:1 gemini://localhost/"),
	    3, "refused");
}

static void
get_says_usage(void **state)
{
	(void)state;
	ran_must(run(LIMIT_S, "\"$VITAE\" get"), 2, "usage:");
	ran_must(run(LIMIT_S, "\"$VITAE\" get --timeout 0 gemini://a/"), 2,
	    "usage:");
	ran_must(run(LIMIT_S, "\"$VITAE\" get http://a/"), 2, "none of");
	ran_must(run(LIMIT_S, "\"$VITAE\" get 'gemini://a b/'"), 2,
	    "not a URL");
	ran_must(run(LIMIT_S, "\"$VITAE\" get --connect x gemini://a/"), 2,
	    "ADDR:PORT");
	ran_must(run(LIMIT_S, "\"$VITAE\" get --fingerprint ab gemini://a/"),
	    2, "64 digits");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(browsers_are_told_what_this_is),
		cmocka_unit_test(s_client_gets_the_page),
		cmocka_unit_test(get_fetches_gemini),
		cmocka_unit_test(get_shows_the_header),
		cmocka_unit_test(get_fetches_gopher),
		cmocka_unit_test(get_says_refused),
		cmocka_unit_test(get_says_failed),
		cmocka_unit_test(get_says_usage),
	};

	return cmocka_run_group_tests_name("clients", tests, setup,
	    server_after_group);
}
