/* SPDX-License-Identifier: ISC */
#include "e2e/harness.h"
#include "e2e/program.h"
#include "e2e/wire.h"

#define LIMIT_S 15

static const struct source sources[] = {
	{ "profile.txt", "Name: Ada Lovelace\n"
			 "Lang: en\n"
			 "\n"
			 "# About\n"
			 "I write programs for a machine"
			 " that is not built.\n" },
	{ "looms.txt", "Of Jacquard's caf\xc3\xa9 and its looms.\n" },
};

static int
setup(void **state)
{
	return server_for_group(state, sources, COUNT(sources));
}

static void
g61_gemini_asks_for_words(void **state)
{
	const struct server *s = *state;

	ran_must(run(LIMIT_S, "\"$VITAE\" get -h --connect 127.0.0.1:%u "
			      "gemini://localhost:%u/search 2>&1",
		     s->gemini, s->gemini),
	    1, "10 Words to look for");
}

static void
gemini_finds_without_accents(void **state)
{
	const struct server *s = *state;

	ran_must(run(LIMIT_S, "\"$VITAE\" get --connect 127.0.0.1:%u "
			      "'gemini://localhost:%u/search?CAFE%%20looms'",
		     s->gemini, s->gemini),
	    0, "=> /looms.txt looms.txt\nOf Jacquard's caf\xc3\xa9");
}

static void
s_client_gets_results(void **state)
{
	const struct server *s = *state;

	ran_must(run(LIMIT_S,
		     "printf 'gemini://localhost:%u/search?looms\\r\\n' | "
		     "openssl s_client -quiet -connect 127.0.0.1:%u "
		     "-servername localhost 2>/dev/null",
		     s->gemini, s->gemini),
	    0, "20 text/gemini; charset=utf-8; lang=en\r\n# Search");
}

static void
o40_curl_finds_with_a_tab(void **state)
{
	const struct server *s = *state;

	ran_must(run(LIMIT_S, "curl -sS "
			      "gopher://127.0.0.1:%u/7/search%%09machine",
		     s->gopher),
	    0, "\r\n0About\t/about\tlocalhost\t");
}

static void
rule_11_curl_finds_with_a_question_mark(void **state)
{
	const struct server *s = *state;

	ran_must(run(LIMIT_S, "curl -sS "
			      "'gopher://127.0.0.1:%u/7/search?machine'",
		     s->gopher),
	    0, "\r\n0About\t/about\tlocalhost\t");
}

static void
o41_curl_is_asked_for_words(void **state)
{
	const struct server *s = *state;

	ran_must(run(LIMIT_S, "curl -sS gopher://127.0.0.1:%u/7/search",
		     s->gopher),
	    0, "iType the words to look for.\t");
}

static void
o40_lynx_shows_what_was_found(void **state)
{
	const struct server *s = *state;

	ran_must(run(LIMIT_S, "lynx -dump "
			      "'gopher://127.0.0.1:%u/7/search?machine'",
		     s->gopher),
	    0, "Words: machine");
}

static void
o40_w3m_shows_what_was_found(void **state)
{
	const struct server *s = *state;

	ran_must(run(LIMIT_S, "HOME=%s w3m -dump "
			      "'gopher://127.0.0.1:%u/1/search?machine'",
		     s->folder, s->gopher),
	    0, "Words: machine");
}

/* Each of them with words that match much. */
static void
many_searches_at_once(void **state)
{
	const struct server *s = *state;
	const struct wire_kind kind = { .port = s->gopher };
	struct wire wires[50];

	for (size_t i = 0; i < 50; i++)
		wire_open(&wires[i], &kind);
	for (size_t i = 0; i < 50; i++)
		wire_send(&wires[i], STR("/search\ta e i o u\r\n"));
	for (size_t i = 0; i < 50; i++) {
		wire_hear(&wires[i], 5000);
		assert_int_equal(wires[i].end, WIRE_ENDED);
		assert_true(str_ends(buf_str(&wires[i].heard),
		    STR("\r\n.\r\n")));
		wire_close(&wires[i]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(g61_gemini_asks_for_words),
		cmocka_unit_test(gemini_finds_without_accents),
		cmocka_unit_test(s_client_gets_results),
		cmocka_unit_test(o40_curl_finds_with_a_tab),
		cmocka_unit_test(rule_11_curl_finds_with_a_question_mark),
		cmocka_unit_test(o41_curl_is_asked_for_words),
		cmocka_unit_test(o40_lynx_shows_what_was_found),
		cmocka_unit_test(o40_w3m_shows_what_was_found),
		cmocka_unit_test(many_searches_at_once),
	};

	return cmocka_run_group_tests_name("search", tests, setup,
	    server_after_group);
}
