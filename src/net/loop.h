/* SPDX-License-Identifier: ISC */
#ifndef NET_LOOP_H
#define NET_LOOP_H

/*
 * loop -- readiness, deadlines and signals, one callback at a time.
 *
 * The only file pair that knows the event library. A watch is one descriptor
 * with at most one deadline. Its callback may change or free the watch, and
 * may stop the loop. Times are milliseconds of a monotonic clock.
 */

#include <stdint.h>

enum {
	LOOP_READ = 1,
	LOOP_WRITE = 2,
	LOOP_DEADLINE = 4,
};

struct loop;
struct watch;

/* NULL, with a line in the log, if the system gives no event queue. */
struct loop *loop_new(void);
void loop_free(struct loop *loop);

/* Run until loop_stop(); callbacks happen only in here. */
void loop_run(struct loop *loop);
void loop_stop(struct loop *loop);

int64_t loop_now(const struct loop *loop);

/*
 * A watch on fd, which stays the caller's; -1 for a deadline alone. It waits
 * for nothing yet. ready gets the bits of what happened.
 */
struct watch *watch_new(struct loop *loop, int fd,
    void (*ready)(void *arg, unsigned what), void *arg);
void watch_free(struct watch *w);

/* Wait for LOOP_READ, LOOP_WRITE or 0; asking again for the same is free. */
void watch_want(struct watch *w, unsigned what);

/* Call back once when loop_now() reaches at; an earlier one is replaced. */
void watch_deadline(struct watch *w, int64_t at);

/* Call back at the end of this turn, as if the deadline had come. */
void watch_soon(struct watch *w);

/* Call back on each signal of that number until loop_free(). */
void loop_on_signal(struct loop *loop, int number,
    void (*arrived)(void *arg, int number), void *arg);

#endif
