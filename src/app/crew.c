/* SPDX-License-Identifier: ISC */
#include "app/crew.h"

#include <errno.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/count.h"
#include "base/log.h"
#include "base/mem.h"

const char *
role_name(enum role role)
{
	static const char *const names[ROLES] = {
		[ROLE_SIGNER] = "signer",
		[ROLE_BUILDER] = "builder",
		[ROLE_WORKER] = "worker",
	};

	return names[role];
}

void
crew_fill(struct crew *crew)
{
	const struct duty *duty = crew->duty;
	size_t count = duty->elder_count;

	for (enum role role = 0; role < ROLES; role++)
		count += duty->count[role];
	crew->all = mem_new(count, sizeof(*crew->all));
	crew->polled = mem_new(count + 2, sizeof(*crew->polled));
	for (enum role role = 0; role < ROLES; role++)
		for (size_t i = 0; i < duty->count[role]; i++)
			crew->all[crew->count++] = (struct process){
				.role = role, .number = i, .control = -1
			};
	for (size_t i = 0; i < duty->elder_count; i++)
		crew->all[crew->count++] = (struct process){
			.role = duty->elders[i].role,
			.pid = duty->elders[i].pid,
			.control = duty->elders[i].control,
			.elder = true,
		};
}

void
crew_release(struct crew *crew)
{
	close(crew->signals);
	free(crew->all);
	free(crew->polled);
}

bool
crew_catch_signals(struct crew *crew)
{
	static const int waited[] = { SIGTERM, SIGINT, SIGHUP, SIGCHLD,
		SIGUSR1, SIGUSR2 };

	sigemptyset(&crew->waited);
	for (size_t i = 0; i < COUNT(waited); i++)
		sigaddset(&crew->waited, waited[i]);
	sigprocmask(SIG_BLOCK, &crew->waited, NULL);
	/* Whoever started us may have ignored it: no child would be seen. */
	signal(SIGCHLD, SIG_DFL);
	crew->signals = signalfd(-1, &crew->waited,
	    SFD_NONBLOCK | SFD_CLOEXEC);
	if (crew->signals < 0)
		log_line("signals cannot be waited for: %s", strerror(errno));
	return crew->signals >= 0;
}

/* A terminal that hangs up sends SIGHUP; afterwards it is none any more. */
static bool
is_end(const struct crew *crew, uint32_t number)
{
	if (number == SIGHUP)
		return crew->terminal && !isatty(STDERR_FILENO);
	return number == SIGTERM || number == SIGINT;
}

void
crew_take_signals(struct crew *crew)
{
	struct signalfd_siginfo info;

	while (read(crew->signals, &info, sizeof(info)) ==
	       (ssize_t)sizeof(info)) {
		if (is_end(crew, info.ssi_signo))
			crew->over = true;
		else if (info.ssi_signo == SIGHUP)
			crew->asked |= ASKED_LOOK;
		else if (info.ssi_signo == SIGUSR1)
			crew->asked |= ASKED_REOPEN;
		else if (info.ssi_signo == SIGUSR2)
			crew->asked |= ASKED_RESTART;
	}
}

size_t
crew_signal(const struct crew *crew, bool signers, int number)
{
	size_t running = 0;

	for (size_t i = 0; i < crew->count; i++) {
		const struct process *p = &crew->all[i];

		if (p->pid == 0 || (p->role == ROLE_SIGNER) != signers)
			continue;
		kill(p->pid, number);
		running++;
	}
	return running;
}

static bool
has_elder_workers(const struct crew *crew)
{
	for (size_t i = 0; i < crew->count; i++)
		if (crew->all[i].elder && crew->all[i].pid != 0 &&
		    crew->all[i].role == ROLE_WORKER)
			return true;
	return false;
}

/* A signer is needed until the last of its workers ends. */
void
crew_dismiss_elders(struct crew *crew)
{
	bool workers = has_elder_workers(crew);

	for (size_t i = 0; i < crew->count; i++) {
		struct process *p = &crew->all[i];

		if (p->elder && p->pid != 0 && p->kill_at == 0 &&
		    (p->role == ROLE_WORKER) == workers)
			process_dismiss(p);
	}
}

/* To those of a role, or the one with that number alone. */
static void
tell_some(struct crew *crew, enum role role, const size_t *number,
    const struct control *message)
{
	int fd = message->bytes.len > 0 ? control_seal(message->bytes) : -1;
	bool sealed = message->bytes.len == 0 || fd >= 0;

	if (!sealed)
		log_line("processes are replaced, as they cannot be told: %s",
		    strerror(errno));
	for (size_t i = 0; i < crew->count; i++) {
		struct process *p = &crew->all[i];

		if (p->pid == 0 || p->deaf || p->elder || p->role != role ||
		    (number != NULL && p->number != *number))
			continue;
		if (!sealed || !process_tell(p, message, fd))
			process_dismiss(p);
	}
	if (fd >= 0)
		close(fd);
}

void
supervise_tell(struct crew *crew, enum role role, size_t number,
    const struct control *message)
{
	if (crew != NULL)
		tell_some(crew, role, &number, message);
}

void
supervise_tell_all(struct crew *crew, enum role role,
    const struct control *message)
{
	if (crew != NULL)
		tell_some(crew, role, NULL, message);
}

size_t
supervise_elders(const struct crew *crew, struct elder *elders, size_t room)
{
	size_t count = 0;

	for (size_t i = 0; i < crew->count && count < room; i++) {
		const struct process *p = &crew->all[i];

		if (p->pid != 0 && p->role != ROLE_BUILDER)
			elders[count++] = (struct elder){ p->role, p->pid,
				p->control, p->elder };
	}
	return count;
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
