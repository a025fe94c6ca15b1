/* SPDX-License-Identifier: ISC */
#ifndef NET_CLIENT_H
#define NET_CLIENT_H

/*
 * client -- one request to a server, its reply as a stream.
 *
 * The one place that opens connections, used by `vitae get` alone. It knows no
 * protocol: bytes go out, with or without TLS, and bytes come back until the
 * server ends. Under TLS a certificate counts by its fingerprint only, as trust
 * on first use wants; chains, dates and names in it are not looked at.
 *
 * A write to a connection that is gone raises SIGPIPE: ignore it first.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

#define CLIENT_FINGERPRINT_LEN 64 /* SHA-256 as lower case hexadecimal digits */

struct client_call {
	struct str address; /* whom to dial: name or IP literal, no brackets */
	uint16_t port;
	struct str name;	/* whom to ask for: SNI, unless an IP literal */
	struct str fingerprint; /* refuse any other certificate; empty = take all */
	struct str request;
	bool tls;
	int timeout_ms; /* for everything, from dialling to the last byte */
	/* Takes the reply piece by piece; false gives up. */
	bool (*take)(void *to, struct str bytes);
	void *to;
};

enum client_end {
	CLIENT_WHOLE,	    /* close_notify under TLS, end of stream without */
	CLIENT_CUT,	    /* no close_notify: some of the reply may be missing */
	CLIENT_UNREACHABLE, /* no connection */
	CLIENT_NO_TLS,	    /* the handshake failed */
	CLIENT_STRANGER,    /* another certificate; nothing was sent */
	CLIENT_BROKEN,	    /* the connection broke, or TLS on it */
	CLIENT_LATE,	    /* timeout_ms were over */
	CLIENT_STOPPED,	    /* take said so */
};

struct client_reply {
	enum client_end end;
	const char *why;			      /* static words on an end other than CLIENT_WHOLE */
	char fingerprint[CLIENT_FINGERPRINT_LEN + 1]; /* the server's, or "" */
};

struct client_reply client_fetch(const struct client_call *call);

#endif
