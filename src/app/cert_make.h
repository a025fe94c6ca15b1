/* SPDX-License-Identifier: ISC */
#ifndef APP_CERT_MAKE_H
#define APP_CERT_MAKE_H

/*
 * cert_make -- new keys and self-signed certificates, as PEM texts.
 *
 * Keys are ECDSA P-256, certificates X.509 v3: some clients refuse what
 * `openssl req` makes by default, v1 or a CA's. False, with nothing in the
 * buffer, if the library says no; then tls_reason() tells why (net/tls_why.h).
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/str.h"

bool cert_make_key(struct buf *key);

/*
 * A server's certificate for a key, which may be of any kind, valid from
 * yesterday, as not all clocks are right, for a hundred years. Its SAN has
 * names (canonical, at least 1), IP literals as addresses (G-99); "*" alone
 * is no name that one could be given, and is left out.
 */
bool cert_make_server(struct str key, const struct str *names, size_t count,
    struct buf *cert);

/* A client's, in which it calls itself name, for as many days. */
bool cert_make_client(struct str key, struct str name, long days,
    struct buf *cert);

#endif
