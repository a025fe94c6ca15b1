/* SPDX-License-Identifier: ISC */
/* Clients that show certificates, and of what kind. */
#include "unit/handshake.h"

#include <openssl/evp.h>
#include <stdlib.h>

#include "net/tls_visitor.h"

/* Host 0 asks for certificates, host 1 does not. */
static int
set_up(void **state)
{
	return tls_house_open(state, 2, 1);
}

/* The certificate as it is after its bytes have been written and read. */
static X509 *
reread(X509 *cert)
{
	unsigned char *der = NULL;
	const unsigned char *from;
	int len = i2d_X509(cert, &der);
	X509 *read;

	assert_true(len > 0);
	from = der;
	read = d2i_X509(NULL, &from, len);
	OPENSSL_free(der);
	X509_free(cert);
	assert_non_null(read);
	return read;
}

static X509 *
expired(EVP_PKEY *key)
{
	return cert_for(key,
	    &(struct cert_wish){ "me", -30 * DAY_S, -20 * DAY_S });
}

static X509 *
early(EVP_PKEY *key)
{
	return cert_for(key, &(struct cert_wish){ "me", DAY_S, 2 * DAY_S });
}

static X509 *
good(EVP_PKEY *key)
{
	return cert_named(key, "me");
}

static X509 *
nameless(EVP_PKEY *key)
{
	return cert_named(key, NULL);
}

static X509 *
with_nul_in_its_name(EVP_PKEY *key)
{
	static const unsigned char name[] = "a\0b";
	X509 *cert = cert_unsigned(key, &(struct cert_wish){ 0 });
	X509_NAME *subject = X509_get_subject_name(cert);

	X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, name, 3, -1,
	    0);
	X509_set_issuer_name(cert, subject);
	cert_sign(cert, key);
	return cert;
}

static X509 *
with_a_negative_serial(EVP_PKEY *key)
{
	X509 *cert = cert_unsigned(key, &(struct cert_wish){ "me", 0, 0 });

	ASN1_INTEGER_set(X509_get_serialNumber(cert), -7);
	cert_sign(cert, key);
	return cert;
}

static X509 *
of_version_1(EVP_PKEY *key)
{
	X509 *cert = cert_unsigned(key, &(struct cert_wish){ "me", 0, 0 });

	X509_set_version(cert, X509_VERSION_1);
	cert_sign(cert, key);
	return cert;
}

/* Without its issuer's beside it. */
static X509 *
issued_by_another(EVP_PKEY *key)
{
	X509 *cert = cert_unsigned(key, &(struct cert_wish){ "me", 0, 0 });
	EVP_PKEY *issuer = EVP_EC_gen("P-256");

	cert_name(X509_get_issuer_name(cert), "an authority");
	cert_sign(cert, issuer);
	EVP_PKEY_free(issuer);
	return cert;
}

static X509 *
signed_by_another(EVP_PKEY *key)
{
	X509 *cert = cert_unsigned(key, &(struct cert_wish){ "me", 0, 0 });
	EVP_PKEY *other = EVP_EC_gen("P-256");

	cert_sign(cert, other);
	EVP_PKEY_free(other);
	return cert;
}

/* The last bit of the signature is not what it was. */
static X509 *
with_a_spoiled_signature(EVP_PKEY *key)
{
	X509 *cert = cert_named(key, "me");
	unsigned char *der = NULL;
	const unsigned char *from;
	int len = i2d_X509(cert, &der);

	X509_free(cert);
	der[len - 1] ^= 1;
	from = der;
	cert = d2i_X509(NULL, &from, len);
	OPENSSL_free(der);
	return cert;
}

static X509 *
with_no_date(EVP_PKEY *key)
{
	X509 *cert = cert_unsigned(key, &(struct cert_wish){ "me", 0, 0 });

	assert_int_equal(
	    ASN1_STRING_set(X509_getm_notAfter(cert), "99yymmdd0000Z", 13), 1);
	cert_sign(cert, key);
	return reread(cert);
}

static const struct {
	const char *why;
	X509 *(*make)(EVP_PKEY *key);
	const char *kind; /* of the key */
	enum credential want;
} shown[] = {
	{ "G-102 signed by itself", good, "P-256", CREDENTIAL_GOOD },
	{ "G-102 without a name", nameless, "P-256", CREDENTIAL_GOOD },
	{ "G-102 no chain", issued_by_another, "P-256", CREDENTIAL_GOOD },
	{ "G-102 of X.509 v1", of_version_1, "P-256", CREDENTIAL_GOOD },
	{ "X-30 NUL in the CN", with_nul_in_its_name, "P-256",
	    CREDENTIAL_GOOD },
	{ "X-30 a negative serial", with_a_negative_serial, "P-256",
	    CREDENTIAL_GOOD },
	{ "X-30 Ed25519", good, "ED25519", CREDENTIAL_GOOD },
	{ "X-30 Ed448", good, "ED448", CREDENTIAL_GOOD },
	{ "X-30 P-384", good, "P-384", CREDENTIAL_GOOD },
	{ "X-30 P-521", good, "P-521", CREDENTIAL_GOOD },
	{ "X-30 RSA", good, "RSA", CREDENTIAL_GOOD },
	{ "G-103 over", expired, "P-256", CREDENTIAL_EXPIRED },
	{ "G-103 to come", early, "P-256", CREDENTIAL_EARLY },
	{ "the signature is another's", signed_by_another, "P-256",
	    CREDENTIAL_BROKEN },
	{ "the signature is none", with_a_spoiled_signature, "P-256",
	    CREDENTIAL_BROKEN },
	{ "a date that is none", with_no_date, "P-256", CREDENTIAL_BROKEN },
};

