/* SPDX-License-Identifier: ISC */
#include "app/supervise.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "net/server.h"

#define STOP_MS (SERVER_DRAIN_MS + 2000)
#define LONG_LIFE_MS 10000 /* whoever lived that long may restart at once */
#define FOREVER_MS 3600000

struct worker {
	pid_t pid;	  /* 0 = not running */
	int64_t started;  /* ms */
	int64_t start_at; /* not before, ms */
	int64_t pause_ms; /* before the next restart */
};

struct crew {
	struct worker workers[WORKERS_MAX];
	size_t count;
	const struct duty *duty;
	sigset_t waited; /* the signals the supervisor takes by sigtimedwait */
};

static void
run_worker(const struct crew *crew, pid_t supervisor)
{
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != supervisor)
		_exit(1); /* it died before the line above */
	sigprocmask(SIG_UNBLOCK, &crew->waited, NULL);
	exit(crew->duty->work(crew->duty->arg) ? 0 : 1);
}

static bool
start(struct crew *crew, struct worker *w)
{
	pid_t supervisor = getpid();
	pid_t pid = fork();

	if (pid == 0)
		run_worker(crew, supervisor);
	if (pid < 0) {
		log_line("no worker could be started: %s", strerror(errno));
		w->start_at = clock_ms() + RESTART_MS_MAX;
		return false;
	}
	w->pid = pid;
	w->started = clock_ms();
	return true;
}

static void
describe_end(pid_t pid, int status, int64_t pause)
{
	if (WIFSIGNALED(status))
		log_line("worker %d was ended by signal %d (%s); the next one"
			 " starts in %d ms",
		    (int)pid, WTERMSIG(status), strsignal(WTERMSIG(status)),
		    (int)pause);
	else
		log_line("worker %d ended with status %d; the next one starts"
			 " in %d ms",
		    (int)pid, WEXITSTATUS(status), (int)pause);
}

static void
plan_restart(struct worker *w, int status)
{
	int64_t now = clock_ms();
	int64_t pause = w->pause_ms;

	if (now - w->started >= LONG_LIFE_MS)
		pause = 0;
	describe_end(w->pid, status, pause);
	w->pid = 0;
	w->start_at = now + pause;
	w->pause_ms = pause == 0 ? RESTART_MS_MIN : pause * 2;
	if (w->pause_ms > RESTART_MS_MAX)
		w->pause_ms = RESTART_MS_MAX;
}

/* Take the news of every child that has ended. */
static void
reap(struct crew *crew, bool stopping)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		for (size_t i = 0; i < crew->count; i++) {
			struct worker *w = &crew->workers[i];

			if (w->pid != pid)
				continue;
			if (stopping)
				w->pid = 0;
			else
				plan_restart(w, status);
		}
	}
}

/* Start who is due; how long to wait for the next one. */
static int64_t
start_due(struct crew *crew)
{
	int64_t next = FOREVER_MS;

	for (size_t i = 0; i < crew->count; i++) {
		struct worker *w = &crew->workers[i];
		int64_t wait = w->start_at - clock_ms();

		if (w->pid != 0 || (wait <= 0 && start(crew, w)))
			continue;
		if (wait <= 0)
			wait = RESTART_MS_MAX;
		if (wait < next)
			next = wait;
	}
	return next;
}

static int
wait_signal(const struct crew *crew, int64_t ms)
{
	struct timespec limit = {
		.tv_sec = (time_t)(ms / 1000),
		.tv_nsec = (long)(ms % 1000) * 1000000,
	};

	return sigtimedwait(&crew->waited, NULL, &limit);
}

static size_t
signal_all(const struct crew *crew, int number)
{
	size_t running = 0;

	for (size_t i = 0; i < crew->count; i++) {
		if (crew->workers[i].pid == 0)
			continue;
		kill(crew->workers[i].pid, number);
		running++;
	}
	return running;
}

static bool
stop(struct crew *crew)
{
	int64_t limit = clock_ms() + STOP_MS;

	signal_all(crew, SIGTERM);
	for (;;) {
		int64_t left = limit - clock_ms();

		reap(crew, true);
		if (signal_all(crew, 0) == 0)
			return true;
		if (left <= 0)
			break;
		wait_signal(crew, left);
	}
	log_line("workers did not stop in time: killed");
	signal_all(crew, SIGKILL);
	while (waitpid(-1, NULL, 0) > 0)
		continue;
	return false;
}

static void
take_signals(struct crew *crew)
{
	sigemptyset(&crew->waited);
	sigaddset(&crew->waited, SIGTERM);
	sigaddset(&crew->waited, SIGINT);
	sigaddset(&crew->waited, SIGCHLD);
	sigprocmask(SIG_BLOCK, &crew->waited, NULL);
	/* Whoever started us may have ignored it: no child would be seen. */
	signal(SIGCHLD, SIG_DFL);
}

bool
supervise(size_t count, const struct duty *duty)
{
	struct crew crew = { .count = count, .duty = duty };
	bool started = true;
	int number = SIGCHLD;

	take_signals(&crew);
	for (size_t i = 0; i < count; i++)
		started = start(&crew, &crew.workers[i]) && started;
	if (!started) {
		stop(&crew);
		return false;
	}
	duty->ready(duty->arg);
	while (number != SIGTERM && number != SIGINT) {
		reap(&crew, false);
		number = wait_signal(&crew, start_due(&crew));
	}
	duty->stopping(duty->arg);
	return stop(&crew);
}

size_t
supervise_default_count(void)
{
	cpu_set_t set;
	int count = 1;

	if (sched_getaffinity(0, sizeof(set), &set) == 0)
		count = CPU_COUNT(&set);
	return count < WORKERS_MAX ? (size_t)count : WORKERS_MAX;
}
