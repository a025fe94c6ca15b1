/* SPDX-License-Identifier: ISC */
#include "app/cert_pem.h"

#include <openssl/err.h>
#include <openssl/pem.h>

/* A server that starts by itself has nobody to ask. */
static int
no_passphrase(char *at, int size, int writing, void *arg)
{
	(void)at, (void)size, (void)writing, (void)arg;
	return -1;
}

EVP_PKEY *
cert_pem_key(struct str text)
{
	BIO *in = BIO_new_mem_buf(text.at, (int)text.len);
	EVP_PKEY *key = PEM_read_bio_PrivateKey(in, NULL, no_passphrase, NULL);

	BIO_free(in);
	return key;
}

/* The end of the text is the only good reason for there being no more. */
static bool
read_rest(BIO *in, size_t *count)
{
	X509 *next;

	ERR_clear_error();
	while ((next = PEM_read_bio_X509(in, NULL, no_passphrase, NULL)) !=
	       NULL) {
		X509_free(next);
		(*count)++;
	}
	return ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
}

X509 *
cert_pem_chain(struct str text, size_t *count)
{
	BIO *in = BIO_new_mem_buf(text.at, (int)text.len);
	X509 *first = PEM_read_bio_X509_AUX(in, NULL, no_passphrase, NULL);

	*count = first != NULL;
	if (first != NULL && !read_rest(in, count)) {
		X509_free(first);
		first = NULL;
	}
	BIO_free(in);
	return first;
}

void
cert_pem_take(BIO *text, struct buf *out)
{
	char *at;
	long len = BIO_get_mem_data(text, &at);

	if (len > 0)
		buf_add(out, (struct str){ at, (size_t)len });
}

bool
cert_is_ip(struct str name)
{
	if (str_starts(name, STR("[")))
		return true;
	for (size_t i = 0; i < name.len; i++)
		if (!char_is_digit(name.at[i]) && name.at[i] != '.')
			return false;
	return name.len > 0;
}
