/* SPDX-License-Identifier: ISC */
#ifndef NET_PROXY_H
#define NET_PROXY_H

/*
 * proxy -- what a proxy says of its client before anything else.
 *
 * HAProxy's PROXY protocol: version 1 is a line of text, version 2 binary. It
 * comes in front of a TLS handshake. Anybody can write it: ask only those who
 * are known to be proxies.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "net/address.h"

/*
 * The longest header: the specification wants proxies to stay below what every
 * TCP segment has room for. One of version 1 has at most PROXY_LINE_MAX.
 */
#define PROXY_MAX ((size_t)536)
#define PROXY_LINE_MAX ((size_t)107)

enum proxy_verdict {
	PROXY_MORE, /* fits so far: again with more bytes */
	PROXY_DONE,
	PROXY_BAD,
};

struct proxy_header {
	size_t len;	    /* what is behind it is the client's */
	bool known;	    /* who the client is; not of the proxy itself */
	union address from; /* if known */
};

/*
 * The header at the beginning of in. The verdict does not depend on how the
 * bytes arrive: with PROXY_MAX of them there is one, and if not before then as
 * soon as all the header is there. The destination must be well-formed and is
 * not kept; TLVs are skipped. Of UNIX sockets and datagrams nobody is known.
 */
enum proxy_verdict proxy_read(struct str in, struct proxy_header *header);

/* A header on its way through a socket, which may bring it in pieces. */
struct proxy_intake {
	size_t len;
	char bytes[PROXY_MAX];
};

/*
 * Take what has arrived off fd, and no byte of the client's. PROXY_MORE: again
 * when fd is readable. The end of the stream is PROXY_BAD.
 */
enum proxy_verdict proxy_take(struct proxy_intake *intake, int fd,
    struct proxy_header *header);

#endif
