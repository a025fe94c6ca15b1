/* SPDX-License-Identifier: ISC */
#ifndef APP_PROCESS_H
#define APP_PROCESS_H

/*
 * process -- one child of the supervisor, and the next one in its place.
 */

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "app/supervise.h"
#include "net/server.h"

#define PROCESS_STOP_MS (SERVER_DRAIN_MS + 2000)
#define PROCESS_ABORT_MS 1000 /* for a core dump, where there are any */

struct process {
	enum role role;
	size_t number;
	pid_t pid;	  /* 0 = not running */
	int control;	  /* our end of its pair, while it runs; or -1 */
	bool deaf;	  /* nobody talks to it any more, nor listens */
	bool elder;	  /* no other one takes its place */
	int64_t started;  /* ms */
	int64_t start_at; /* not before, ms */
	int64_t pause_ms; /* before the next restart */
	int64_t kill_at;  /* if it still runs then; 0 = never */
};

/*
 * Fork it. In the child 0 is returned, *child is its end of the control pair,
 * the signals in blocked are not blocked any more, those that are the
 * supervisor's are ignored, and it ends with the supervisor. -1 with a line in
 * the log.
 */
pid_t process_fork(struct process *p, const sigset_t *blocked, int *child);

/* It has ended: a line in the log, and when the next one may start. */
void process_ended(struct process *p, int status);

/* It has ended as it was told to, or has been said to have. */
void process_gone(struct process *p);

/* False if it does not take the message, whose bytes are in fd, or none. */
bool process_tell(const struct process *p, const struct control *message,
    int fd);

/*
 * It gets SIGTERM, and SIGKILL if it does not end. What else there is to tell
 * must not wait for it.
 */
void process_dismiss(struct process *p);

/* It does nothing any more: SIGABRT, and then SIGKILL. */
void process_abort(struct process *p);

/* Kill it if it was told to stop and has had its time. */
void process_hasten(struct process *p, int64_t now_ms);

#endif
