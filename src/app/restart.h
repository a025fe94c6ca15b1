/* SPDX-License-Identifier: ISC */
#ifndef APP_RESTART_H
#define APP_RESTART_H

/*
 * restart -- the program executed anew in the same process, without a refused
 * connection.
 *
 * First the new program looks at everything, as `vitae serve -n` does. Then the
 * supervisor executes it, with its listening sockets open and named in
 * $VITAE_DOORS, and its children's processes in $VITAE_BEFORE. These go on
 * serving until the new ones are ready, and are told to stop then.
 *
 * Sockets that systemd has opened ($LISTEN_FDS, $LISTEN_PID) are taken over in
 * the same way.
 */

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "app/supervise.h"
#include "base/str.h"
#include "net/listener.h"

#define HANDOVER_DOORS_MAX 64
#define HANDOVER_ELDERS_MAX (2 * ((size_t)WORKERS_MAX + 1))

/*
 * A listening socket. What was asked for, such as "gemini@127.0.0.1:0", tells
 * those with any port apart; empty = nobody knows.
 */
struct handed {
	int fd; /* -1 = taken */
	struct str name;
};

struct handover {
	struct handed doors[HANDOVER_DOORS_MAX];
	size_t door_count;
	struct elder elders[HANDOVER_ELDERS_MAX];
	size_t elder_count;
};

/*
 * What the environment says was handed over to this process, to be taken once:
 * it says so no longer. Names are views of what stays until the end.
 */
void restart_inherit(struct handover *h);

/*
 * A socket for this protocol and "ADDR:PORT", whose port may be 0 if it was
 * handed over by that name; false if there is none.
 */
bool restart_take(struct handover *h, const char *protocol, struct str address,
    struct listener *out);

/* Close the sockets that nobody has taken; of systemd's the log is told. */
void restart_close_rest(struct handover *h);

/*
 * A child that looks at everything, called as we were; it ends with 0 if all is
 * well. -1, with a line in the log, if there can be none.
 */
pid_t restart_rehearse(void);

/*
 * Execute the program anew, as it was called, with all that is in h. Comes back
 * only if that fails, with a line in the log.
 */
void restart_now(const struct handover *h);

#endif
