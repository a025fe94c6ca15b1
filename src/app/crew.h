/* SPDX-License-Identifier: ISC */
#ifndef APP_CREW_H
#define APP_CREW_H

/*
 * crew -- the processes of a server: the parts of app/supervise share it.
 */

#include <poll.h>
#include <signal.h>

#include "app/process.h"
#include "app/supervise.h"

struct crew {
	const struct duty *duty;
	struct process *all; /* in the order in which they are started */
	size_t count;
	struct pollfd *polled; /* signals, the listener, then each of all */
	int signals;	       /* where those that are waited for arrive */
	sigset_t waited;       /* which are these */
	int64_t tick_at;       /* ms */
	int64_t look_at;
	unsigned asked; /* since the last tick */
	bool terminal;	/* there was one to log to */
	bool ready;	/* all have run */
	bool over;	/* told to stop */
	bool failed;
};

/* Places for all; elders are there already. */
void crew_fill(struct crew *crew);
void crew_release(struct crew *crew);

/* From now on signals arrive at a descriptor; false with a line in the log. */
bool crew_catch_signals(struct crew *crew);

/* Take those that have arrived: what is asked for, or that it is over. */
void crew_take_signals(struct crew *crew);

/* Send it to signers, or to all others; how many there are. */
size_t crew_signal(const struct crew *crew, bool signers, int number);

/* Those whose work is taken over: workers first, then who served these. */
void crew_dismiss_elders(struct crew *crew);

#endif
