/* SPDX-License-Identifier: ISC */
#include "app/supervise.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/crew.h"
#include "base/clock.h"
#include "base/log.h"

#define LOOK_MS 1000  /* after who hangs, or does not stop */
#define SLEPT_MS 5000 /* so late for that: we have not been running either */
#define HEAR_MAX 16   /* messages of one child in a turn */
#define KILL_MS 1000

/* A child must not keep what is the supervisor's: others' ends, and signals. */
static void
leave(const struct crew *crew)
{
	for (size_t i = 0; i < crew->count; i++)
		if (crew->all[i].control >= 0)
			close(crew->all[i].control);
	close(crew->signals);
	if (crew->duty->listener >= 0)
		close(crew->duty->listener);
}

static bool
start(struct crew *crew, struct process *p)
{
	const struct duty *duty = crew->duty;
	pid_t pid = -1;
	int control;

	if (duty->prepare(duty->arg, p->role))
		pid = process_fork(p, &crew->waited, &control);
	if (pid == 0) {
		leave(crew);
		exit(duty->work[p->role](duty->arg, p->number, control) ? 0
									: 1);
	}
	if (pid < 0) {
		p->start_at = clock_ms() + RESTART_MS_MAX;
		return false;
	}
	duty->started(duty->arg, crew, p->role, p->number);
	return true;
}

static void
see_whether_ready(struct crew *crew)
{
	if (crew->ready || crew->failed)
		return;
	for (size_t i = 0; i < crew->count; i++)
		if (crew->all[i].pid == 0 && !crew->all[i].elder)
			return;
	crew->ready = true;
	crew_dismiss_elders(crew);
	crew->duty->ready(crew->duty->arg, crew);
}

static bool
is_due(const struct crew *crew, const struct process *p)
{
	return p->pid == 0 && !p->elder &&
	       (p->role != ROLE_WORKER ||
		   crew->duty->may_work(crew->duty->arg));
}

/* Start who is due; when the next one is. */
static int64_t
start_due(struct crew *crew)
{
	int64_t next = INT64_MAX;

	for (size_t i = 0; i < crew->count && !crew->failed; i++) {
		struct process *p = &crew->all[i];

		if (!is_due(crew, p) ||
		    (p->start_at <= clock_ms() && start(crew, p)))
			continue;
		/* Without any one of them there is no server to begin with. */
		if (!crew->ready && p->started == 0)
			crew->failed = true;
		if (p->start_at < next)
			next = p->start_at;
	}
	see_whether_ready(crew);
	return next;
}

static struct process *
process_of(const struct crew *crew, pid_t pid)
{
	for (size_t i = 0; i < crew->count; i++)
		if (crew->all[i].pid == pid)
			return &crew->all[i];
	return NULL;
}

static void
lose(struct crew *crew, struct process *p, int status)
{
	const struct duty *duty = crew->duty;

	if (!crew->ready && p->role != ROLE_WORKER && !crew->failed) {
		log_line("the %s has ended before the server was up",
		    role_name(p->role));
		crew->failed = true;
	}
	if (crew->failed) {
		process_gone(p);
		return;
	}
	process_ended(p, status);
	duty->lost(duty->arg, p->role, p->number);
}

static void hear_all(struct crew *crew, struct process *p);

static void
bury(struct crew *crew, struct process *p, int status)
{
	if (p->elder || crew->over) {
		process_gone(p);
		if (p->elder && crew->ready)
			crew_dismiss_elders(crew);
		return;
	}
	/* Its last words may say why. */
	hear_all(crew, p);
	lose(crew, p, status);
}

/* Take the news of every process that has ended. */
static void
reap(struct crew *crew)
{
	const struct duty *duty = crew->duty;
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		struct process *p = process_of(crew, pid);

		if (p != NULL)
			bury(crew, p, status);
		else if (!crew->over)
			duty->other(duty->arg, crew, pid, status);
	}
}

struct hearing {
	struct crew *crew;
	enum role role;
};

static void
hear(void *arg, struct control *message)
{
	const struct hearing *h = arg;
	const struct duty *duty = h->crew->duty;

	duty->heard(duty->arg, h->crew, h->role, message);
}

static void
hear_all(struct crew *crew, struct process *p)
{
	struct hearing h = { crew, p->role };
	enum controlled taken = CONTROLLED;

	if (p->deaf)
		return;
	for (int i = 0; i < HEAR_MAX && taken == CONTROLLED; i++)
		taken = control_take(p->control, hear, &h);
	/* It is ending, or has been broken into. */
	if (taken == CONTROL_OVER)
		process_dismiss(p);
}

