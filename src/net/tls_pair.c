/* SPDX-License-Identifier: ISC */
#include "net/tls_pair.h"

#include <openssl/err.h>

#include "base/log.h"
#include "net/tls_pem.h"
#include "net/tls_why.h"

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

bool
tls_pair_use(SSL_CTX *ctx, const struct tls_pair *pair)
{
	EVP_PKEY *key;
	bool used;

	ERR_clear_error();
	if (!use_chain(ctx, pair->chain)) {
		log_line("%s: no usable certificate: %s", pair->chain_name,
		    tls_reason());
		return false;
	}
	key = tls_pem_key(pair->key);
	if (key == NULL) {
		log_line("%s: no usable key; it must be a PEM file without a"
			 " passphrase",
		    pair->key_name);
		return false;
	}
	used = SSL_CTX_use_PrivateKey(ctx, key) == 1 &&
	       SSL_CTX_check_private_key(ctx) == 1;
	if (!used)
		log_line("%s: not the key of %s", pair->key_name,
		    pair->chain_name);
	EVP_PKEY_free(key);
	return used;
}
