/* SPDX-License-Identifier: ISC */
#ifndef FRONT_FRONT_H
#define FRONT_FRONT_H

/*
 * front -- a protocol as a pure function: request bytes and shelves to reply.
 *
 * A front knows no socket and no clock, and of files only that shelf_open() has
 * opened one; net/ moves bytes for any of them. docs/architecture.md says what
 * a new protocol takes.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"
#include "site/guard.h"
#include "site/shelf.h"

/*
 * Whether the server has room for a request. Who is asked to be slower
 * may still read robots.txt.
 */
enum admission {
	ADMIT,
	ADMIT_SLOWER, /* this address asks too often: again in wait_s seconds */
	ADMIT_LATER,  /* everything is taken */
};

struct request {
	struct str bytes; /* all that has arrived so far, at most line_max */
	bool ended;	  /* the peer will send nothing more */
	uint16_t port;	  /* the one it came in on */
	/*
	 * Which of the shelves the connection means: what its listener is for,
	 * or the name in its TLS handshake; SHELF_NONE if that is none of ours.
	 */
	int shelf;
	const struct visitor *visitor; /* NULL on a plain connection */
	bool tls_here;		       /* that port takes TLS, if not only */
	enum admission admission;
	unsigned wait_s;
};

enum answer {
	ANSWER_MORE,   /* no verdict yet: call again with more bytes */
	ANSWER_SEND,   /* send the reply, then close */
	ANSWER_SILENT, /* close without a byte */
};

#define REPLY_MADE_MAX 4096

/*
 * What to send: head, then body. Bytes made for this reply stand in `made`, and
 * in `found` those of a search, of the page that shows visitors their
 * certificate, or of Gopher+: these alone have more of them, and allocate. A
 * body from the image is borrowed from there; behind it comes the file, if any:
 * the first file_size bytes of it, or, of lines, what crlf makes of them.
 */
struct reply {
	struct str head;
	struct str body;
	int file; /* descriptor, reply_release() closes it; -1 = none */
	uint64_t file_size;
	bool file_lines;  /* as text with CRLF line ends */
	int shelf;	  /* for the log: who answered, or SHELF_NONE */
	int status;	  /* for the log: Gemini's, or the Gopher item type */
	struct str path;  /* for the log: what was asked for, no query */
	struct buf found; /* growing, up to RESULTS_MAX bytes */
	struct buf out;	  /* fixed, over made */
	char made[REPLY_MADE_MAX];
};

struct front {
	const char *name; /* "gemini": a URL's scheme, a log's column */
	enum view view;
	uint16_t port; /* default port */
	bool tls;
	bool status_is_char; /* reply.status is shown as a character */
	size_t line_max;     /* bytes after which a verdict has fallen */
	/*
	 * Total, restartable, and but for `found` allocation-free: called
	 * again whenever bytes have come, until it says other than ANSWER_MORE.
	 * With line_max bytes there, or no more to come, it never says that. It
	 * begins with reply_init(), and the reply views request->bytes and
	 * itself: neither may move while it is used. reply_release() ends it.
	 */
	enum answer (*answer)(const struct shelves *shelves,
	    const struct request *request, struct reply *reply);
};

extern const struct front front_gemini;
extern const struct front front_gopher;

const struct front *front_of(enum view v);

/*
 * Put the file of a RESOURCE_FILE behind the body. False, with the reply as it
 * was, if it cannot be opened; *gone says that it will not be another time, for
 * all that can be known.
 */
bool reply_open(struct reply *reply, const struct shelf *shelf,
    const struct resource *resource, bool *gone);

/* Empty reply, its buffer ready. */
void reply_init(struct reply *reply);

/* Without it, what follows the body. */
void reply_close(struct reply *reply);

/* Frees `found`, closes the file; leaves the reply as reply_init() does. */
void reply_release(struct reply *reply);

#endif