static bool
hangs(const struct crew *crew, const struct process *p, int64_t now)
{
	const struct duty *duty = crew->duty;
	int64_t turned;

	if (p->pid == 0 || p->role != ROLE_WORKER || p->elder ||
	    p->kill_at != 0)
		return false;
	turned = duty->turned(duty->arg, p->number);
	/* What it says may be of the one before, or not to be believed. */
	if (turned < p->started || turned > now)
		turned = turned > now ? now : p->started;
	return now - turned >= duty->hang_ms;
}

/* Who hangs is replaced, and who does not stop is killed; when to look next. */
static int64_t
look_after(struct crew *crew)
{
	int64_t now = clock_ms();
	bool slept = now - crew->look_at > SLEPT_MS;

	if (now < crew->look_at)
		return crew->look_at;
	crew->look_at = now + LOOK_MS;
	for (size_t i = 0; i < crew->count; i++) {
		struct process *p = &crew->all[i];

		process_hasten(p, now);
		if (slept || !hangs(crew, p, now))
			continue;
		log_line("worker %d has done nothing for %d ms", (int)p->pid,
		    crew->duty->hang_ms);
		process_abort(p);
	}
	return crew->look_at;
}

/* Do what is due; when it is next. While all is new, nothing is. */
static int64_t
tick_due(struct crew *crew)
{
	const struct duty *duty = crew->duty;
	unsigned asked = crew->asked;

	if (!crew->ready)
		return INT64_MAX;
	if (asked == 0 && clock_ms() < crew->tick_at)
		return crew->tick_at;
	crew->asked = 0;
	duty->tick(duty->arg, crew, asked);
	crew->tick_at = clock_ms() + duty->tick_ms;
	return crew->tick_at;
}

static void
plan_poll(struct crew *crew)
{
	crew->polled[0].fd = crew->signals;
	crew->polled[1].fd = crew->ready ? crew->duty->listener : -1;
	for (size_t i = 0; i < crew->count; i++) {
		const struct process *p = &crew->all[i];
		bool heard = p->pid != 0 && !p->deaf && !p->elder;

		crew->polled[i + 2].fd = heard ? p->control : -1;
	}
	for (size_t i = 0; i < crew->count + 2; i++)
		crew->polled[i].events = POLLIN;
}

/* Wait for something to happen, and take what has. */
static void
wait_until(struct crew *crew, int64_t when)
{
	int64_t left = when - clock_ms();

	plan_poll(crew);
	if (poll(crew->polled, crew->count + 2, left < 0 ? 0 : (int)left) <= 0)
		return;
	for (size_t i = 0; i < crew->count; i++)
		if (crew->polled[i + 2].revents != 0)
			hear_all(crew, &crew->all[i]);
	if (crew->polled[1].revents != 0)
		crew->duty->knocked(crew->duty->arg);
	crew_take_signals(crew);
}

static int64_t
earlier(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static void
keep_running(struct crew *crew)
{
	crew->tick_at = clock_ms() + crew->duty->tick_ms;
	crew->look_at = clock_ms() + LOOK_MS;
	while (!crew->over && !crew->failed) {
		int64_t next = look_after(crew);

		reap(crew);
		/* First: who is started now comes up with what is new. */
		next = earlier(next, tick_due(crew));
		next = earlier(next, start_due(crew));
		if (!crew->failed)
			wait_until(crew, next);
	}
}

/* False if they have not all ended by then. */
static bool
wait_for_some(struct crew *crew, bool signers, int64_t limit)
{
	struct pollfd news = { .fd = crew->signals, .events = POLLIN };

	for (;;) {
		int64_t left = limit - clock_ms();

		crew_take_signals(crew);
		reap(crew);
		if (crew_signal(crew, signers, 0) == 0)
			return true;
		if (left <= 0)
			return false;
		poll(&news, 1, (int)left);
	}
}

static bool
stop_some(struct crew *crew, bool signers, int64_t limit)
{
	crew_signal(crew, signers, SIGTERM);
	if (wait_for_some(crew, signers, limit))
		return true;
	log_line("%s did not stop in time: killed",
	    signers ? "the signer" : "workers");
	crew_signal(crew, signers, SIGKILL);
	wait_for_some(crew, signers, clock_ms() + KILL_MS);
	return false;
}

/* Signers last: workers finish their handshakes. */
static bool
stop(struct crew *crew)
{
	int64_t limit = clock_ms() + PROCESS_STOP_MS;
	bool in_time;

	crew->over = true;
	in_time = stop_some(crew, false, limit);
	return stop_some(crew, true, limit) && in_time;
}

bool
supervise(const struct duty *duty)
{
	struct crew crew = { .duty = duty };
	bool stopped;

	crew.terminal = isatty(STDERR_FILENO) == 1;
	if (!crew_catch_signals(&crew))
		return false;
	crew_fill(&crew);
	keep_running(&crew);
	duty->stopping(duty->arg);
	stopped = stop(&crew) && !crew.failed;
	crew_release(&crew);
	return stopped;
}

void
supervise_fail(struct crew *crew)
{
	crew->failed = true;
}
