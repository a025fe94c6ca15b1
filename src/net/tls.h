/* SPDX-License-Identifier: ISC */
#ifndef NET_TLS_H
#define NET_TLS_H

/*
 * tls -- the server's side of TLS 1.2 and 1.3.
 *
 * One context per virtual host, chosen by the name in the handshake (SNI); the
 * first for who names none, or none of ours (G-92 to G-94). With an EC key
 * sessions are not resumed and no tickets are sent: that is cheaper than a
 * resumption and leaves a reader nothing to be known by (G-104). With an RSA
 * key there is one ticket, unless the host asks for client certificates: who
 * resumes is not asked. A session that is not resumed, as one of another host
 * or certificate, gets a full handshake (G-105). No early data, no
 * renegotiation. A client certificate is asked for only by hosts that can use
 * one, never required, and not verified here (G-101 to G-103).
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "net/signing.h"
#include "net/stream.h"
#include "net/tickets.h"

struct tls;

/* What a host proves itself with, as PEM texts; neither is kept. */
struct tls_pair {
	struct str chain; /* the certificate, then what it is signed by */
	struct str key;	  /* may be the same text; none = tls_sign_by() */
	/* What messages call them. */
	const char *chain_name;
	const char *key_name;
};

/*
 * A server of count hosts, none of which has a certificate yet. find says which
 * host has a canonical name, SHELF_NONE if none. tickets, borrowed, is what
 * workers share; NULL = sessions are not resumed. NULL, and one line in the
 * log, if that fails.
 */
struct tls *tls_new(size_t count, int (*find)(void *arg, struct str name),
    void *arg, const struct tickets *tickets);
void tls_free(struct tls *tls);

/*
 * From now on a pair that has no key is signed for by who has it. signing is
 * borrowed. False, with one line in the log, if that cannot be.
 */
bool tls_sign_by(struct tls *tls, struct signing *signing);

/*
 * From now on prove host with pair, and ask for client certificates if ask.
 * Connections that are open already keep what they began with. False, with one
 * line in the log that names the file and the old pair still in place, if they
 * cannot be used.
 */
bool tls_use(struct tls *tls, size_t host, const struct tls_pair *pair,
    bool ask);

/*
 * A server stream over fd. Output is collected and sent in as few pieces as
 * possible: the last flight of the handshake, or header, body and close_notify.
 */
void tls_stream(struct stream *s, struct tls *tls, int fd);

/*
 * The same for a protocol that knows no visitors: nobody is asked for a
 * certificate. alpn, static, is chosen if the client offers it; one that offers
 * others, or none, is as welcome (O-52).
 */
void tls_stream_public(struct stream *s, struct tls *tls, int fd,
    struct str alpn);

#endif
