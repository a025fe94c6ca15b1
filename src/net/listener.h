/* SPDX-License-Identifier: ISC */
#ifndef NET_LISTENER_H
#define NET_LISTENER_H

/*
 * listener -- bound, listening, non-blocking TCP sockets.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "net/address.h"

struct listener {
	int fd;
	uint16_t port; /* the real one, also if 0 was asked for */
};

/*
 * Listen on "ADDR:PORT": an IPv4 address, or an IPv6 one in brackets; port 0
 * takes a free one. An IPv6 socket takes IPv6 only, so that [::] and 0.0.0.0 go
 * together (G-107). Returns 0, EINVAL if the text is no such address, or the
 * errno of what failed.
 */
int listener_open(struct str address, struct listener *out);

/*
 * The same of a socket that listens already, opened by somebody else for that
 * very address, and owned from now on. False, with the socket as it was, if it
 * is none.
 */
bool listener_adopt(int fd, struct str address, struct listener *out);

/* Whether the text is such an address. */
bool listener_is_address(struct str text);
void listener_close(struct listener *l);

enum accepted {
	ACCEPTED,
	ACCEPT_NONE, /* nobody waits, or they left */
	ACCEPT_FULL, /* no descriptor or memory: wait before asking again */
};

/*
 * The next connection, non-blocking and close-on-exec, into *fd, and where it
 * comes from.
 */
enum accepted listener_accept(const struct listener *l, int *fd,
    union address *from);

#endif
