/* SPDX-License-Identifier: ISC */
#ifndef NET_CONN_H
#define NET_CONN_H

/*
 * conn -- one connection: wait, handshake, request, reply, drain, close.
 *
 * A state machine without a socket of its own making: it reads and writes
 * through a stream, asks a front for the reply, and says what it waits for.
 * Whoever calls it (net/server.c, a test) does the waiting.
 *
 * There is one absolute deadline at a time. The request, its handshake
 * included, has CONN_REQUEST_MS from the accept on, however its bytes trickle
 * in. The reply then has CONN_REPLY_MS plus the time that its
 * length takes at CONN_REPLY_FLOOR bytes per millisecond, the drain
 * CONN_DRAIN_MS.
 */

#include <stdbool.h>
#include <stdint.h>

#include "front/front.h"
#include "net/stream.h"
#include "net/tls.h"

#define CONN_REQUEST_MS 10000
#define CONN_REPLY_MS 30000
#define CONN_REPLY_FLOOR 16 /* bytes per ms */
#define CONN_DRAIN_MS 2000
#define CONN_DRAIN_MAX ((size_t)256 * 1024) /* bytes */

enum conn_state {
	CONN_WAIT, /* nothing has arrived: holds no more than this struct */
	CONN_OPEN,
	CONN_REQUEST,
	CONN_REPLY,
	CONN_DRAIN,
};

enum conn_want {
	CONN_WANT_READ,
	CONN_WANT_WRITE,
	CONN_WANT_CLOSE,
};

/* What became of a connection that had a request, for the log. */
struct conn_report {
	const struct front *front;
	int status;
	struct str path; /* raw bytes from the wire: escape them */
	uint64_t bytes;	 /* of head and body that the stream has taken */
	bool complete;	 /* the whole reply was */
};

struct conn {
	const struct front *front;
	const struct shelf *shelf; /* borrowed until conn_release */
	struct tls *tls;	   /* borrowed; NULL for a plain front */
	int fd;			   /* owned */
	uint16_t port;
	enum conn_state state;
	int64_t deadline; /* ms, of loop_now's clock */
	struct stream stream;
	struct exchange *exchange; /* NULL in CONN_WAIT */
};

/* Takes over fd. now is the time of the accept. */
void conn_init(struct conn *c, const struct front *front,
    const struct shelf *shelf, struct tls *tls, int fd, uint16_t port,
    int64_t now);

/* Closes fd; a reply that is cut short ends in a reset. */
void conn_release(struct conn *c);

/*
 * Advance as far as that goes without blocking. Never frees anything that the
 * caller holds: CONN_WANT_CLOSE asks for conn_release.
 */
enum conn_want conn_step(struct conn *c, int64_t now);

/*
 * The deadline has passed: a last close_notify if a TLS request was being
 * waited for (G-95); then the caller releases.
 */
void conn_expire(struct conn *c);

/* The end is near: whatever is no reply under way has until latest at most. */
void conn_hurry(struct conn *c, int64_t latest);

/* False if no request was ever understood. */
bool conn_describe(const struct conn *c, struct conn_report *report);

#endif
