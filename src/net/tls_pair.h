/* SPDX-License-Identifier: ISC */
#ifndef NET_TLS_PAIR_H
#define NET_TLS_PAIR_H

/*
 * tls_pair -- a certificate, its chain and its key, from PEM into a context.
 */

#include <openssl/ssl.h>
#include <stdbool.h>

#include "net/tls.h"

/*
 * Use the first certificate of pair->chain, send what follows behind it as it
 * stands, and use the key: PKCS #8, PKCS #1 or SEC 1. What else is in the texts
 * is skipped. False, with one line in the log that names the file, if that
 * makes no pair.
 */
bool tls_pair_use(SSL_CTX *ctx, const struct tls_pair *pair);

#endif