/* Of bytes, as a tool beside us would make them. */
static void
assert_digest(const unsigned char *digest, unsigned char *der, int len)
{
	unsigned char want[EVP_MAX_MD_SIZE];

	assert_true(len > 0);
	assert_int_equal(
	    EVP_Digest(der, (size_t)len, want, NULL, EVP_sha256(), NULL), 1);
	assert_memory_equal(digest, want, MEMBERS_DIGEST);
	OPENSSL_free(der);
}

static void
assert_visitor(const struct visitor *visitor, X509 *cert)
{
	unsigned char *whole = NULL, *key = NULL;
	int whole_len = i2d_X509(cert, &whole);
	int key_len = i2d_PUBKEY(X509_get0_pubkey(cert), &key);
	time_t now = time(NULL);
	struct tm utc;

	assert_digest(visitor->cert, whole, whole_len);
	assert_digest(visitor->key, key, key_len);
	gmtime_r(&now, &utc);
	assert_int_equal(visitor->today.year, utc.tm_year + 1900);
	assert_int_equal(visitor->today.month, utc.tm_mon + 1);
	assert_int_equal(visitor->today.day, utc.tm_mday);
}

static enum credential
credential(const struct meeting *m)
{
	if (m->peer.visitor == NULL)
		return CREDENTIAL_NONE;
	return m->peer.visitor->credential;
}

/* One who shows cert, if asked. */
static SSL_CTX *
with_cert(int version, X509 *cert, EVP_PKEY *key)
{
	SSL_CTX *context = client_context(version);

	assert_int_equal(SSL_CTX_use_certificate(context, cert), 1);
	assert_int_equal(SSL_CTX_use_PrivateKey(context, key), 1);
	return context;
}

static void
certificates_are_welcome_and_judged_G102_G103_X30(void **state)
{
	const struct tls_house *h = *state;

	for (size_t i = 0; i < 2 * COUNT(shown); i++) {
		const char *why = shown[i / 2].why;
		EVP_PKEY *key = key_of(shown[i / 2].kind);
		X509 *cert = shown[i / 2].make(key);
		SSL_CTX *context = with_cert(tls_versions[i % 2], cert, key);
		struct meeting m;

		meeting_whole(&m, h->tls, context, "one.example");
		check_row(credential(&m) == shown[i / 2].want, why);
		assert_visitor(m.peer.visitor, cert);
		meeting_end(&m);
		SSL_CTX_free(context);
		X509_free(cert);
		EVP_PKEY_free(key);
	}
}

struct asking {
	int times;
	int names; /* of authorities it would trust */
};

static int
note_asking(SSL *ssl, X509 **cert, EVP_PKEY **key)
{
	struct asking *asking = SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl));

	(void)cert, (void)key;
	asking->times++;
	asking->names += sk_X509_NAME_num(SSL_get_client_CA_list(ssl)) > 0;
	return 0;
}

static const struct {
	const char *sni;
	int times;
} asks[] = {
	{ "one.example", 1 },
	{ NULL, 1 }, /* the first host */
	{ "two.example", 0 },
};

static void
only_who_needs_them_asks_and_nobody_must_G101(void **state)
{
	const struct tls_house *h = *state;

	for (size_t i = 0; i < 2 * COUNT(asks); i++) {
		SSL_CTX *context = client_context(tls_versions[i % 2]);
		struct asking asking = { 0 };
		struct meeting m;

		SSL_CTX_set_app_data(context, &asking);
		SSL_CTX_set_client_cert_cb(context, note_asking);
		meeting_whole(&m, h->tls, context, asks[i / 2].sni);
		assert_int_equal(asking.times, asks[i / 2].times);
		assert_int_equal(asking.names, 0);
		assert_null(m.peer.visitor);
		meeting_end(&m);
		SSL_CTX_free(context);
	}
}

static void
who_is_not_asked_shows_nothing(void **state)
{
	const struct tls_house *h = *state;
	SSL_CTX *context = with_cert(0, h->cert, h->key);
	struct meeting m;

	meeting_whole(&m, h->tls, context, "two.example");
	assert_null(m.peer.visitor);
	meeting_end(&m);
	SSL_CTX_free(context);
}

