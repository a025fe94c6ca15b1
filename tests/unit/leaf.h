/* SPDX-License-Identifier: ISC */
#ifndef UNIT_LEAF_H
#define UNIT_LEAF_H

/*
 * leaf -- a server's certificate as a file that clients may trip over.
 */

#include "unit/pki.h"
#include "unit/write_text.h"

/* One leaf, described by its row, and who has signed it. */
struct leaf {
	struct pki pki;
	int rsa_bits; /* 0 = an EC key */
	bool signed_by_ca;
	bool whole; /* the CA's certificate is in the file as well */
};

/* Its name, and from when to when it is valid. */
#define PKI(san, from, to) \
	.name = (san), .from_s = (from), .to_s = (to)

#define DAY 86400L
#define YEAR (365 * DAY)

/* The leaf as a file that holds all of it. */
static inline void
write_leaf(const struct leaf *leaf, const char *path)
{
	struct pki ca = { PKI(NULL, -DAY, YEAR), .ca = true };
	struct pki pki = leaf->pki;
	X509 *cert;
	struct buf text;

	buf_init(&text);
	ca.key = EVP_EC_gen("P-256");
	pki.key = leaf->rsa_bits > 0 ? EVP_RSA_gen((unsigned)leaf->rsa_bits)
				     : EVP_EC_gen("P-256");
	pki.issuer = leaf->signed_by_ca ? pki_make(&ca) : NULL;
	pki.issuer_key = leaf->signed_by_ca ? ca.key : NULL;
	cert = pki_make(&pki);
	pki_write(&text, cert, NULL);
	if (leaf->whole)
		pki_write(&text, pki.issuer, NULL);
	pki_write(&text, NULL, pki.key);
	write_text(path, buf_str(&text));
	buf_release(&text);
	X509_free(cert);
	X509_free(pki.issuer);
	EVP_PKEY_free(pki.key);
	EVP_PKEY_free(ca.key);
}

#endif
