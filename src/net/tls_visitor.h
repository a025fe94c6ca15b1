/* SPDX-License-Identifier: ISC */
#ifndef NET_TLS_VISITOR_H
#define NET_TLS_VISITOR_H

/*
 * tls_visitor -- what a client's certificate says of who shows it.
 */

#include <openssl/x509.h>
#include <stdbool.h>
#include <time.h>

#include "site/guard.h"

/*
 * Who comes with cert at a moment. It is broken if its dates are none, or if it
 * is signed by itself and wrongly; a chain is not looked at (G-102, G-103).
 */
void tls_visitor_read(X509 *cert, time_t now, struct visitor *visitor);

/* The SHA-256 of a certificate's public key (SPKI); false if it has none. */
bool tls_visitor_key(const X509 *cert, unsigned char digest[MEMBERS_DIGEST]);

#endif
