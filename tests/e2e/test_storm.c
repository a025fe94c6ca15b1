/* SPDX-License-Identifier: ISC */
/* A server that is changed and replaced while many ask. */
#include <inttypes.h>

#include "e2e/weather.h"

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
teardown(void **state)
{
	weather_stop(*state);
	return 0;
}

#define RELOADS 100
#define CERTIFICATES 3
#define REQUESTS (200000 / SHARE)

static void
x36_x43_no_reply_is_lost_or_mixed_by_reloads(void **state)
{
	struct weather *w = *state;
	const uint64_t each = REQUESTS / RELOADS;

	for (int i = 1; i <= RELOADS; i++) {
		weather_publish(w);
		storm_ask(w->storm, each);
		if (!weather_arrives(w))
			fail_msg("edition %" PRIu64 " is not served",
			    w->edition);
		if (i % (RELOADS / CERTIFICATES) == 0)
			weather_renew(w);
	}
	weather_was_calm(w);
	assert_true(storm_replies(w->storm) >= REQUESTS);
	for (enum target i = 0; i < TARGETS; i++)
		assert_true(w->seen[i].count >= RELOADS);
}

#define UPGRADES 5

static void
no_connection_is_refused_by_a_restart_in_place(void **state)
{
	struct weather *w = *state;

	for (size_t i = 0; i < UPGRADES; i++) {
		assert_true(weather_restart(w));
		storm_ask(w->storm, 2000 / SHARE);
	}
	weather_was_calm(w);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    x36_x43_no_reply_is_lost_or_mixed_by_reloads, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(
		    no_connection_is_refused_by_a_restart_in_place, setup,
		    teardown),
	};

	return cmocka_run_group_tests_name("storm", tests, NULL, NULL);
}
