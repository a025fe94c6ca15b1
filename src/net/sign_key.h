/* SPDX-License-Identifier: ISC */
#ifndef NET_SIGN_KEY_H
#define NET_SIGN_KEY_H

/*
 * sign_key -- the keys of net/sign_provider: a public key, and a name by which
 * the signer knows the other half.
 *
 * OpenSSL compares a key with a certificate's by importing the latter: such a
 * copy, which nobody signs for, is one of these, too.
 */

#include <openssl/core.h>
#include <openssl/x509.h>

#include "net/signing.h"

struct sign_key {
	const char *kind; /* as OpenSSL calls it */
	EVP_PKEY *public; /* of the default provider */
	/* NULL = nobody signs for it. */
	struct signing *signing;
	unsigned char name[SIGNING_KEY];
};

const OSSL_ALGORITHM *sign_key_algorithms(void);

/* That of a certificate, within a context that has these algorithms. */
EVP_PKEY *sign_key_of(OSSL_LIB_CTX *context, struct signing *signing,
    X509 *cert);

#endif
