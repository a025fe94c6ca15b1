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
 * Whoever begins with a TLS record on a plain front gets TLS there, too, if
 * there is one to be had (O-52). Where a proxy stands in front, its header
 * comes first, and is part of what has to be done in time.
 *
 * There is one absolute deadline at a time. A TLS handshake has its time from
 * the accept on, the request after it its own; a plain request has only that,
 * from the accept on. Both are for all of it, however its bytes trickle in
 * . The reply then has CONN_REPLY_MS plus the time that its length
 * takes at CONN_REPLY_FLOOR bytes per millisecond, and is over before that if
 * the peer took no byte of it for a stall's time. As that is looked at
 * once in such a time, it may take up to two. The drain has CONN_DRAIN_MS.
 *
 * A file goes out in pieces, one in each turn, of which one is in memory. If it
 * has become shorter, or cannot be read, the reply is cut short (G-96, X-35).
 *
 * A reply is of the edition that was there when it was asked for, to its end,
 * whatever the library gets meanwhile.
 */

#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>
#include <time.h>

#include "front/front.h"
#include "net/address.h"
#include "net/limits.h"
#include "net/proxy.h"
#include "net/stream.h"
#include "net/tls.h"
#include "site/library.h"

/* How long each part may take, in milliseconds; these are the defaults. */
struct conn_times {
	int64_t handshake; /* from the accept on */
	int64_t request;   /* from the end of the handshake on */
	int64_t stall;	   /* of the reply, while the peer takes nothing */
};

#define CONN_HANDSHAKE_MS 10000
#define CONN_REQUEST_MS 10000
#define CONN_STALL_MS 30000
#define CONN_REPLY_MS 30000
#define CONN_REPLY_FLOOR 16 /* bytes per ms */
#define CONN_DRAIN_MS 2000
#define CONN_DRAIN_MAX ((size_t)256 * 1024) /* bytes */

enum conn_state {
	CONN_PROXY, /* a proxy has connected, and not said for whom */
	CONN_WAIT,  /* nothing has arrived: holds no more than this struct */
	CONN_OPEN,
	CONN_REQUEST,
	CONN_REPLY,
	CONN_DRAIN,
};

enum conn_want {
	CONN_WANT_READ,
	CONN_WANT_WRITE,
	CONN_WANT_WAKE, /* for a signature, see net/signing.h */
	CONN_WANT_CLOSE,
};

/* Who has connected, and what they may expect. */
struct conn_caller {
	union address address;
	struct limits_pass pass;
};

/* What all connections of one listener have in common. */
struct conn_config {
	const struct front *front;
	struct library *library;
	int shelf;	 /* what a plain protocol serves here */
	struct tls *tls; /* NULL = a plain front, and never TLS */
	uint16_t port;
	struct conn_times times;
	/*
	 * NULL = those who connect speak for themselves. Otherwise they are
	 * proxies, with a header in front, and this is called when the address
	 * in the caller is the client's; it is still the proxy's if that named
	 * nobody. False refuses the client.
	 */
	bool (*admit)(void *arg, struct conn_caller *caller, bool named);
	void *arg;
	/*
	 * Called when a connection that wants CONN_WANT_WAKE can go on: step it
	 * then. NULL = they never want that, and may block for a signature.
	 */
	void (*wake)(void *owner);
};

/*
 * What became of a connection, for the log. One whose handshake failed has no
 * status and no path, only why: static words.
 */
struct conn_report {
	const struct front *front;
	const char *failed; /* NULL = there was a request */
	int shelf;	    /* who answered; SHELF_NONE = none of ours */
	int status;
	struct str path; /* raw bytes from the wire: escape them */
	/*
	 * Of head, body and file, as they are before TLS: what the kernel has
	 * taken, under TLS what has been encrypted for it, which is at most
	 * STREAM_TURN_MAX ahead. How much of that has arrived nobody knows.
	 */
	uint64_t bytes;
	bool complete;			/* the kernel has taken all of it */
	int64_t ms;			/* from the accept to the end */
	time_t when;			/* the end */
	const struct sockaddr *address; /* of the client */
	const char *tls;		/* "TLSv1.3"; NULL = plain */
	bool resumed;			/* a TLS session of before */
};

struct conn {
	const struct conn_config *config; /* borrowed until conn_release */
	void *owner;			  /* for config->wake; may be set */
	struct conn_caller caller;
	int fd; /* owned */
	enum conn_state state;
	int64_t accepted; /* ms, of loop_now's clock, as all of these */
	int64_t deadline;
	int64_t latest; /* see conn_hurry() */
	struct stream stream;
	bool tls;
	struct proxy_intake *intake; /* NULL but in CONN_PROXY */
	struct exchange *exchange;   /* NULL in CONN_PROXY and CONN_WAIT */
};

/* Takes over fd. now is the time of the accept. */
void conn_init(struct conn *c, const struct conn_config *config,
    const struct conn_caller *caller, int fd, int64_t now);

/* Closes fd; a reply that is cut short ends in a reset. */
void conn_release(struct conn *c);

/*
 * Advance as far as that goes without blocking. Never frees anything that the
 * caller holds: CONN_WANT_CLOSE asks for conn_release.
 */
enum conn_want conn_step(struct conn *c, int64_t now);

/*
 * The deadline has passed. True if it is all over, after a last close_notify if
 * a TLS request was being waited for (G-95): then the caller releases. False if
 * it was time to look at a reply that goes on: there is a new deadline.
 */
bool conn_expire(struct conn *c, int64_t now);

/* The end is near: whatever is no reply under way has until latest at most. */
void conn_hurry(struct conn *c, int64_t latest);

/*
 * Before conn_release(), at its end. False if there is nothing to tell: no
 * request was ever understood, and no handshake failed but by the peer's
 * leaving.
 */
bool conn_describe(const struct conn *c, int64_t now,
    struct conn_report *report);

/*
 * Before conn_release(), too: whether its TLS handshake came to a good end,
 * and resumed a session of before.
 */
bool conn_has_shaken(const struct conn *c, bool *resumed);

/*
 * Before conn_release(), too: a proxy has said something, and it was no header.
 * One that only looks whether somebody listens says nothing.
 */
bool conn_is_misled(const struct conn *c);

#endif
