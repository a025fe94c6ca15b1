/* SPDX-License-Identifier: ISC */
#ifndef NET_TLS_H
#define NET_TLS_H

/*
 * tls -- the server's side of TLS 1.2 and 1.3.
 *
 * One context per certificate for the life of the process. Sessions are not
 * resumed and no tickets are sent: with an EC key that is cheaper than a
 * resumption and leaves a reader nothing to be known by (G-104); an old
 * session that is offered gets a full handshake (G-105). No early data, no
 * renegotiation, no client certificate asked for.
 */

#include "base/str.h"
#include "net/stream.h"

struct tls;

/*
 * A context with the certificate chain and the key of two PEM files; NULL, and
 * one line in the log that names the file, if they cannot be used.
 */
struct tls *tls_new(const char *chain_file, const char *key_file);
void tls_free(struct tls *tls);

/*
 * A server stream over fd. Output is collected and sent in as few pieces as
 * possible: the last flight of the handshake, or header, body and close_notify.
 */
void tls_stream(struct stream *s, struct tls *tls, int fd);

/* Why OpenSSL's last call of this thread failed, in its own words. */
const char *tls_reason(void);

#endif
