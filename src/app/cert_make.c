/* SPDX-License-Identifier: ISC */
#include "app/cert_make.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include "app/cert_part.h"
#include "net/tls_pem.h"
#include "proto/uri.h"

#define SERVER_DAYS (100L * 365)
#define COMMON_NAME_MAX 64 /* characters; RFC 5280, appendix A.1 */

/* What the certificates of servers and clients differ in. */
struct subject {
	struct str common;
	const char *usage; /* extended */
	const char *names; /* of a SAN; empty = none */
	long days;
};

static bool
is_any(struct str name)
{
	return str_eq(name, STR("*"));
}

/* "DNS:example.org,IP:192.0.2.7", with a NUL behind it. */
static void
list_names(struct buf *out, const struct str *names, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (is_any(names[i]))
			continue;
		buf_printf(out, "%s%s:%.*s", out->len > 0 ? "," : "",
		    cert_is_ip(names[i]) ? "IP" : "DNS",
		    STR_ARG(uri_host_bare(names[i])));
	}
	buf_char(out, '\0');
}

static bool
add_extension(X509 *cert, int nid, const char *value)
{
	X509V3_CTX ctx;
	X509_EXTENSION *extension;
	bool added;

	X509V3_set_ctx_nodb(&ctx);
	X509V3_set_ctx(&ctx, cert, cert, NULL, NULL, 0);
	extension = X509V3_EXT_conf_nid(NULL, &ctx, nid, value);
	if (extension == NULL)
		return false;
	added = X509_add_ext(cert, extension, -1) == 1;
	X509_EXTENSION_free(extension);
	return added;
}

static bool
add_extensions(X509 *cert, const struct subject *subject)
{
	return add_extension(cert, NID_basic_constraints,
		   "critical,CA:FALSE") &&
	       add_extension(cert, NID_key_usage,
		   "critical,digitalSignature") &&
	       add_extension(cert, NID_ext_key_usage, subject->usage) &&
	       add_extension(cert, NID_subject_key_identifier, "hash") &&
	       (subject->names[0] == '\0' ||
		   add_extension(cert, NID_subject_alt_name, subject->names));
}

static bool
set_serial(X509 *cert)
{
	ASN1_INTEGER *serial = X509_get_serialNumber(cert);
	BIGNUM *number = BN_new();
	bool set;

	set = number != NULL &&
	      BN_rand(number, 127, BN_RAND_TOP_ANY, BN_RAND_BOTTOM_ANY) == 1 &&
	      BN_to_ASN1_INTEGER(number, serial) != NULL;
	BN_free(number);
	return set;
}

static bool
set_subject(X509 *cert, struct str common)
{
	X509_NAME *name = X509_get_subject_name(cert);

	return X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
		   (const unsigned char *)common.at, (int)common.len, -1,
		   0) == 1 &&
	       X509_set_issuer_name(cert, name) == 1;
}

static bool
set_validity(X509 *cert, long days)
{
	ASN1_TIME *from = X509_getm_notBefore(cert);
	ASN1_TIME *to = X509_getm_notAfter(cert);

	return X509_time_adj_ex(from, -1, 0, NULL) != NULL &&
	       X509_time_adj_ex(to, (int)days, 0, NULL) != NULL;
}

static bool
fill(X509 *cert, EVP_PKEY *key, const struct subject *subject)
{
	return X509_set_version(cert, X509_VERSION_3) == 1 &&
	       set_serial(cert) && set_subject(cert, subject->common) &&
	       set_validity(cert, subject->days) &&
	       X509_set_pubkey(cert, key) == 1 && add_extensions(cert, subject);
}

/* Some kinds of keys have their hash built in: Ed25519. */
static const EVP_MD *
digest_for(EVP_PKEY *key)
{
	int nid = NID_undef;

	if (EVP_PKEY_get_default_digest_nid(key, &nid) == 2 &&
	    nid == NID_undef)
		return NULL;
	return EVP_sha256();
}

static bool
make(struct str pem, const struct subject *subject, struct buf *out)
{
	EVP_PKEY *key = tls_pem_key(pem);
	X509 *cert = X509_new();
	BIO *text = BIO_new(BIO_s_mem());
	bool made;

	made = key != NULL && cert != NULL && text != NULL &&
	       fill(cert, key, subject) &&
	       X509_sign(cert, key, digest_for(key)) > 0 &&
	       PEM_write_bio_X509(text, cert) == 1;
	if (made)
		cert_part_take(text, out);
	BIO_free(text);
	X509_free(cert);
	EVP_PKEY_free(key);
	return made;
}

bool
cert_make_key(struct buf *out)
{
	EVP_PKEY *key = EVP_EC_gen("P-256");
	BIO *text = BIO_new(BIO_s_mem());
	bool made = key != NULL && text != NULL &&
		    PEM_write_bio_PKCS8PrivateKey(text, key, NULL, NULL, 0,
			NULL, NULL) == 1;

	if (made)
		cert_part_take(text, out);
	BIO_free(text);
	EVP_PKEY_free(key);
	return made;
}

bool
cert_make_server(struct str key, const struct str *names, size_t count,
    struct buf *cert)
{
	struct subject subject = {
		/* Longer ones are cut: clients look at the SAN. */
		.common = str_take(uri_host_bare(names[0]), COMMON_NAME_MAX),
		.usage = "serverAuth",
		.days = SERVER_DAYS,
	};
	struct buf list;
	bool made;

	buf_init(&list);
	list_names(&list, names, count);
	subject.names = list.at;
	made = make(key, &subject, cert);
	buf_release(&list);
	return made;
}

bool
cert_make_client(struct str key, struct str name, long days, struct buf *cert)
{
	const struct subject subject = {
		.common = name,
		.usage = "clientAuth",
		.names = "",
		.days = days,
	};

	return make(key, &subject, cert);
}
