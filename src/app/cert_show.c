/* SPDX-License-Identifier: ISC */
#include "app/cert_show.h"

#include <arpa/inet.h>
#include <openssl/x509v3.h>
#include <time.h>

#include "app/cert_part.h"
#include "base/log.h"
#include "net/tls_pem.h"
#include "net/tls_visitor.h"

static X509 *
first_of(struct str text)
{
	struct tls_chain chain;
	X509 *first;

	if (!tls_pem_chain(text, &chain))
		return NULL;
	first = chain.first;
	X509_up_ref(first);
	tls_chain_release(&chain);
	return first;
}

void
cert_print(const unsigned char digest[CERT_DIGEST], char text[CERT_PRINT_SIZE])
{
	struct buf out;

	buf_fixed(&out, text, CERT_PRINT_SIZE);
	for (unsigned i = 0; i < CERT_DIGEST; i++)
		buf_printf(&out, "%s%02x", i > 0 ? ":" : "", digest[i]);
}

static void
write_day(const ASN1_TIME *when, struct buf *out)
{
	struct tm day;

	if (ASN1_TIME_to_tm(when, &day) == 1)
		buf_printf(out, "%04d-%02d-%02d", day.tm_year + 1900,
		    day.tm_mon + 1, day.tm_mday);
}

static void
tell_end(const X509 *cert, struct cert_facts *facts)
{
	const ASN1_TIME *to = X509_get0_notAfter(cert);
	int seconds = 0;
	struct buf day;

	facts->days_left = 0;
	ASN1_TIME_diff(&facts->days_left, &seconds, NULL, to);
	if (seconds < 0)
		facts->days_left--;
	buf_fixed(&day, facts->last_day, sizeof(facts->last_day) - 1);
	write_day(to, &day);
	facts->last_day[day.len] = '\0';
}

bool
cert_facts(struct str chain, struct cert_facts *facts)
{
	X509 *cert = first_of(chain);
	bool known = cert != NULL &&
		     X509_digest(cert, EVP_sha256(), facts->cert, NULL) == 1 &&
		     tls_visitor_key(cert, facts->key);

	if (known)
		tell_end(cert, facts);
	X509_free(cert);
	return known;
}

bool
cert_is_self_signed(struct str chain)
{
	X509 *cert = first_of(chain);
	bool own = cert != NULL && X509_self_signed(cert, 1) == 1;

	X509_free(cert);
	return own;
}

static struct str
view(const ASN1_STRING *text)
{
	return (struct str){
		(const char *)ASN1_STRING_get0_data(text),
		(size_t)ASN1_STRING_length(text),
	};
}

static void
write_name(const GENERAL_NAME *name, struct buf *out)
{
	char text[INET6_ADDRSTRLEN];
	const ASN1_STRING *value;
	int type;

	value = GENERAL_NAME_get0_value(name, &type);
	if (type == GEN_DNS)
		log_escape(out, view(value));
	else if (type == GEN_IPADD &&
		 inet_ntop(ASN1_STRING_length(value) == 4 ? AF_INET : AF_INET6,
		     ASN1_STRING_get0_data(value), text, sizeof(text)) != NULL)
		buf_add(out, str_of(text));
	else
		buf_add(out, STR("(of another kind)"));
}

/* They come from a file that may be anybody's: escaped. */
static void
write_names(const X509 *cert, struct buf *out)
{
	GENERAL_NAMES *names =
	    X509_get_ext_d2i(cert, NID_subject_alt_name, NULL, NULL);
	int count = sk_GENERAL_NAME_num(names);

	for (int i = 0; i < count; i++) {
		if (i > 0)
			buf_add(out, STR(", "));
		write_name(sk_GENERAL_NAME_value(names, i), out);
	}
	if (count <= 0)
		buf_add(out, STR("none"));
	GENERAL_NAMES_free(names);
}

static void
write_party(const X509_NAME *name, struct buf *out)
{
	BIO *text = BIO_new(BIO_s_mem());
	struct buf line;

	buf_init(&line);
	X509_NAME_print_ex(text, name, 0,
	    XN_FLAG_ONELINE & ~ASN1_STRFLGS_ESC_MSB);
	cert_part_take(text, &line);
	log_escape(out, buf_str(&line));
	buf_release(&line);
	BIO_free(text);
}

static void
write_issuer(X509 *cert, struct buf *out)
{
	if (X509_self_signed(cert, 0) == 1)
		buf_add(out, STR("itself"));
	else
		write_party(X509_get_issuer_name(cert), out);
}

static void
write_key_kind(X509 *cert, struct buf *out)
{
	const EVP_PKEY *key = X509_get0_pubkey(cert);
	const char *type = key != NULL ? EVP_PKEY_get0_type_name(key) : NULL;

	if (type == NULL)
		buf_add(out, STR("of an unknown kind"));
	else
		buf_printf(out, "%s, %d bits", type, EVP_PKEY_get_bits(key));
}

static void
show(X509 *cert, struct buf *out)
{
	buf_add(out, STR("subject      "));
	write_party(X509_get_subject_name(cert), out);
	buf_add(out, STR("\nnames        "));
	write_names(cert, out);
	buf_add(out, STR("\nsigned by    "));
	write_issuer(cert, out);
	buf_add(out, STR("\nvalid        "));
	write_day(X509_get0_notBefore(cert), out);
	buf_add(out, STR(" to "));
	write_day(X509_get0_notAfter(cert), out);
	buf_add(out, STR("\nkey          "));
	write_key_kind(cert, out);
	buf_char(out, '\n');
}

void
cert_show(struct str chain, struct buf *out)
{
	struct cert_facts facts;
	char text[CERT_PRINT_SIZE];
	X509 *cert = first_of(chain);

	if (cert == NULL)
		return;
	show(cert, out);
	X509_free(cert);
	if (!cert_facts(chain, &facts))
		return;
	cert_print(facts.cert, text);
	buf_printf(out, "certificate  SHA-256 %s\n", text);
	cert_print(facts.key, text);
	buf_printf(out, "public key   SHA-256 %s\n", text);
}
