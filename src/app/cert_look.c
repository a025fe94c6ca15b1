/* SPDX-License-Identifier: ISC */
#include "app/cert_look.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <sys/stat.h>

#include "app/cert_part.h"
#include "net/tls_pair.h"
#include "net/tls_pem.h"
#include "net/tls_why.h"
#include "proto/uri.h"

#define RSA_BITS_MIN 2048

/* A certificate, and where to say what is wrong with it. */
struct look {
	X509 *cert;
	bool alone; /* in its file */
	struct place at;
	struct diags *d;
};

/* RFC 6125 6.4.3: "*.example.org" is to hold for any one label. */
static void
write_sample(struct buf *out, struct str name)
{
	if (str_starts(name, STR("*.")))
		buf_printf(out, "any-name%.*s", STR_ARG(str_skip(name, 1)));
	else
		buf_add(out, uri_host_bare(name));
	buf_char(out, '\0');
}

static bool
is_named(X509 *cert, struct str name)
{
	char text[URI_HOST_MAX + 16];
	struct buf sample;

	buf_fixed(&sample, text, sizeof(text));
	write_sample(&sample, name);
	if (cert_is_ip(name))
		return X509_check_ip_asc(cert, text, 0) == 1;
	return X509_check_host(cert, text, 0, 0, NULL) == 1;
}

/* A certificate that somebody else has signed is not ours to make anew. */
static const char *
remedy(const struct look *l)
{
	return X509_self_signed(l->cert, 0) == 1
		   ? "; vitae cert renew mends that"
		   : "";
}

static void
look_at_names(const struct look *l, const struct str *names, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (str_eq(names[i], STR("*")) || is_named(l->cert, names[i]))
			continue;
		diag_add(l->d, DIAG_WARNING, l->at, "cert-name",
		    "does not name %.*s: clients may refuse it there%s",
		    STR_ARG(names[i]), remedy(l));
	}
}

static void
look_at_dates(const struct look *l)
{
	const ASN1_TIME *from = X509_get0_notBefore(l->cert);
	const ASN1_TIME *to = X509_get0_notAfter(l->cert);
	int days = 0;
	int seconds = 0;

	if (X509_cmp_current_time(from) > 0)
		diag_add(l->d, DIAG_WARNING, l->at, "cert-early",
		    "is not valid yet");
	ASN1_TIME_diff(&days, &seconds, NULL, to);
	if (days < 0 || seconds < 0)
		diag_add(l->d, DIAG_WARNING, l->at, "cert-expired",
		    "has expired%s", remedy(l));
	else if (days < CERT_DAYS_WARNED)
		diag_add(l->d, DIAG_WARNING, l->at, "cert-expires",
		    "expires within %d day%s%s", days + 1,
		    days == 0 ? "" : "s", remedy(l));
}

static void
look_at_form(const struct look *l)
{
	EVP_PKEY *key = X509_get0_pubkey(l->cert);
	bool own = X509_self_signed(l->cert, 0) == 1;

	if (X509_get_version(l->cert) != X509_VERSION_3)
		diag_add(l->d, DIAG_WARNING, l->at, "cert-version",
		    "is of X.509 version %ld; some clients take 3 alone",
		    X509_get_version(l->cert) + 1);
	if (key != NULL && EVP_PKEY_is_a(key, "RSA") &&
	    EVP_PKEY_get_bits(key) < RSA_BITS_MIN)
		diag_add(l->d, DIAG_WARNING, l->at, "cert-weak",
		    "has an RSA key of %d bits; clients may refuse it",
		    EVP_PKEY_get_bits(key));
	if (X509_check_ca(l->cert) == 1)
		diag_add(l->d, DIAG_WARNING, l->at, "cert-ca",
		    "is the certificate of a CA, not of a server; some clients"
		    " refuse it");
	if (!own && l->alone)
		diag_add(l->d, DIAG_WARNING, l->at, "cert-alone",
		    "without the certificate of its issuer; the file should"
		    " hold the whole chain");
}

static void
look_at_mode(const char *path, struct diags *d)
{
	struct place at = { .file = str_of(path) };
	struct stat st;

	if (stat(path, &st) == 0 && (st.st_mode & 077) != 0)
		diag_add(d, DIAG_WARNING, at, "key-mode",
		    "others can read this key; chmod 600");
}

void
cert_look(const struct cert_pair *pair, const struct str *names, size_t count,
    struct diags *d)
{
	struct look look = {
		.at = { .file = str_of(pair->files.chain) },
		.d = d,
	};
	struct tls_chain chain;

	if (tls_pem_chain(buf_str(&pair->chain), &chain)) {
		look.cert = chain.first;
		look.alone = sk_X509_num(chain.rest) == 0;
		look_at_names(&look, names, count);
		look_at_dates(&look);
		look_at_form(&look);
		tls_chain_release(&chain);
	}
	look_at_mode(pair->files.key, d);
}

void
cert_look_fault(enum tls_pair_fault fault, const char *reason,
    const struct cert_files *files, struct diags *d)
{
	const struct place chain = { .file = str_of(files->chain) };
	const struct place key = { .file = str_of(files->key) };

	switch (fault) {
	case TLS_PAIR_FINE:
		break;
	case TLS_PAIR_CHAIN:
		diag_add(d, DIAG_ERROR, chain, "cert-unusable",
		    "no usable PEM certificate: %s", reason);
		break;
	case TLS_PAIR_KEY:
		diag_add(d, DIAG_ERROR, key, "key-unusable",
		    "no usable key; it must be a PEM file without a"
		    " passphrase");
		break;
	case TLS_PAIR_OTHER:
		diag_add(d, DIAG_ERROR, key, "key-other", "not the key of %s",
		    files->chain);
		break;
	}
}

bool
cert_look_usable(const struct cert_pair *pair, struct diags *d)
{
	const struct tls_pair texts = cert_tls_pair(pair);
	SSL_CTX *ctx = SSL_CTX_new(TLS_server_method());
	enum tls_pair_fault fault = TLS_PAIR_CHAIN;

	if (ctx != NULL)
		fault = tls_pair_use(ctx, &texts);
	cert_look_fault(fault, tls_reason(), &pair->files, d);
	SSL_CTX_free(ctx);
	ERR_clear_error();
	return fault == TLS_PAIR_FINE;
}
