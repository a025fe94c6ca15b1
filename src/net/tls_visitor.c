/* SPDX-License-Identifier: ISC */
#include "net/tls_visitor.h"

#include <openssl/err.h>
#include <openssl/evp.h>

/* One that somebody else has issued would need that one's key. */
static bool
signature_holds(X509 *cert)
{
	EVP_PKEY *key = X509_get0_pubkey(cert);

	if (X509_NAME_cmp(X509_get_subject_name(cert),
		X509_get_issuer_name(cert)) != 0)
		return true;
	return key != NULL && X509_verify(cert, key) == 1;
}

static enum credential
credential_of(X509 *cert, time_t now)
{
	/* -1 = past, 1 = to come, 0 = no date of RFC 5280 4.1.2.5 */
	int from = X509_cmp_time(X509_get0_notBefore(cert), &now);
	int to = X509_cmp_time(X509_get0_notAfter(cert), &now);

	if (from == 0 || to == 0 || !signature_holds(cert))
		return CREDENTIAL_BROKEN;
	if (to < 0)
		return CREDENTIAL_EXPIRED;
	return from > 0 ? CREDENTIAL_EARLY : CREDENTIAL_GOOD;
}

bool
tls_visitor_key(const X509 *cert, unsigned char digest[MEMBERS_DIGEST])
{
	unsigned char *der = NULL;
	int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(cert), &der);
	bool done = size > 0 && EVP_Digest(der, (size_t)size, digest, NULL,
				    EVP_sha256(), NULL) == 1;

	OPENSSL_free(der);
	return done;
}

static struct date
date_of(time_t now)
{
	struct tm utc;

	if (gmtime_r(&now, &utc) == NULL)
		return (struct date){ 0 };
	return (struct date){
		.year = (unsigned)utc.tm_year + 1900,
		.month = (unsigned)utc.tm_mon + 1,
		.day = (unsigned)utc.tm_mday,
	};
}

void
tls_visitor_read(X509 *cert, time_t now, struct visitor *visitor)
{
	*visitor = (struct visitor){ .today = date_of(now) };
	if (X509_digest(cert, EVP_sha256(), visitor->cert, NULL) == 1 &&
	    tls_visitor_key(cert, visitor->key))
		visitor->credential = credential_of(cert, now);
	else
		visitor->credential = CREDENTIAL_BROKEN;
	ERR_clear_error();
}
