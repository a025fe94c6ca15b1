/* SPDX-License-Identifier: ISC */
#ifndef NET_DIAL_H
#define NET_DIAL_H

/*
 * dial -- a connection to somewhere, and waiting on it, by a deadline.
 *
 * For the client only; the server never connects anywhere (G-88).
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* Milliseconds of the monotonic clock at which all waiting ends. */
struct deadline {
	int64_t at_ms;
};

struct deadline deadline_in(int ms);

/* What is left of it in milliseconds, never below 0: for poll(2). */
int deadline_left(struct deadline d);

/*
 * A connected, non-blocking TCP socket to host, a name or an IP literal without
 * brackets; the caller's to close. All addresses of a name are tried in turn,
 * each for its share of the time left. -1 with the reason, a static text, in
 * *why. Looking up a name is the resolver's business and may outlast the
 * deadline.
 */
int dial_tcp(struct str host, uint16_t port, struct deadline d,
    const char **why);

/* Wait until fd is ready for events (poll's); false at the deadline. */
bool dial_wait(int fd, short events, struct deadline d);

#endif
