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
	/* Whom to dial: a name or an IP literal without brackets. */
	struct str address;
	uint16_t port;
	/* Whom to ask for, by SNI unless it is an IP literal. */
	struct str name;
	/* Of certificate or key: send nothing to others; empty takes any. */
	struct str fingerprint;
	/* PEM files to prove oneself with, maybe one for both; or NULL. */
	const char *cert;
	const char *key;
	struct str request;
	bool tls;
	/* For everything, from dialling to the last byte. */
	int timeout_ms;
	/* Takes the reply piece by piece; false gives up. */
	bool (*take)(void *to, struct str bytes);
	void *to;
};

enum client_end {
	CLIENT_WHOLE,	    /* close_notify under TLS, end of stream without */
	CLIENT_CUT,	    /* no close_notify: the reply may not be whole */
	CLIENT_NO_CERT,	    /* that in cert cannot be used; nobody was called */
	CLIENT_UNREACHABLE, /* no connection */
	CLIENT_NO_TLS,	    /* the handshake failed */
	CLIENT_STRANGER,    /* another certificate; nothing was sent */
	CLIENT_BROKEN,	    /* the connection broke, or TLS on it */
	CLIENT_LATE,	    /* timeout_ms were over */
	CLIENT_STOPPED,	    /* take said so */
};

struct client_reply {
	enum client_end end;
	/* Static words on any end but CLIENT_WHOLE. */
	const char *why;
	/* The server's certificate's, and its public key's, or "". */
	char fingerprint[CLIENT_FINGERPRINT_LEN + 1];
	char key[CLIENT_FINGERPRINT_LEN + 1];
};

struct client_reply client_fetch(const struct client_call *call);

#endif