/* A good certificate with an extension of so many bytes. */
static X509 *
swollen(EVP_PKEY *key, size_t bytes)
{
	X509 *cert = cert_unsigned(key, &(struct cert_wish){ "me", 0, 0 });
	ASN1_OCTET_STRING *text = ASN1_OCTET_STRING_new();
	char *filler = calloc(1, bytes);
	X509_EXTENSION *extension;

	ASN1_STRING_set(text, filler, (int)bytes);
	extension = X509_EXTENSION_create_by_NID(NULL, NID_netscape_comment, 0,
	    text);
	assert_int_equal(X509_add_ext(cert, extension, -1), 1);
	X509_EXTENSION_free(extension);
	ASN1_OCTET_STRING_free(text);
	free(filler);
	cert_sign(cert, key);
	return cert;
}

static const struct {
	const char *why;
	size_t kib; /* of the certificate, about */
	int others; /* certificates behind it */
	bool works;
} sizes[] = {
	{ "all that may be", 15, 0, true },
	{ "a long chain", 0, 30, true },
	{ "X-30 16 KiB", 16, 0, false },
	{ "X-30 64 KiB", 64, 0, false },
	{ "X-30 1 MiB", 1024, 0, false },
	{ "X-30 a chain without end", 0, 300, false },
};

/* A request of the longest kind, a byte a record: X-30 within X-28. */
static bool
asks_by_the_byte(struct meeting *m)
{
	char byte;
	size_t got;

	for (size_t i = 0; i < 1026; i++) {
		ERR_clear_error();
		if (SSL_write(m->client, "x", 1) != 1 ||
		    m->stream.ops->read(&m->stream, &byte, 1, &got) !=
			STREAM_DONE)
			return false;
	}
	return true;
}

static void
assert_bounded(const struct tls_house *h, size_t row, int version)
{
	EVP_PKEY *key = EVP_EC_gen("P-256");
	X509 *cert = swollen(key, sizes[row].kib * 1024);
	SSL_CTX *context = with_cert(version, cert, key);
	struct meeting m;

	for (int i = 0; i < sizes[row].others; i++)
		SSL_CTX_add1_chain_cert(context, h->cert);
	meeting_init(&m, h->tls, context, "one.example");
	meeting_shake(&m);
	if (sizes[row].works) {
		check_row(m.opened == STREAM_DONE, sizes[row].why);
		check_row(credential(&m) == CREDENTIAL_GOOD, sizes[row].why);
		check_row(asks_by_the_byte(&m), sizes[row].why);
	} else {
		check_row(m.opened == STREAM_FAILED, sizes[row].why);
		assert_string_equal(m.why, "a message that is too long");
	}
	meeting_end(&m);
	SSL_CTX_free(context);
	X509_free(cert);
	EVP_PKEY_free(key);
}

static void
what_is_shown_has_a_bound_X30(void **state)
{
	for (size_t i = 0; i < 2 * COUNT(sizes); i++)
		assert_bounded(*state, i / 2, tls_versions[i % 2]);
}

/* Another's public key in it, while the client signs with its own. */
static void
a_borrowed_certificate_is_worth_nothing(void **state)
{
	const struct tls_house *h = *state;

	for (size_t i = 0; i < COUNT(tls_versions); i++) {
		EVP_PKEY *key = EVP_EC_gen("P-256");
		X509 *cert = cert_named(key, "thief");
		SSL_CTX *context = with_cert(tls_versions[i], cert, key);
		struct meeting m;

		assert_int_equal(X509_set_pubkey(cert, h->key), 1);
		meeting_init(&m, h->tls, context, "one.example");
		meeting_shake(&m);
		assert_int_equal(m.opened, STREAM_FAILED);
		assert_string_equal(m.why, "a certificate without its key");
		meeting_end(&m);
		SSL_CTX_free(context);
		X509_free(cert);
		EVP_PKEY_free(key);
	}
}

static const struct {
	time_t now;
	unsigned year, month, day;
} days[] = {
	{ 0, 1970, 1, 1 },
	{ 951782400, 2000, 2, 29 },
	{ 1735689599, 2024, 12, 31 },
	{ 1735689600, 2025, 1, 1 },
	{ 4102444800, 2100, 1, 1 },
};

static void
the_day_is_that_of_greenwich(void **state)
{
	const struct tls_house *h = *state;
	struct visitor visitor;

	setenv("TZ", "EAST-11", 1);
	tzset();
	for (size_t i = 0; i < COUNT(days); i++) {
		tls_visitor_read(h->cert, days[i].now, &visitor);
		assert_int_equal(visitor.today.year, days[i].year);
		assert_int_equal(visitor.today.month, days[i].month);
		assert_int_equal(visitor.today.day, days[i].day);
	}
	unsetenv("TZ");
	tzset();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    certificates_are_welcome_and_judged_G102_G103_X30),
		cmocka_unit_test(only_who_needs_them_asks_and_nobody_must_G101),
		cmocka_unit_test(who_is_not_asked_shows_nothing),
		cmocka_unit_test(what_is_shown_has_a_bound_X30),
		cmocka_unit_test(a_borrowed_certificate_is_worth_nothing),
		cmocka_unit_test(the_day_is_that_of_greenwich),
	};

	return cmocka_run_group_tests_name("tls_visitor", tests, set_up,
	    tls_house_close);
}
