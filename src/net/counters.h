/* SPDX-License-Identifier: ISC */
#ifndef NET_COUNTERS_H
#define NET_COUNTERS_H

/*
 * counters -- what each worker has done, in memory that the supervisor reads.
 *
 * One page-aligned block per worker, which that worker alone writes, with
 * relaxed atomic stores: no lock, no system call, and nothing to repair when it
 * dies. Counts go on where the worker before it stopped; what is open now is
 * set to zero by counters_forget().
 */

#include <stddef.h>
#include <stdint.h>

#include "net/conn.h"

/* Gemini: the status itself; Gopher: the item type, less a blank. */
#define COUNTERS_STATUSES 96

struct counters_worker {
	uint64_t requests[VIEW_COUNT];
	uint64_t statuses[VIEW_COUNT][COUNTERS_STATUSES];
	uint64_t bytes[VIEW_COUNT];
	uint64_t cut[VIEW_COUNT]; /* replies that did not arrive whole */
	uint64_t handshakes;	  /* with or without a request behind them */
	uint64_t resumed;	  /* of these */
	uint64_t failed;	  /* handshakes that were no good */
	uint64_t signatures;	  /* that the signer has given */
	uint64_t accepted;	  /* connections */
	uint64_t refused;	  /* at once, or behind PROXY */
	uint64_t open;		  /* connections, now */
	uint64_t images;	  /* mapped, now: those of before, too */
	uint64_t editions;	  /* images taken over */
	uint64_t turned;	  /* clock_ms() of the loop's last turn */
	uint64_t starts;	  /* of workers with this number */
};

struct counters;

struct counters *counters_new(size_t workers); /* NULL with a line in the log */
void counters_free(struct counters *counters);

/* A worker's own, to count in; of any worker, copied, to read. */
struct counters_worker *counters_of(struct counters *counters, size_t worker);
void counters_read(const struct counters *counters, size_t worker,
    struct counters_worker *copy);

/* In the supervisor: that worker is gone. */
void counters_forget(struct counters *counters, size_t worker);

/* In a worker, of its own: a new value; so many more. */
static inline void
counters_set(uint64_t *counter, uint64_t value)
{
	__atomic_store_n(counter, value, __ATOMIC_RELAXED);
}

static inline void
counters_up(uint64_t *counter, uint64_t by)
{
	counters_set(counter, *counter + by);
}

/* In a worker: a connection has had its handshake; has come to its end. */
void counters_shook(struct counters_worker *mine, bool resumed);
void counters_add(struct counters_worker *mine,
    const struct conn_report *report);

#endif
