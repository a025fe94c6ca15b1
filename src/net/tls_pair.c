/* SPDX-License-Identifier: ISC */
#include "net/tls_pair.h"

#include <limits.h>
#include <openssl/err.h>
#include <openssl/pem.h>

#include "base/log.h"

/* A server that starts by itself has nobody to ask. */
static int
no_passphrase(char *at, int size, int writing, void *arg)
{
	(void)at, (void)size, (void)writing, (void)arg;
	return -1;
}

static BIO *
reader(struct str pem)
{
	bool sane = pem.len > 0 && pem.len <= INT_MAX;

	return BIO_new_mem_buf(sane ? pem.at : "", sane ? (int)pem.len : 0);
}

/* Whether the text was over, and nothing else was the matter. */
static bool
nothing_follows(void)
{
	unsigned long error = ERR_peek_last_error();

	if (ERR_GET_LIB(error) != ERR_LIB_PEM ||
	    ERR_GET_REASON(error) != PEM_R_NO_START_LINE)
		return false;
	ERR_clear_error();
	return true;
}

/* What clients need beside our certificate, in the order given. */
static bool
use_rest(SSL_CTX *ctx, BIO *in)
{
	X509 *cert;

	while ((cert = PEM_read_bio_X509(in, NULL, no_passphrase, NULL)) !=
	       NULL) {
		if (SSL_CTX_add0_chain_cert(ctx, cert) != 1) {
			X509_free(cert);
			return false;
		}
	}
	return nothing_follows();
}

static bool
use_chain(SSL_CTX *ctx, struct str pem)
{
	BIO *in = reader(pem);
	X509 *cert = PEM_read_bio_X509_AUX(in, NULL, no_passphrase, NULL);
	bool used = cert != NULL && SSL_CTX_use_certificate(ctx, cert) == 1 &&
		    use_rest(ctx, in);

	X509_free(cert);
	BIO_free(in);
	return used;
}

static EVP_PKEY *
read_key(struct str pem)
{
	BIO *in = reader(pem);
	EVP_PKEY *key = PEM_read_bio_PrivateKey(in, NULL, no_passphrase, NULL);

	BIO_free(in);
	return key;
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
	key = read_key(pair->key);
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
