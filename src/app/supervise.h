/* SPDX-License-Identifier: ISC */
#ifndef APP_SUPERVISE_H
#define APP_SUPERVISE_H

/*
 * supervise -- keep N worker processes running until told to stop.
 *
 * A worker that dies is replaced, at once the first time and after a pause
 * that doubles up to RESTART_MS_MAX while it keeps dying; only its own
 * connections are lost. SIGTERM and SIGINT are passed on as SIGTERM; workers
 * that then outlive their drain are killed. A worker whose supervisor is gone
 * stops by itself. SIGHUP is the supervisor's alone; it ends all of them if it
 * came because the terminal that they log to has gone.
 */

#include <stdbool.h>
#include <stddef.h>

#include "net/control.h"

#define RESTART_MS_MIN 100
#define RESTART_MS_MAX 10000
#define WORKERS_MAX 256

/* The workers, while they run. */
struct crew;

struct duty {
	/*
	 * In a worker; true if it stopped as asked. control, non-blocking, is
	 * where the supervisor's messages arrive (control_take).
	 */
	bool (*work)(void *arg, size_t worker, int control);
	/* In the supervisor: all workers have been started, all shall stop. */
	void (*ready)(void *arg);
	void (*stopping)(void *arg);
	/*
	 * In the supervisor, every tick_ms, and at once on SIGHUP, when asked
	 * is true. NULL, as the next one, if there is nothing to do.
	 */
	void (*tick)(void *arg, const struct crew *crew, bool asked);
	int tick_ms;
	/* In the supervisor: a worker has ended without being told to. */
	void (*lost)(void *arg, size_t worker);
	void *arg;
};

/*
 * Have the work done by count processes until told to stop. Returns false if a
 * worker could not be started at all, or failed to stop in time.
 */
bool supervise(size_t count, const struct duty *duty);

/*
 * In a tick: a message to every worker that runs; a crew of NULL is nobody. One
 * that does not take it is replaced: who comes up later is forked from a
 * supervisor that has applied the change to itself first.
 */
void supervise_tell(const struct crew *crew, const struct control *message);

/* One worker per processor that this process may use. */
size_t supervise_default_count(void);

#endif
