/* SPDX-License-Identifier: ISC */
#include "unit/unit.h"

#include <sys/wait.h>
#include <unistd.h>

#include "front/front.h"
#include "net/counters.h"

#define WORKERS 2

static int
setup(void **state)
{
	*state = counters_new(WORKERS);
	return *state == NULL;
}

static int
teardown(void **state)
{
	counters_free(*state);
	return 0;
}

static void
a_reply_is_counted_by_protocol_and_status(void **state)
{
	struct counters_worker *mine = counters_of(*state, 1);
	const struct conn_report page = {
		.front = &front_gemini,
		.status = 20,
		.bytes = 1000,
		.complete = true,
	};
	const struct conn_report error = {
		.front = &front_gopher,
		.status = '3',
		.bytes = 30,
	};
	struct counters_worker w;

	counters_add(mine, &page);
	counters_add(mine, &page);
	counters_add(mine, &error);
	counters_read(*state, 1, &w);
	assert_int_equal(w.requests[VIEW_GEMINI], 2);
	assert_int_equal(w.statuses[VIEW_GEMINI][20], 2);
	assert_int_equal(w.bytes[VIEW_GEMINI], 2000);
	assert_int_equal(w.cut[VIEW_GEMINI], 0);
	assert_int_equal(w.requests[VIEW_GOPHER], 1);
	assert_int_equal(w.statuses[VIEW_GOPHER]['3' - ' '], 1);
	assert_int_equal(w.cut[VIEW_GOPHER], 1);
	counters_read(*state, 0, &w);
	assert_int_equal(w.requests[VIEW_GEMINI], 0);
}

static void
a_handshake_that_failed_is_no_request(void **state)
{
	const struct conn_report failed = {
		.front = &front_gemini,
		.failed = "not done in time",
	};
	struct counters_worker w;

	counters_add(counters_of(*state, 0), &failed);
	counters_read(*state, 0, &w);
	assert_int_equal(w.failed, 1);
	assert_int_equal(w.requests[VIEW_GEMINI], 0);
	assert_int_equal(w.handshakes, 0);
}

static void
a_handshake_is_counted_without_a_request(void **state)
{
	struct counters_worker w;

	counters_shook(counters_of(*state, 0), false);
	counters_shook(counters_of(*state, 0), true);
	counters_read(*state, 0, &w);
	assert_int_equal(w.handshakes, 2);
	assert_int_equal(w.resumed, 1);
	assert_int_equal(w.failed, 0);
	assert_int_equal(w.requests[VIEW_GEMINI], 0);
}

static void
a_status_that_does_not_exist_is_counted_somewhere(void **state)
{
	static const int statuses[] = { -1, 0, 96, 1000 };
	struct counters_worker w;

	for (size_t i = 0; i < COUNT(statuses); i++) {
		const struct conn_report report = {
			.front = &front_gemini,
			.status = statuses[i],
		};

		counters_add(counters_of(*state, 0), &report);
	}
	counters_read(*state, 0, &w);
	assert_int_equal(w.requests[VIEW_GEMINI], COUNT(statuses));
	assert_int_equal(w.statuses[VIEW_GEMINI][0], COUNT(statuses));
}

static void
what_a_worker_counted_outlives_it(void **state)
{
	struct counters_worker w;
	int status;
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0) {
		struct counters_worker *mine = counters_of(*state, 0);

		counters_up(&mine->accepted, 7);
		counters_set(&mine->open, 5);
		counters_set(&mine->turned, 12345);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	counters_read(*state, 0, &w);
	assert_int_equal(w.open, 5);
	counters_forget(*state, 0);
	counters_read(*state, 0, &w);
	assert_int_equal(w.accepted, 7);
	assert_int_equal(w.open, 0);
	assert_int_equal(w.turned, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    a_reply_is_counted_by_protocol_and_status, setup, teardown),
		cmocka_unit_test_setup_teardown(
		    a_handshake_that_failed_is_no_request, setup, teardown),
		cmocka_unit_test_setup_teardown(
		    a_handshake_is_counted_without_a_request, setup, teardown),
		cmocka_unit_test_setup_teardown(
		    a_status_that_does_not_exist_is_counted_somewhere, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(
		    what_a_worker_counted_outlives_it, setup, teardown),
	};

	return cmocka_run_group_tests_name("counters", tests, NULL, NULL);
}
