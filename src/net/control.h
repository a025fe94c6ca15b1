/* SPDX-License-Identifier: ISC */
#ifndef NET_CONTROL_H
#define NET_CONTROL_H

/*
 * control -- what the supervisor tells its workers while they run.
 *
 * A message is a number that says what, one that says of which host, one more,
 * and bytes: they travel as a sealed memfd, so that a worker needs no file
 * system to get a new certificate. Over a socket pair that keeps messages
 * apart; both ends non-blocking.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

#define CONTROL_BYTES_MAX ((size_t)8 << 20)

enum control_what {
	CONTROL_CERTIFICATE, /* a host's chain, `part` bytes, and key (PEM) */
	CONTROL_MEMBERS,     /* the list of zone `part` of a host */
	CONTROL_KINDS,
};

struct control {
	enum control_what what;
	uint32_t host;
	uint32_t part;
	struct str bytes; /* mapped, while it is being taken */
};

/* ends[0] is the supervisor's, ends[1] the worker's; false with errno. */
bool control_pair(int ends[2]);

/*
 * Memory for one message's bytes, to be sent to many and closed after that; -1
 * with errno. Nobody can change it any more.
 */
int control_seal(struct str bytes);

/*
 * Send message, whose bytes are in fd, which stays the caller's. False with
 * errno; EAGAIN if the other end has not taken what was sent before.
 */
bool control_send(int end, const struct control *message, int fd);

enum controlled {
	CONTROLLED,   /* taken */
	CONTROL_NONE, /* nothing there now */
	CONTROL_OVER, /* the other end is gone, or talks nonsense */
};

/*
 * Take one message, if there is one, and have it done with: take, which borrows
 * the message, is called for CONTROLLED alone. What was not asked for, a
 * descriptor too many or bytes that may still change, is CONTROL_OVER, and
 * closed.
 */
enum controlled control_take(int end,
    void (*take)(void *arg, const struct control *message), void *arg);

#endif
