/* SPDX-License-Identifier: ISC */
#ifndef NET_STREAM_H
#define NET_STREAM_H

/*
 * stream -- a connection's bytes, whatever carries them.
 *
 * Three kinds behind one table of functions: plain TCP (stream_plain), TLS
 * (net/tls.h) and the tests' own. None of them blocks. A stream does not own
 * its descriptor.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "site/guard.h"

enum stream_result {
	STREAM_DONE,
	STREAM_WANT_READ,  /* call again when the descriptor is readable */
	STREAM_WANT_WRITE, /* ... writable; also when more is to send */
	STREAM_WANT_WAKE,  /* opening only: call again after its wake() */
	STREAM_END,	   /* reading only: the peer has ended its side */
	STREAM_FAILED,	   /* reset, protocol error: nothing more will work */
};

/* Most that one stream_send() hands to the kernel: others want their turn. */
#define STREAM_TURN_MAX ((size_t)128 * 1024)

struct stream {
	const struct stream_ops *ops;
	int fd;
	void *state;   /* of the kind */
	uint64_t sent; /* bytes that the kernel has taken, as they travel */
	/* The owner sets these, if it opens by waking; see net/signing.h. */
	void (*wake)(void *arg);
	void *arg;
};

/* Who is at the other end, once the stream is open. */
struct stream_peer {
	int shelf;		       /* of the host it named; or SHELF_NONE */
	const struct visitor *visitor; /* NULL = nothing is known */
	const char *version;	       /* "TLSv1.3"; static. NULL = plain */
	bool resumed;		       /* a TLS session of before */
};

struct stream_ops {
	/* Get ready to read; a TLS handshake. */
	enum stream_result (*open)(struct stream *s);
	/* Up to cap bytes; STREAM_DONE with *got > 0. */
	enum stream_result (*read)(struct stream *s, char *at, size_t cap,
	    size_t *got);
	/*
	 * Send the parts in order, advancing the views past what was taken,
	 * then tell the peer that the reply is complete (close_notify, G-95).
	 * STREAM_DONE when all of that has been given to the kernel. If more
	 * parts are to follow, nobody is told, and STREAM_DONE means only that
	 * the views are empty.
	 */
	enum stream_result (*send)(struct stream *s, struct str *parts,
	    size_t count, bool more);
	/* What is known of the peer; borrowed. NULL = nothing ever is. */
	void (*peer)(const struct stream *s, struct stream_peer *peer);
	/*
	 * Why open() has failed, in static words; NULL if the peer has merely
	 * left. NULL here = nobody ever knows.
	 */
	const char *(*why)(const struct stream *s);
	/* Free what the kind holds; sends nothing. */
	void (*release)(struct stream *s);
};

void stream_plain(struct stream *s, int fd);

/*
 * Send bytes once. *sent is how many went; STREAM_DONE also if not all did,
 * STREAM_WANT_WRITE if none could. Never raises SIGPIPE. Counted in s->sent.
 */
enum stream_result stream_write(struct stream *s, struct str bytes,
    size_t *sent);

/*
 * From now on closing fd is a reset. Plain text that just ended would look
 * whole; a reset does not, and frees what the kernel still holds for a peer
 * that does not read.
 */
void stream_reset_on_close(int fd);

/* What errno means after a failed socket call: wait so, or STREAM_FAILED. */
enum stream_result stream_failure(enum stream_result wait);

#endif
