/* SPDX-License-Identifier: ISC */
#include "net/tls_pair.h"

#include <openssl/err.h>
#include <stdbool.h>

#include "net/tls_pem.h"

/* Clients need what follows our certificate, too, in the order given. */
static bool
use_chain(SSL_CTX *ctx, struct str pem)
{
	struct tls_chain chain;
	bool used;

	if (!tls_pem_chain(pem, &chain))
		return false;
	used = SSL_CTX_use_certificate(ctx, chain.first) == 1 &&
	       SSL_CTX_set1_chain(ctx, chain.rest) == 1;
	tls_chain_release(&chain);
	return used;
}

/* key is freed. */
static enum tls_pair_fault
use_key(SSL_CTX *ctx, EVP_PKEY *key)
{
	bool used;

	if (key == NULL)
		return TLS_PAIR_KEY;
	used = SSL_CTX_use_PrivateKey(ctx, key) == 1 &&
	       SSL_CTX_check_private_key(ctx) == 1;
	EVP_PKEY_free(key);
	return used ? TLS_PAIR_FINE : TLS_PAIR_OTHER;
}

enum tls_pair_fault
tls_pair_use(SSL_CTX *ctx, const struct tls_pair *pair)
{
	ERR_clear_error();
	if (!use_chain(ctx, pair->chain))
		return TLS_PAIR_CHAIN;
	return use_key(ctx, tls_pem_key(pair->key));
}

enum tls_pair_fault
tls_pair_use_public(SSL_CTX *ctx, struct str chain,
    struct sign_provider *signer)
{
	ERR_clear_error();
	if (!use_chain(ctx, chain))
		return TLS_PAIR_CHAIN;
	return use_key(ctx,
	    sign_provider_key(signer, SSL_CTX_get0_certificate(ctx)));
}
