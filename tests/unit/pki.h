/* SPDX-License-Identifier: ISC */
#ifndef UNIT_PKI_H
#define UNIT_PKI_H

/*
 * pki -- certificates as bad as a row of a table wants them, for tests.
 */

#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include "base/buf.h"

struct pki {
	const char *name;  /* of its SAN, "DNS:a.example"; NULL = none */
	long from_s, to_s; /* from now */
	bool v1;	   /* then without extensions */
	bool ca;
	EVP_PKEY *key; /* borrowed */
	X509 *issuer;  /* NULL = itself */
	EVP_PKEY *issuer_key;
};

static inline void
pki_extend(X509 *x, int nid, const char *value)
{
	X509_EXTENSION *e = X509V3_EXT_conf_nid(NULL, NULL, nid, value);

	X509_add_ext(x, e, -1);
	X509_EXTENSION_free(e);
}

/* The caller's to free. */
static inline X509 *
pki_make(const struct pki *p)
{
	X509 *x = X509_new();
	X509_NAME *subject = X509_get_subject_name(x);
	const unsigned char *common =
	    (const unsigned char *)(p->ca ? "Test CA" : "leaf");

	X509_set_version(x, p->v1 ? X509_VERSION_1 : X509_VERSION_3);
	ASN1_INTEGER_set(X509_get_serialNumber(x), 1);
	X509_gmtime_adj(X509_getm_notBefore(x), p->from_s);
	X509_gmtime_adj(X509_getm_notAfter(x), p->to_s);
	X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, common, -1,
	    -1, 0);
	X509_set_issuer_name(x, p->issuer != NULL
				    ? X509_get_subject_name(p->issuer)
				    : subject);
	X509_set_pubkey(x, p->key);
	if (p->ca)
		pki_extend(x, NID_basic_constraints, "critical,CA:TRUE");
	if (p->name != NULL && !p->v1)
		pki_extend(x, NID_subject_alt_name, p->name);
	X509_sign(x, p->issuer_key != NULL ? p->issuer_key : p->key,
	    EVP_sha256());
	return x;
}

/* The one that is not NULL, as PEM behind what is in out. */
static inline void
pki_write(struct buf *out, X509 *cert, EVP_PKEY *key)
{
	BIO *text = BIO_new(BIO_s_mem());
	char *at;
	long len;

	if (cert != NULL)
		PEM_write_bio_X509(text, cert);
	else
		PEM_write_bio_PKCS8PrivateKey(text, key, NULL, NULL, 0, NULL,
		    NULL);
	len = BIO_get_mem_data(text, &at);
	buf_add(out, (struct str){ at, (size_t)len });
	BIO_free(text);
}

#endif
