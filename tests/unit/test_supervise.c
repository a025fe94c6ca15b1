/* SPDX-License-Identifier: ISC */
#include "unit/unit.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/supervise.h"
#include "base/clock.h"
#include "net/control.h"

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
announce_and_wait(void *arg, size_t worker, int control)
{
	pid_t self = getpid();
	sigset_t term;
	int number;

	(void)arg, (void)worker, (void)control;
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

static bool
prepare_nothing(void *arg, enum role role)
{
	(void)arg, (void)role;
	return true;
}

static void
tell_nothing(void *arg, struct crew *crew, enum role role, size_t number)
{
	(void)arg, (void)crew, (void)role, (void)number;
}

static bool
at_once(void *arg)
{
	(void)arg;
	return true;
}

static void
hear_nothing(void *arg, struct crew *crew, enum role role,
    struct control *message)
{
	(void)arg, (void)crew, (void)role, (void)message;
}

static void
be_ready(void *arg, struct crew *crew)
{
	(void)arg, (void)crew;
}

static void
keep_nothing_up(void *arg, struct crew *crew, unsigned asked)
{
	(void)arg, (void)crew, (void)asked;
}

static void
lose_nothing(void *arg, enum role role, size_t number)
{
	(void)arg, (void)role, (void)number;
}

static void
let_others_end(void *arg, struct crew *crew, pid_t pid, int status)
{
	(void)arg, (void)crew, (void)pid, (void)status;
}

static int64_t
turn_now(void *arg, size_t worker)
{
	(void)arg, (void)worker;
	return clock_ms();
}

/* Workers alone, for whom nothing is done. */
static struct duty
duty_of(bool (*work)(void *arg, size_t worker, int control), size_t workers)
{
	return (struct duty){
		.count = { [ROLE_WORKER] = workers },
		.work = { [ROLE_WORKER] = work },
		.prepare = prepare_nothing,
		.started = tell_nothing,
		.may_work = at_once,
		.heard = hear_nothing,
		.ready = be_ready,
		.stopping = nothing,
		.tick = keep_nothing_up,
		.tick_ms = 3600000,
		.lost = lose_nothing,
		.other = let_others_end,
		.turned = turn_now,
		.hang_ms = 3600000,
		.knocked = nothing,
		.listener = -1,
	};
}

static void
start_duty(struct crew_test *t, const struct duty *duty)
{
	int ends[2];

	assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
	t->news = ends[0];
	news_out = ends[1];
	t->supervisor = fork();
	assert_true(t->supervisor >= 0);
	if (t->supervisor == 0) {
		prctl(PR_SET_PDEATHSIG, SIGTERM); /* if the test fails */
		_exit(!supervise(duty));
	}
	close(news_out);
}

static void
start(struct crew_test *t, size_t workers)
{
	struct duty duty = duty_of(announce_and_wait, workers);

	start_duty(t, &duty);
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

static void
write_news(pid_t what)
{
	assert_int_equal(write(news_out, &what, sizeof(what)), sizeof(what));
}

static void
repeat(void *arg, struct control *message)
{
	(void)arg;
	write_news((pid_t)message->host);
}

/* Says its number, below zero, and then what it is told. */
static bool
listen_and_repeat(void *arg, size_t worker, int control)
{
	struct pollfd ready = { .fd = control, .events = POLLIN };

	(void)arg;
	write_news(-1 - (pid_t)worker);
	while (poll(&ready, 1, -1) == 1)
		while (control_take(control, repeat, NULL) == CONTROLLED)
			continue;
	return false;
}

/* A thousand if it was asked for, and how often this was done. */
static void
tell_number(void *arg, struct crew *crew, unsigned asked)
{
	static uint32_t count;
	const struct control message = {
		.what = CONTROL_MEMBERS,
		.host = ++count + ((asked & ASKED_LOOK) != 0 ? 1000 : 0),
		.bytes = STR("list"),
		.handle = -1,
	};

	(void)arg;
	supervise_tell_all(crew, ROLE_WORKER, &message);
}

static void
announce_loss(void *arg, enum role role, size_t worker)
{
	(void)arg, (void)role;
	write_news(-100 - (pid_t)worker);
}

static void
every_worker_is_told_what_a_tick_has_to_say(void **state)
{
	struct duty duty = duty_of(listen_and_repeat, 2);
	struct crew_test t;
	size_t seen[3] = { 0 };
	pid_t next;

	(void)state;
	duty.tick = tell_number;
	duty.tick_ms = 50;
	start_duty(&t, &duty);
	while (seen[1] + seen[2] < 4) {
		next = next_worker(&t);
		if (next == 1 || next == 2)
			seen[next]++;
	}
	assert_int_equal(seen[1], 2);
	assert_int_equal(seen[2], 2);
	stop(&t);
}

/* In the test's own words, as news are read one at a time. */
static void
expect_news(struct crew_test *t, pid_t wanted)
{
	assert_int_equal(next_worker(t), wanted);
}

static void
sighup_is_a_tick_that_was_asked_for(void **state)
{
	struct duty duty = duty_of(listen_and_repeat, 1);
	struct crew_test t;

	(void)state;
	duty.tick = tell_number;
	duty.tick_ms = 3600000;
	start_duty(&t, &duty);
	expect_news(&t, -1);
	assert_int_equal(kill(t.supervisor, SIGHUP), 0);
	expect_news(&t, 1001);
	assert_int_equal(kill(t.supervisor, SIGHUP), 0);
	expect_news(&t, 1002);
	stop(&t);
}

static bool
announce_and_die(void *arg, size_t worker, int control)
{
	(void)arg, (void)control;
	write_news(-1 - (pid_t)worker);
	return true;
}

static void
a_lost_worker_is_told_of_first(void **state)
{
	struct duty duty = duty_of(announce_and_die, 1);
	struct crew_test t;

	(void)state;
	duty.lost = announce_loss;
	start_duty(&t, &duty);
	expect_news(&t, -1);
	expect_news(&t, -100);
	expect_news(&t, -1);
	stop(&t);
}

static void
who_does_not_listen_is_replaced(void **state)
{
	struct duty duty = duty_of(announce_and_wait, 1);
	struct crew_test t;
	pid_t deaf;

	(void)state;
	duty.tick = tell_number;
	duty.tick_ms = 1;
	start_duty(&t, &duty);
	deaf = next_worker(&t);
	assert_int_not_equal(next_worker(&t), deaf);
	stop(&t);
}

static void
forget(void *arg, struct control *message)
{
	(void)arg, (void)message;
}

/* Listens only when it is to end, and says whether that was the last of it. */
static bool
listen_too_late(void *arg, size_t worker, int control)
{
	struct pollfd ready = { .fd = control, .events = POLLIN };
	enum controlled taken = CONTROLLED;
	sigset_t ends;
	int number;

	(void)arg, (void)worker;
	sigemptyset(&ends);
	sigaddset(&ends, SIGTERM);
	sigprocmask(SIG_BLOCK, &ends, NULL);
	write_news(-1);
	sigwait(&ends, &number);
	while (taken != CONTROL_OVER && poll(&ready, 1, 1000) == 1)
		taken = control_take(control, forget, NULL);
	write_news(taken == CONTROL_OVER ? -2 : -3);
	return true;
}

/* However long it then takes to end. */
static void
who_does_not_listen_is_waited_for_once(void **state)
{
	struct duty duty = duty_of(listen_too_late, 1);
	struct crew_test t;

	(void)state;
	duty.tick = tell_number;
	duty.tick_ms = 1;
	start_duty(&t, &duty);
	expect_news(&t, -1);
	expect_news(&t, -2);
	stop(&t);
}

static int64_t
turn_never(void *arg, size_t worker)
{
	(void)arg, (void)worker;
	return 0;
}

static void
who_hangs_is_replaced(void **state)
{
	struct duty duty = duty_of(announce_and_wait, 1);
	struct crew_test t;
	pid_t stuck;

	(void)state;
	duty.turned = turn_never;
	duty.hang_ms = 500;
	start_duty(&t, &duty);
	stuck = next_worker(&t);
	/* It is not even told to end. */
	assert_int_equal(kill(stuck, SIGSTOP), 0);
	assert_int_not_equal(next_worker(&t), stuck);
	stop(&t);
}

static bool
never(void *arg)
{
	(void)arg;
	return false;
}

static void
fail_at_once(void *arg, struct crew *crew, enum role role, size_t number)
{
	(void)arg, (void)role, (void)number;
	supervise_fail(crew);
}

static int
result_of(const struct duty *duty)
{
	struct crew_test t;
	int status;

	start_duty(&t, duty);
	assert_int_equal(waitpid(t.supervisor, &status, 0), t.supervisor);
	assert_true(WIFEXITED(status));
	close(t.news);
	return WEXITSTATUS(status);
}

/* There is no server yet that could do without them. */
static void
who_ends_before_all_is_up_ends_all(void **state)
{
	struct duty duty = duty_of(announce_and_wait, 1);

	(void)state;
	duty.count[ROLE_BUILDER] = 1;
	duty.work[ROLE_BUILDER] = announce_and_die;
	duty.may_work = never;
	assert_int_equal(result_of(&duty), 1);
}

static void
a_start_that_fails_ends_all(void **state)
{
	struct duty duty = duty_of(announce_and_wait, 1);

	(void)state;
	duty.count[ROLE_SIGNER] = 1;
	duty.work[ROLE_SIGNER] = announce_and_wait;
	duty.started = fail_at_once;
	assert_int_equal(result_of(&duty), 1);
}

static void
hear_number(void *arg, struct crew *crew, enum role role,
    struct control *message)
{
	(void)arg, (void)crew;
	write_news((pid_t)(1000 * role + message->part));
}

/* What it says last may be why it ends. */
static bool
say_and_die(void *arg, size_t number, int control)
{
	struct control message = { .what = CONTROL_BUILT, .handle = -1 };

	(void)arg, (void)number;
	for (message.part = 1; message.part <= 3; message.part++)
		control_send(control, &message, -1);
	kill(getpid(), SIGKILL);
	return false;
}

static void
last_words_are_heard(void **state)
{
	struct duty duty = duty_of(say_and_die, 1);
	struct crew_test t;

	(void)state;
	duty.heard = hear_number;
	start_duty(&t, &duty);
	for (pid_t part = 1; part <= 3; part++)
		expect_news(&t, 1000 * ROLE_WORKER + part);
	stop(&t);
}

/* In a session of its own, with a terminal for what it has to say. */
static void
a_terminal_that_hangs_up_ends_it(void **state)
{
	struct duty duty = duty_of(announce_and_wait, 1);
	struct crew_test t;
	int ends[2], terminal, status;

	(void)state;
	assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
	t.news = ends[0];
	news_out = ends[1];
	t.supervisor = forkpty(&terminal, NULL, NULL, NULL);
	assert_true(t.supervisor >= 0);
	if (t.supervisor == 0) {
		prctl(PR_SET_PDEATHSIG, SIGTERM);
		_exit(!supervise(&duty));
	}
	close(news_out);
	next_worker(&t);
	close(terminal);
	expect_nobody(&t);
	assert_int_equal(waitpid(t.supervisor, &status, 0), t.supervisor);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
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
		cmocka_unit_test(every_worker_is_told_what_a_tick_has_to_say),
		cmocka_unit_test(sighup_is_a_tick_that_was_asked_for),
		cmocka_unit_test(a_lost_worker_is_told_of_first),
		cmocka_unit_test(who_does_not_listen_is_replaced),
		cmocka_unit_test(who_does_not_listen_is_waited_for_once),
		cmocka_unit_test(who_hangs_is_replaced),
		cmocka_unit_test(who_ends_before_all_is_up_ends_all),
		cmocka_unit_test(a_start_that_fails_ends_all),
		cmocka_unit_test(last_words_are_heard),
		cmocka_unit_test(a_terminal_that_hangs_up_ends_it),
	};

	assert_true(supervise_default_count() >= 1);
	return cmocka_run_group_tests_name("supervise", tests, NULL, NULL);
}
