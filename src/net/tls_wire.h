/* SPDX-License-Identifier: ISC */
#ifndef NET_TLS_WIRE_H
#define NET_TLS_WIRE_H

/*
 * tls_wire -- between OpenSSL and a socket: bounded input, collected output.
 */

#include <openssl/ssl.h>
#include <stdbool.h>

#include "base/buf.h"

/* The kind of BIO that collects; NULL if that fails. */
BIO_METHOD *tls_wire_output(void);

/* Have ssl read from fd, and write to out whatever it writes. */
void tls_wire_attach(SSL *ssl, const BIO_METHOD *output, int fd,
    struct buf *out);

/* Whether the peer has sent more than any handshake and request need. */
bool tls_wire_spent(const SSL *ssl);

#endif
