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
 * stops by itself.
 */

#include <stdbool.h>
#include <stddef.h>

#define RESTART_MS_MIN 100
#define RESTART_MS_MAX 10000
#define WORKERS_MAX 256

struct duty {
	bool (*work)(void *arg); /* in a worker; true if it stopped as asked */
	/* In the supervisor: all workers have been started, all shall stop. */
	void (*ready)(void *arg);
	void (*stopping)(void *arg);
	void *arg;
};

/*
 * Have the work done by count processes until told to stop. Returns false if a
 * worker could not be started at all, or failed to stop in time.
 */
bool supervise(size_t count, const struct duty *duty);

/* One worker per processor that this process may use. */
size_t supervise_default_count(void);

#endif
