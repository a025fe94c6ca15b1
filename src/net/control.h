/* SPDX-License-Identifier: ISC */
#ifndef NET_CONTROL_H
#define NET_CONTROL_H

/*
 * control -- what the supervisor and its children tell each other.
 *
 * A message is a number that says what, one that says of which host, one more,
 * bytes, and perhaps a descriptor that is handed over. The bytes travel as a
 * sealed memfd, so that nobody needs a file system to get a certificate. Over a
 * socket pair that keeps messages apart; both ends non-blocking. The receiver
 * trusts nothing: not even children that have been broken into can make the
 * supervisor map what may still change, or keep a descriptor it did not ask
 * for.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

#define CONTROL_BYTES_MAX ((size_t)8 << 20)

enum control_what {
	/* To workers. */
	CONTROL_CERTIFICATE, /* a host's chain, `part` bytes, and key (PEM);
				without a key where a signer has it */
	CONTROL_MEMBERS,     /* the list of zone `part` of a host */
	CONTROL_IMAGE,	     /* handle: a frozen image of a host */
	CONTROL_LOG,	     /* handle: where the log of requests goes now */
	CONTROL_SIGNER,	     /* handle: a socket to a new signer */
	/* To the builder. */
	CONTROL_BUILD, /* look at a host's sources now; host COUNT = all */
	/* From the builder. */
	CONTROL_BUILT, /* bytes: see app/builder.h; handle: the image, if any */
	/* To the signer. */
	CONTROL_PAIR,	/* handle: a host's file, which one in `part` */
	CONTROL_CLIENT, /* handle: the signer's end to worker `part` */
	/* From the signer. */
	CONTROL_SIGNS, /* bytes: what it says of the pair; see app/keeper.h */
	CONTROL_KINDS,
};

#define CONTROL_ALL UINT32_MAX /* for host: every one */

struct control {
	enum control_what what;
	uint32_t host;
	uint32_t part;
	struct str bytes; /* mapped, while it is being taken */
	/* -1 = none. A taker who keeps it puts -1 here; else it is closed. */
	int handle;
};

/* ends[0] is the supervisor's, ends[1] the child's; false with errno. */
bool control_pair(int ends[2]);

/*
 * Memory for one message's bytes, to be sent to many and closed after that; -1
 * with errno. Nobody can change it any more.
 */
int control_seal(struct str bytes);

/*
 * Send message, whose bytes are in the sealed fd, or if that is -1 are none.
 * Both descriptors stay the caller's. False with errno; EAGAIN if the other end
 * has not taken what was sent before.
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
    void (*take)(void *arg, struct control *message), void *arg);

#endif
