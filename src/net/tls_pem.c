/* SPDX-License-Identifier: ISC */
#include "net/tls_pem.h"

#include <limits.h>
#include <openssl/err.h>
#include <openssl/pem.h>

int
tls_pem_no_passphrase(char *at, int size, int writing, void *arg)
{
	(void)at, (void)size, (void)writing, (void)arg;
	return -1;
}

static BIO *
reader(struct str text)
{
	bool sane = text.len > 0 && text.len <= INT_MAX;

	return BIO_new_mem_buf(sane ? text.at : "", sane ? (int)text.len : 0);
}

EVP_PKEY *
tls_pem_key(struct str text)
{
	BIO *in = reader(text);
	EVP_PKEY *key = PEM_read_bio_PrivateKey(in, NULL, tls_pem_no_passphrase,
	    NULL);

	BIO_free(in);
	return key;
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

static bool
read_rest(BIO *in, STACK_OF(X509) * rest)
{
	X509 *cert;

	while ((cert = PEM_read_bio_X509(in, NULL, tls_pem_no_passphrase,
		    NULL)) != NULL) {
		if (sk_X509_push(rest, cert) == 0) {
			X509_free(cert);
			return false;
		}
	}
	return nothing_follows();
}

bool
tls_pem_chain(struct str text, struct tls_chain *chain)
{
	BIO *in = reader(text);
	bool whole;

	ERR_clear_error();
	chain->rest = sk_X509_new_null();
	chain->first = PEM_read_bio_X509_AUX(in, NULL, tls_pem_no_passphrase,
	    NULL);
	whole = chain->first != NULL && read_rest(in, chain->rest);
	if (!whole)
		tls_chain_release(chain);
	BIO_free(in);
	return whole;
}

void
tls_chain_release(struct tls_chain *chain)
{
	sk_X509_pop_free(chain->rest, X509_free);
	X509_free(chain->first);
	*chain = (struct tls_chain){ NULL, NULL };
}
