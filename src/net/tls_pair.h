/* SPDX-License-Identifier: ISC */
#ifndef NET_TLS_PAIR_H
#define NET_TLS_PAIR_H

/*
 * tls_pair -- a certificate, its chain and its key, from PEM into a context.
 */

#include <openssl/ssl.h>

#include "net/sign_provider.h"
#include "net/tls.h"

enum tls_pair_fault {
	TLS_PAIR_FINE,
	TLS_PAIR_CHAIN, /* no PEM, or too weak for the library: tls_reason() */
	TLS_PAIR_KEY,	/* no PEM, or with a passphrase */
	TLS_PAIR_OTHER, /* the key is that of another certificate */
};

/*
 * Use the first certificate of pair->chain, send what follows behind it as it
 * stands, and use the key: PKCS #8, PKCS #1 or SEC 1. What else is in the texts
 * is skipped.
 */
enum tls_pair_fault tls_pair_use(SSL_CTX *ctx, const struct tls_pair *pair);

/* The same of a pair without a key: signer has it. */
enum tls_pair_fault tls_pair_use_public(SSL_CTX *ctx, struct str chain,
    struct sign_provider *signer);

#endif
