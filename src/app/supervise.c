/* SPDX-License-Identifier: ISC */
#include "app/supervise.h"

#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "net/server.h"

#define STOP_MS (SERVER_DRAIN_MS + 2000)
#define LONG_LIFE_MS 10000 /* whoever lived that long may restart at once */
#define FOREVER_MS 3600000
#define TELL_MS 1000 /* how long a worker may be too busy to be told */

struct worker {
	pid_t pid;	  /* 0 = not running */
	int64_t started;  /* ms */
	int64_t start_at; /* not before, ms */
	int64_t pause_ms; /* before the next restart */
	int control;	  /* our end of its pair, while it runs */
};

struct crew {
	struct worker workers[WORKERS_MAX];
	size_t count;
	const struct duty *duty;
	int64_t tick_at; /* ms */
	bool terminal;	 /* there was one to log to */
	sigset_t waited; /* the signals the supervisor takes by sigtimedwait */
};

/* A worker must not keep the other workers' pairs open. */
static void
close_controls(const struct crew *crew)
{
	for (size_t i = 0; i < crew->count; i++)
		if (crew->workers[i].pid != 0)
			close(crew->workers[i].control);
}

static void
run_worker(const struct crew *crew, size_t worker, pid_t supervisor,
    const int control[2])
{
	const struct duty *duty = crew->duty;

	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != supervisor)
		_exit(1); /* it died before the line above */
	close(control[0]);
	close_controls(crew);
	/* A terminal that is closed sends it to all of its processes. */
	signal(SIGHUP, SIG_IGN);
	sigprocmask(SIG_UNBLOCK, &crew->waited, NULL);
	exit(duty->work(duty->arg, worker, control[1]) ? 0 : 1);
}

/* The new process, with a control pair; -1 with errno. */
static pid_t
fork_worker(const struct crew *crew, size_t worker, int *control)
{
	pid_t supervisor = getpid();
	int ends[2];
	pid_t pid;

	if (!control_pair(ends))
		return -1;
	pid = fork();
	if (pid == 0)
		run_worker(crew, worker, supervisor, ends);
	close(ends[1]);
	if (pid < 0)
		close(ends[0]);
	*control = ends[0];
	return pid;
}

static bool
start(struct crew *crew, size_t worker)
{
	struct worker *w = &crew->workers[worker];
	pid_t pid = fork_worker(crew, worker, &w->control);

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

static size_t
worker_of(const struct crew *crew, pid_t pid)
{
	size_t i = 0;

	while (i < crew->count && crew->workers[i].pid != pid)
		i++;
	return i;
}

/* Take the news of every child that has ended. */
static void
reap(struct crew *crew, bool stopping)
{
	const struct duty *duty = crew->duty;
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		size_t worker = worker_of(crew, pid);
		struct worker *w = &crew->workers[worker];

		if (worker == crew->count)
			continue;
		close(w->control);
		if (stopping) {
			w->pid = 0;
			continue;
		}
		plan_restart(w, status);
		if (duty->lost != NULL)
			duty->lost(duty->arg, worker);
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

		if (w->pid != 0 || (wait <= 0 && start(crew, i)))
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
	sigaddset(&crew->waited, SIGHUP);
	sigaddset(&crew->waited, SIGCHLD);
	sigprocmask(SIG_BLOCK, &crew->waited, NULL);
	/* Whoever started us may have ignored it: no child would be seen. */
	signal(SIGCHLD, SIG_DFL);
}

/* Wait a moment for who has much to read; false if that did not help. */
static bool
tell(const struct worker *w, const struct control *message, int fd)
{
	struct pollfd room = { .fd = w->control, .events = POLLOUT };

	if (control_send(w->control, message, fd))
		return true;
	return errno == EAGAIN && poll(&room, 1, TELL_MS) == 1 &&
	       control_send(w->control, message, fd);
}

/*
 * It may take its time to end, or never do: what else there is to tell must not
 * wait for it again.
 */
static void
dismiss(const struct worker *w)
{
	shutdown(w->control, SHUT_RDWR);
	kill(w->pid, SIGTERM);
}

void
supervise_tell(const struct crew *crew, const struct control *message)
{
	int fd;

	if (crew == NULL)
		return;
	fd = control_seal(message->bytes);
	if (fd < 0)
		log_line("workers are replaced, as they cannot be told: %s",
		    strerror(errno));
	for (size_t i = 0; i < crew->count; i++) {
		const struct worker *w = &crew->workers[i];

		if (w->pid != 0 && (fd < 0 || !tell(w, message, fd)))
			dismiss(w);
	}
	if (fd >= 0)
		close(fd);
}

/* Do what is due; how long to wait for what is next. */
static int64_t
tick_due(struct crew *crew, bool asked)
{
	const struct duty *duty = crew->duty;
	int64_t now = clock_ms();

	if (duty->tick == NULL)
		return FOREVER_MS;
	if (!asked && now < crew->tick_at)
		return crew->tick_at - now;
	duty->tick(duty->arg, crew, asked);
	crew->tick_at = clock_ms() + duty->tick_ms;
	return duty->tick_ms;
}

/* A terminal that hangs up sends SIGHUP; afterwards it is none any more. */
static bool
is_end(const struct crew *crew, int number)
{
	if (number == SIGHUP)
		return crew->terminal && !isatty(STDERR_FILENO);
	return number == SIGTERM || number == SIGINT;
}

static void
keep_running(struct crew *crew)
{
	int number = SIGCHLD;

	crew->tick_at = clock_ms() + crew->duty->tick_ms;
	while (!is_end(crew, number)) {
		int64_t tick, due;

		reap(crew, false);
		/* First: who is started now comes up with what is new. */
		tick = tick_due(crew, number == SIGHUP);
		due = start_due(crew);
		number = wait_signal(crew, tick < due ? tick : due);
	}
}

bool
supervise(size_t count, const struct duty *duty)
{
	struct crew crew = { .count = count, .duty = duty };
	bool started = true;

	crew.terminal = isatty(STDERR_FILENO) == 1;
	take_signals(&crew);
	for (size_t i = 0; i < count; i++)
		started = start(&crew, i) && started;
	if (!started) {
		stop(&crew);
		return false;
	}
	duty->ready(duty->arg);
	keep_running(&crew);
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
