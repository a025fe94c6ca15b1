/* SPDX-License-Identifier: ISC */
#ifndef APP_SUPERVISE_H
#define APP_SUPERVISE_H

/*
 * supervise -- keep the processes of a server running until told to stop.
 *
 * There is a signer, a builder and N workers: each a role, with its own number
 * of processes (0 = none of that role). They are forked in the order of enum
 * role, are connected by a control pair, and must not trust each other. One
 * that dies is replaced, at once the first time and after a pause that doubles
 * up to RESTART_MS_MAX while it keeps dying; of a worker only its own
 * connections are lost. Before all of them have run once, the end of any but a
 * worker is the end of the start. A worker whose loop has not turned for
 * duty.hang_ms is killed. A process that makes a system call it has no right to
 * dies by SIGSYS, which the log says in words. SIGTERM and SIGINT are passed on
 * as SIGTERM, to the signer last, as others may need it until then; workers
 * that then outlive their drain are killed. A child whose supervisor is gone
 * stops by itself.
 *
 * SIGHUP has everything looked at again, SIGUSR1 the logs reopened, SIGUSR2 the
 * program restarted in place (app/restart.h). SIGHUP ends all of them if it
 * came because the terminal that they log to has gone.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "net/control.h"

#define RESTART_MS_MIN 100
#define RESTART_MS_MAX 10000
#define WORKERS_MAX 256

enum role {
	ROLE_SIGNER,
	ROLE_BUILDER,
	ROLE_WORKER,
	ROLES,
};

const char *role_name(enum role role);

/* The processes, while they run. */
struct crew;

/* A process of the program before this one. */
struct elder {
	enum role role;
	pid_t pid;
	int control; /* open as long as it is needed; -1 = none */
	bool before; /* it was one already when this program began */
};

enum asked {		   /* bits */
	ASKED_LOOK = 1,	   /* SIGHUP */
	ASKED_REOPEN = 2,  /* SIGUSR1 */
	ASKED_RESTART = 4, /* SIGUSR2 */
};

struct duty {
	size_t count[ROLES];
	/*
	 * In a child; true if it stopped as asked. control, non-blocking, is
	 * where the supervisor's messages arrive (control_take).
	 */
	bool (*work[ROLES])(void *arg, size_t number, int control);
	/* The rest is called in the supervisor. Before a child is forked. */
	bool (*prepare)(void *arg, enum role role);
	/* After that: tell it what it needs to know. */
	void (*started)(void *arg, struct crew *crew, enum role role,
	    size_t number);
	/* Whether workers may be started yet: not before there are images. */
	bool (*may_work)(void *arg);
	/* A child has said something. */
	void (*heard)(void *arg, struct crew *crew, enum role role,
	    struct control *message);
	/* All run, for the first time; all shall stop. */
	void (*ready)(void *arg, struct crew *crew);
	void (*stopping)(void *arg);
	/* Every tick_ms, and at once on signals: bits of enum asked. */
	void (*tick)(void *arg, struct crew *crew, unsigned asked);
	int tick_ms;
	/* One has ended without being told to. */
	void (*lost)(void *arg, enum role role, size_t number);
	/* A process that is none of these has ended. */
	void (*other)(void *arg, struct crew *crew, pid_t pid, int status);
	/* When a worker's loop has last turned, clock_ms(); 0 = unknown. */
	int64_t (*turned)(void *arg, size_t worker);
	int hang_ms; /* a worker whose loop has not turned for so long */
	/* Called when `listener` is readable; -1 = there is none. */
	void (*knocked)(void *arg);
	int listener;
	/*
	 * Who serves since before this program was executed (app/restart.h):
	 * told to stop when all run.
	 */
	const struct elder *elders;
	size_t elder_count;
	void *arg;
};

/*
 * Have the work done until told to stop. Returns false if it could not be
 * started at all, or failed to stop in time.
 */
bool supervise(const struct duty *duty);

/*
 * There is no going on, which the log has been told: stop what runs, have
 * supervise() return false.
 */
void supervise_fail(struct crew *crew);

/*
 * A message to one process, or to all of a role that run; a crew of NULL is
 * nobody. One that does not take it is replaced: who comes up later is told by
 * started(), or forked from a supervisor that has applied it to itself first.
 */
void supervise_tell(struct crew *crew, enum role role, size_t number,
    const struct control *message);
void supervise_tell_all(struct crew *crew, enum role role,
    const struct control *message);

/* Those that go on when this program is executed anew; how many. */
size_t supervise_elders(const struct crew *crew, struct elder *elders,
    size_t room);

/* One worker per processor that this process may use. */
size_t supervise_default_count(void);

#endif
