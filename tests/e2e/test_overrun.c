/* SPDX-License-Identifier: ISC */
/* A server that is hurt, or overrun, while many ask. */
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "e2e/crowd.h"
#include "e2e/start.h"
#include "e2e/weather.h"
#include "e2e/wire.h"

/* Sanitizers take a multiple of the time, and show as much with less. */
#if defined(__SANITIZE_ADDRESS__)
#define SHARE 20
#else
#define SHARE 1
#endif

static struct weather weather;

static int
setup(void **state)
{
	weather_start(&weather, MILD);
	*state = &weather;
	return 0;
}

static int
setup_patient(void **state)
{
	weather_start(&weather, PATIENT);
	*state = &weather;
	return 0;
}

static int
setup_ours(void **state)
{
	weather_start(&weather, OURS);
	*state = &weather;
	return 0;
}

static int
teardown(void **state)
{
	weather_stop(*state);
	return 0;
}

static void
assert_serving(const struct server *s)
{
	const struct wire_kind gemini = wire_gemini(s);
	const struct wire_kind gopher = wire_gopher(s);

	wire_must(&gemini, "gemini://localhost/\r\n", "20 ");
	wire_must(&gopher, "/page\r\n", "Weather");
}

#define KILLS 20

static void
x26_a_worker_that_is_killed_takes_its_own_connections_alone(void **state)
{
	struct weather *w = *state;
	static struct sockets held;

	held.count = 0;
	storm_reset(w->storm);
	for (int i = 0; i < KILLS; i++) {
		storm_ask(w->storm, 1000 / SHARE);
		weather_kill(w, &held);
		storm_ask(w->storm, 1000 / SHARE);
	}
	storm_calm(w->storm);
	storm_print(w->storm);
	weather_blames(w, &held);
	assert_serving(&w->server);
}

#define IDLE 5000
#define SLOW 500
#define ROUNDS 20
#define TURN_MS 150
#define ATTEMPTS 3 /* of a measurement, on a machine that others use, too */

/* Their line comes a byte at a time; none of them ends it. */
static void
crawl_on(struct wire *slow, size_t round)
{
	static const char line[] = "gemini://localhost/text.txt";

	for (size_t i = 0; i < SLOW; i++)
		wire_send(&slow[i],
		    (struct str){ &line[round % (sizeof(line) - 1)], 1 });
}

/* The median of ordinary requests, while the slow ones go on. */
static int64_t
median_beside(struct weather *w, struct wire *slow, enum target which)
{
	storm_reset(w->storm);
	for (size_t round = 0; round < ROUNDS; round++) {
		if (slow != NULL)
			crawl_on(slow, round);
		storm_turn(w->storm, TURN_MS);
	}
	storm_calm(w->storm);
	return storm_result(w->storm, which)->median_us;
}

static void
open_slow(const struct weather *w, struct wire *slow)
{
	struct wire_kind kinds[] = { wire_gemini(&w->server),
		wire_gopher(&w->server) };

	for (size_t i = 0; i < SLOW; i++)
		wire_open(&slow[i], &kinds[i % COUNT(kinds)]);
}

static void
allow_descriptors(void)
{
	struct rlimit limit;

	assert_int_equal(getrlimit(RLIMIT_NOFILE, &limit), 0);
	if (limit.rlim_max < IDLE + SLOW + 500)
		skip();
	limit.rlim_cur = limit.rlim_max;
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
}

static void
x24_a_crowd_slows_nobody_down(void **state)
{
	struct weather *w = *state;
	struct wire *idle = calloc(IDLE, sizeof(*idle));
	struct wire *slow = calloc(SLOW, sizeof(*slow));
	bool fine = false;

	assert_true(idle != NULL && slow != NULL);
	allow_descriptors();
	for (int i = 0; i < ATTEMPTS && !fine; i++) {
		int64_t alone[TARGETS], beside[TARGETS];

		for (enum target t = 0; t < TARGETS; t++)
			alone[t] = median_beside(w, NULL, t);
		crowd_open(idle, IDLE / 2, w->server.gemini);
		crowd_open(idle + IDLE / 2, IDLE / 2, w->server.gopher);
		open_slow(w, slow);
		fine = true;
		for (enum target t = 0; t < TARGETS; t++) {
			beside[t] = median_beside(w, slow, t);
			print_message("# median %" PRId64 " us alone, %" PRId64
				      " us in a crowd\n",
			    alone[t], beside[t]);
			fine = fine && beside[t] < 2 * alone[t];
		}
		crowd_close(idle, IDLE);
		crowd_close(slow, SLOW);
		assert_true(storm_faults(w->storm) == 0);
	}
	free(idle);
	free(slow);
	assert_true(fine);
}

#define DESCRIPTORS 64
#define TOO_MANY 200

static void
limit_descriptors(const struct server *s, rlim_t count)
{
	const struct rlimit limit = { count, count };
	pid_t workers[WEATHER_WORKERS];

	server_workers(s, workers, WEATHER_WORKERS);
	for (size_t i = 0; i < WEATHER_WORKERS; i++)
		assert_int_equal(prlimit(workers[i], RLIMIT_NOFILE, &limit,
				     NULL),
		    0);
}

static void
x24_descriptors_run_out_and_come_back(void **state)
{
	struct weather *w = *state;
	struct wire idle[TOO_MANY];

	limit_descriptors(&w->server, DESCRIPTORS);
	storm_ask(w->storm, 500);
	crowd_open(idle, TOO_MANY, w->server.gopher);
	storm_turn(w->storm, 1000);
	crowd_close(idle, TOO_MANY);
	storm_ask(w->storm, 2000 / SHARE);
	weather_was_calm(w);
	assert_true(server_log_says(&w->server, "out of file descriptors"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    x26_a_worker_that_is_killed_takes_its_own_connections_alone,
		    setup, teardown),
		cmocka_unit_test_setup_teardown(x24_a_crowd_slows_nobody_down,
		    setup_patient, teardown),
		cmocka_unit_test_setup_teardown(
		    x24_descriptors_run_out_and_come_back, setup_ours,
		    teardown),
	};

	return cmocka_run_group_tests_name("overrun", tests, NULL, NULL);
}
