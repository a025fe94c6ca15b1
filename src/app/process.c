/* SPDX-License-Identifier: ISC */
#include "app/process.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"

#define LONG_LIFE_MS 10000 /* whoever lived that long may restart at once */
#define TELL_MS 1000	   /* how long one may be too busy to be told */

/* In the child. The name is what people and tests see in a list. */
static void
settle_in(enum role role, pid_t supervisor, const sigset_t *blocked)
{
	static const char *const names[ROLES] = {
		[ROLE_SIGNER] = "vitae-signer",
		[ROLE_BUILDER] = "vitae-builder",
		[ROLE_WORKER] = "vitae-worker",
	};

	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != supervisor)
		_exit(1); /* it died before the line above */
	prctl(PR_SET_NAME, names[role]);
	/* A terminal that is closed sends it to all of its processes. */
	signal(SIGHUP, SIG_IGN);
	signal(SIGUSR1, SIG_IGN);
	signal(SIGUSR2, SIG_IGN);
	sigprocmask(SIG_UNBLOCK, blocked, NULL);
}

static pid_t
fork_with(int ends[2])
{
	int error;
	pid_t pid;

	if (!control_pair(ends))
		return -1;
	pid = fork();
	error = errno;
	if (pid <= 0)
		close(ends[0]);
	if (pid != 0)
		close(ends[1]);
	errno = error;
	return pid;
}

pid_t
process_fork(struct process *p, const sigset_t *blocked, int *child)
{
	pid_t supervisor = getpid();
	int ends[2];
	pid_t pid = fork_with(ends);

	if (pid < 0) {
		log_line("no %s could be started: %s", role_name(p->role),
		    strerror(errno));
		return -1;
	}
	if (pid == 0) {
		settle_in(p->role, supervisor, blocked);
		*child = ends[1];
		return 0;
	}
	p->pid = pid;
	p->control = ends[0];
	p->deaf = false;
	p->kill_at = 0;
	p->started = clock_ms();
	return pid;
}

void
process_gone(struct process *p)
{
	if (p->control >= 0)
		close(p->control);
	p->control = -1;
	p->pid = 0;
	p->kill_at = 0;
}

static void
describe_end(const struct process *p, int status, int64_t pause)
{
	const char *name = role_name(p->role);
	int number = WIFSIGNALED(status) ? WTERMSIG(status) : 0;

	if (number == SIGSYS)
		log_line("%s %d made a system call that it has no right to"
			 " (SIGSYS), and was ended; the next one starts in"
			 " %d ms",
		    name, (int)p->pid, (int)pause);
	else if (number != 0)
		log_line("%s %d was ended by signal %d (%s); the next one"
			 " starts in %d ms",
		    name, (int)p->pid, number, strsignal(number), (int)pause);
	else
		log_line("%s %d ended with status %d; the next one starts in"
			 " %d ms",
		    name, (int)p->pid, WEXITSTATUS(status), (int)pause);
}

void
process_ended(struct process *p, int status)
{
	int64_t now = clock_ms();
	int64_t pause = p->pause_ms;

	if (now - p->started >= LONG_LIFE_MS)
		pause = 0;
	describe_end(p, status, pause);
	process_gone(p);
	p->start_at = now + pause;
	p->pause_ms = pause == 0 ? RESTART_MS_MIN : pause * 2;
	if (p->pause_ms > RESTART_MS_MAX)
		p->pause_ms = RESTART_MS_MAX;
}

/* Wait a moment for who has much to read; false if that did not help. */
bool
process_tell(const struct process *p, const struct control *message, int fd)
{
	struct pollfd room = { .fd = p->control, .events = POLLOUT };

	if (control_send(p->control, message, fd))
		return true;
	return errno == EAGAIN && poll(&room, 1, TELL_MS) == 1 &&
	       control_send(p->control, message, fd);
}

void
process_dismiss(struct process *p)
{
	if (p->control >= 0)
		shutdown(p->control, SHUT_RDWR);
	p->deaf = true;
	kill(p->pid, SIGTERM);
	p->kill_at = clock_ms() + PROCESS_STOP_MS;
}

void
process_abort(struct process *p)
{
	p->deaf = true;
	kill(p->pid, SIGABRT);
	p->kill_at = clock_ms() + PROCESS_ABORT_MS;
}

void
process_hasten(struct process *p, int64_t now_ms)
{
	if (p->pid == 0 || p->kill_at == 0 || now_ms < p->kill_at)
		return;
	log_line("%s %d did not stop in time: killed", role_name(p->role),
	    (int)p->pid);
	kill(p->pid, SIGKILL);
	p->kill_at = INT64_MAX; /* once is enough */
}
