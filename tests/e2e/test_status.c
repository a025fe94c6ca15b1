/* SPDX-License-Identifier: ISC */
/* What a running server says of itself, over vitae status. */
#include <signal.h>
#include <stdio.h>

#include "e2e/harness.h"
#include "e2e/program.h"
#include "e2e/start.h"
#include "e2e/wire.h"

#define LIMIT_S 20
#define LIMIT_MS 10000
#define PATH_SIZE 256

static const struct source files[] = {
	{ "profile.txt", "Name: Ada Lovelace\nEmail: ada@example.org\n" },
};

static int
setup(void **state)
{
	static struct server s;
	char options[PATH_SIZE];

	server_make(&s, files, COUNT(files));
	snprintf(options, sizeof(options),
	    "--host localhost --status %s/status", s.folder);
	server_run(&s, options, "capsule");
	*state = &s;
	return 0;
}

static int
cleanup(void **state)
{
	struct server *s = *state;

	server_stop(s);
	server_remove(s);
	return 0;
}

static struct ran
status(const struct server *s, const char *options)
{
	return run(LIMIT_S, "$VITAE status %s %s/status", options, s->folder);
}

/* Until it does: what has just ended is counted a moment later. */
static void
must_say(const struct server *s, const char *options, const char *text)
{
	const int64_t latest = now_ms() + LIMIT_MS;
	struct ran r = status(s, options);

	while (!ran_says(&r, text) && now_ms() < latest) {
		ran_release(&r);
		pause_ms(20);
		r = status(s, options);
	}
	ran_must(r, 0, text);
}

static void
write_profile(const struct server *s, const char *text)
{
	char path[PATH_SIZE];
	FILE *file;

	snprintf(path, sizeof(path), "%s/capsule/profile.txt", s->folder);
	file = fopen(path, "wb");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static void
requests_are_counted_by_protocol_and_status(void **state)
{
	const struct server *s = *state;
	const struct wire_kind gemini = wire_gemini(s);
	const struct wire_kind gopher = wire_gopher(s);

	wire_must(&gemini, "gemini://localhost/\r\n", "20 ");
	wire_must(&gemini, "gemini://localhost/none\r\n", "51 ");
	wire_must(&gopher, "/none\r\n", "3");
	must_say(s, "", "gemini  2 requests");
	must_say(s, "", ": 20 1, 51 1\n");
	must_say(s, "", "gopher  1 request");
	must_say(s, "", "TLS     2 handshakes, 0 resumed, 0 failed\n");
	must_say(s, "--prometheus", "# TYPE vitae_requests_total counter\n");
	must_say(s, "--prometheus",
	    "protocol=\"gopher\",status=\"3\"} 1\n");
}

static void
a_certificate_has_days_left(void **state)
{
	must_say(*state, "", "    certificate for ");
	must_say(*state, "--prometheus",
	    "vitae_certificate_days_left{host=\"localhost\"} ");
}

/* What is wrong is said as long as it is, also to who comes later. */
static void
an_error_shows_until_it_is_mended(void **state)
{
	const struct server *s = *state;

	write_profile(s, "Name: Ada Lovelace\n\n```\nnever closed\n");
	must_say(s, "", "an older image is served\n");
	must_say(s, "", "/profile.txt:3:1: error: ");
	must_say(s, "--prometheus",
	    "vitae_image_stale{host=\"localhost\"} 1\n");
	write_profile(s, files[0].text);
	must_say(s, "--prometheus",
	    "vitae_image_stale{host=\"localhost\"} 0\n");
	must_say(s, "", "last build: 0 errors");
}

static void
a_worker_that_was_replaced_counts_on(void **state)
{
	const struct server *s = *state;
	const struct wire_kind gopher = wire_gopher(s);
	pid_t workers[2];

	for (int i = 0; i < 4; i++)
		wire_must(&gopher, "/none\r\n", "3");
	must_say(s, "", "gopher  5 requests");
	server_workers(s, workers, COUNT(workers));
	kill(workers[0], SIGKILL);
	must_say(s, "", "started 2 times\n");
	must_say(s, "", "gopher  5 requests");
	must_say(s, "--prometheus",
	    "vitae_process_ends_total{role=\"worker\"} 1\n");
}

static void
nobody_answers_where_no_server_is(void **state)
{
	const struct server *s = *state;

	ran_must(run(LIMIT_S, "$VITAE status %s/nowhere 2>&1", s->folder), 1,
	    "no server answers");
	ran_must(run(LIMIT_S, "$VITAE status --nonsense 2>&1"), 2, "usage:");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(requests_are_counted_by_protocol_and_status),
		cmocka_unit_test(a_certificate_has_days_left),
		cmocka_unit_test(an_error_shows_until_it_is_mended),
		cmocka_unit_test(a_worker_that_was_replaced_counts_on),
		cmocka_unit_test(nobody_answers_where_no_server_is),
	};

	return cmocka_run_group_tests_name("status", tests, setup, cleanup);
}
