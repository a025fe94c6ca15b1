/* SPDX-License-Identifier: ISC */
#ifndef NET_TLS_PEM_H
#define NET_TLS_PEM_H

/*
 * tls_pem -- certificates and keys out of PEM texts, for net/tls and app/cert.
 *
 * What is not asked for in a text is skipped. Nobody is asked for a passphrase:
 * there is nobody to ask.
 */

#include <openssl/evp.h>
#include <openssl/x509.h>
#include <stdbool.h>

#include "base/str.h"

/* The first key: PKCS #8, PKCS #1 or SEC 1; NULL if there is none. Owned. */
EVP_PKEY *tls_pem_key(struct str text);

struct tls_chain {
	X509 *first;
	STACK_OF(X509) * rest; /* what follows it, in the same order */
};

/*
 * The certificates in a text. False, with the reason in OpenSSL's queue and
 * nothing to release, if there is none, or if something that calls itself one
 * is damaged.
 */
bool tls_pem_chain(struct str text, struct tls_chain *chain);
void tls_chain_release(struct tls_chain *chain);

/* For OpenSSL, which would ask on the terminal. */
int tls_pem_no_passphrase(char *at, int size, int writing, void *arg);

#endif
