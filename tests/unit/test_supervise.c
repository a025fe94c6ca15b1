/* SPDX-License-Identifier: ISC */
#include "unit/unit.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/supervise.h"

/*
 * The supervisor runs in a child. Each worker writes its process id into a
 * pipe when it starts, so that the test knows whom to hurt.
 */
struct crew_test {
	pid_t supervisor;
	int news;
};

static int news_out;

static bool
announce_and_wait(void *arg)
{
	pid_t self = getpid();
	sigset_t term;
	int number;

	(void)arg;
	sigemptyset(&term);
	sigaddset(&term, SIGTERM);
	sigprocmask(SIG_BLOCK, &term, NULL);
	if (write(news_out, &self, sizeof(self)) != sizeof(self))
		return false;
	sigwait(&term, &number);
	return true;
}

static void
nothing(void *arg)
{
	(void)arg;
}

static void
start(struct crew_test *t, size_t workers)
{
	const struct duty duty = {
		.work = announce_and_wait,
		.ready = nothing,
		.stopping = nothing,
	};
	int ends[2];

	assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
	t->news = ends[0];
	news_out = ends[1];
	t->supervisor = fork();
	assert_true(t->supervisor >= 0);
	if (t->supervisor == 0)
		_exit(!supervise(workers, &duty));
	close(news_out);
}

/* The process id of the next worker that starts. */
static pid_t
next_worker(struct crew_test *t)
{
	struct pollfd ready = { .fd = t->news, .events = POLLIN };
	pid_t pid = 0;

	assert_int_equal(poll(&ready, 1, 10000), 1);
	assert_int_equal(read(t->news, &pid, sizeof(pid)), sizeof(pid));
	return pid;
}

static void
stop(struct crew_test *t)
{
	int status;

	assert_int_equal(kill(t->supervisor, SIGTERM), 0);
	assert_int_equal(waitpid(t->supervisor, &status, 0), t->supervisor);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	close(t->news);
}

/* The pipe ends when its last writer has: no worker is left. */
static void
expect_nobody(struct crew_test *t)
{
	struct pollfd ready = { .fd = t->news, .events = POLLIN };
	pid_t pid;

	assert_int_equal(poll(&ready, 1, 10000), 1);
	assert_int_equal(read(t->news, &pid, sizeof(pid)), 0);
}

static void
as_many_workers_as_asked_for_run_and_stop(void **state)
{
	struct crew_test t;
	pid_t first, second, third;

	(void)state;
	start(&t, 3);
	first = next_worker(&t);
	second = next_worker(&t);
	third = next_worker(&t);
	assert_true(first != second && second != third && first != third);
	stop(&t);
	assert_int_equal(kill(first, 0), -1);
	assert_int_equal(kill(second, 0), -1);
	assert_int_equal(kill(third, 0), -1);
}

static void
a_killed_worker_is_replaced(void **state)
{
	struct crew_test t;
	pid_t first;

	(void)state;
	start(&t, 1);
	first = next_worker(&t);
	for (int i = 0; i < 3; i++) {
		pid_t next;

		assert_int_equal(kill(first, SIGKILL), 0);
		next = next_worker(&t);
		assert_int_not_equal(next, first);
		first = next;
	}
	stop(&t);
}

/* As some programs leave it to those that they start. */
static void
ignored_news_of_children_arrive_all_the_same(void **state)
{
	struct crew_test t;
	pid_t first;

	(void)state;
	signal(SIGCHLD, SIG_IGN);
	start(&t, 1);
	signal(SIGCHLD, SIG_DFL);
	first = next_worker(&t);
	assert_int_equal(kill(first, SIGKILL), 0);
	assert_int_not_equal(next_worker(&t), first);
	stop(&t);
}

static void
workers_do_not_outlive_their_supervisor(void **state)
{
	struct crew_test t;

	(void)state;
	start(&t, 2);
	next_worker(&t);
	next_worker(&t);
	assert_int_equal(kill(t.supervisor, SIGKILL), 0);
	waitpid(t.supervisor, NULL, 0);
	expect_nobody(&t);
	close(t.news);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(as_many_workers_as_asked_for_run_and_stop),
		cmocka_unit_test(a_killed_worker_is_replaced),
		cmocka_unit_test(ignored_news_of_children_arrive_all_the_same),
		cmocka_unit_test(workers_do_not_outlive_their_supervisor),
	};

	assert_true(supervise_default_count() >= 1);
	return cmocka_run_group_tests_name("supervise", tests, NULL, NULL);
}
