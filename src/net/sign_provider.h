/* SPDX-License-Identifier: ISC */
#ifndef NET_SIGN_PROVIDER_H
#define NET_SIGN_PROVIDER_H

/*
 * sign_provider -- keys for libssl whose private half is somewhere else.
 *
 * A provider for OpenSSL 3, alone in a library context of its own: nothing in
 * this process that fetches by name can get one of its algorithms for another's
 * and there is no need for property queries, which cost a little in every
 * handshake. A key of it carries the provider along: libssl asks the default
 * provider first, to which these keys cannot be exported, and then the key's
 * own; both answers come from caches.
 *
 * EC, RSA, RSA-PSS, Ed25519 and Ed448. All that is public, the key from the
 * certificate answers; what is to be signed goes to signing_ask().
 */

#include <openssl/x509.h>

#include "net/signing.h"

struct sign_provider;

/* NULL, with the reason in OpenSSL's queue, if that fails. */
struct sign_provider *sign_provider_new(struct signing *signing);
void sign_provider_free(struct sign_provider *p); /* after all its keys */

/*
 * The key of a certificate, owned; NULL if it is of another kind, with the
 * reason in OpenSSL's queue.
 */
EVP_PKEY *sign_provider_key(struct sign_provider *p, X509 *cert);

#endif
