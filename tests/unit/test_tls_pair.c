/* SPDX-License-Identifier: ISC */
/* Which PEM texts are a certificate and a key, and what is sent of them. */
#include "unit/handshake.h"

#include <openssl/ec.h>

/* How a key may be written. */
enum form {
	PKCS8,
	TRADITIONAL, /* PKCS #1, SEC 1 */
	PARAMETERS,  /* SEC 1 with the curve in a block of its own before */
	PASSPHRASE,
};

static void
add_key(struct buf *to, EVP_PKEY *key, enum form form)
{
	BIO *out = BIO_new(BIO_s_mem());
	char word[] = "word";

	if (form == PARAMETERS)
		PEM_write_bio_Parameters(out, key);
	if (form == PKCS8)
		PEM_write_bio_PKCS8PrivateKey(out, key, NULL, NULL, 0, NULL,
		    NULL);
	else if (form == PASSPHRASE)
		PEM_write_bio_PKCS8PrivateKey(out, key, EVP_aes_256_cbc(),
		    word, 4, NULL, NULL);
	else
		PEM_write_bio_PrivateKey_traditional(out, key, NULL, NULL, 0,
		    NULL, NULL);
	pem_take(to, out);
}

static const struct {
	const char *kind;
	enum form form;
	bool works;
} keys[] = {
	{ "P-256", PKCS8, true },
	{ "P-256", TRADITIONAL, true },
	{ "P-256", PARAMETERS, true },
	{ "P-256", PASSPHRASE, false },
	{ "P-384", PKCS8, true },
	{ "RSA", PKCS8, true },
	{ "RSA", TRADITIONAL, true },
	{ "RSA", PASSPHRASE, false },
	{ "ED25519", PKCS8, true },
	{ "RSA-1024", PKCS8, false }, /* too small */
};

/* A handshake in each version, as the certificate. */
static void
assert_shows(struct tls *tls, X509 *cert)
{
	for (size_t i = 0; i < COUNT(tls_versions); i++) {
		SSL_CTX *context = client_context(tls_versions[i]);
		struct meeting m;

		meeting_whole(&m, tls, context, NULL);
		assert_true(meeting_showed(&m, cert));
		meeting_end(&m);
		SSL_CTX_free(context);
	}
}

/* Use texts for the one host; NULL if they are refused. */
static struct tls *
server_of(const struct buf *chain, const struct buf *key)
{
	const struct tls_pair pair = {
		.chain = buf_str(chain),
		.key = buf_str(key),
		.chain_name = "chain.pem",
		.key_name = "key.pem",
	};
	struct tls *tls = tls_new(1, NULL, NULL, NULL);

	assert_non_null(tls);
	if (tls_use(tls, 0, &pair, false))
		return tls;
	tls_free(tls);
	return NULL;
}

static void
keys_of_many_kinds_are_used(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(keys); i++) {
		EVP_PKEY *key = key_of(keys[i].kind);
		X509 *cert = cert_named(key, "one");
		struct buf chain, secret;
		struct tls *tls;

		buf_init(&chain);
		buf_init(&secret);
		pem_cert(&chain, cert);
		add_key(&secret, key, keys[i].form);
		tls = server_of(&chain, &secret);
		check_row((tls != NULL) == keys[i].works, keys[i].kind);
		if (tls != NULL)
			assert_shows(tls, cert);
		tls_free(tls);
		buf_release(&chain);
		buf_release(&secret);
		X509_free(cert);
		EVP_PKEY_free(key);
	}
}

/* Key, chain, both in one text; with CR LF, and words around the blocks. */
static void
one_text_may_hold_both(void **state)
{
	EVP_PKEY *key = EVP_EC_gen("P-256");
	X509 *cert = cert_named(key, "one");
	struct buf text, lines;
	struct tls *tls;

	(void)state;
	buf_init(&text);
	buf_init(&lines);
	buf_add(&text, STR("my key, do not lose\n"));
	add_key(&text, key, PARAMETERS);
	buf_add(&text, STR("subject: one\n"));
	pem_cert(&text, cert);
	buf_add(&text, STR("\nthe end\n"));
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '\n')
			buf_char(&lines, '\r');
		buf_char(&lines, text.at[i]);
	}
	tls = server_of(&text, &text);
	assert_non_null(tls);
	assert_shows(tls, cert);
	tls_free(tls);
	tls = server_of(&lines, &lines);
	assert_non_null(tls);
	assert_shows(tls, cert);
	tls_free(tls);
	buf_release(&text);
	buf_release(&lines);
	X509_free(cert);
	EVP_PKEY_free(key);
}

/* Neither sorted nor completed, whatever they are. */
static void
the_chain_is_sent_as_given(void **state)
{
	static const char *const names[] = { "one", "root", "between" };
	EVP_PKEY *key = EVP_EC_gen("P-256");
	SSL_CTX *context = client_context(0);
	STACK_OF(X509) * shown;
	struct buf chain, secret;
	X509 *certs[COUNT(names)];
	struct meeting m;
	struct tls *tls;

	(void)state;
	buf_init(&chain);
	buf_init(&secret);
	add_key(&secret, key, PKCS8);
	for (size_t i = 0; i < COUNT(names); i++) {
		certs[i] = cert_named(key, names[i]);
		pem_cert(&chain, certs[i]);
	}
	tls = server_of(&chain, &secret);
	assert_non_null(tls);
	meeting_whole(&m, tls, context, NULL);
	shown = SSL_get_peer_cert_chain(m.client);
	assert_int_equal(sk_X509_num(shown), COUNT(names));
	for (size_t i = 0; i < COUNT(names); i++) {
		assert_int_equal(
		    X509_cmp(sk_X509_value(shown, (int)i), certs[i]), 0);
		X509_free(certs[i]);
	}
	meeting_end(&m);
	tls_free(tls);
	buf_release(&chain);
	buf_release(&secret);
	SSL_CTX_free(context);
	EVP_PKEY_free(key);
}

static const struct {
	const char *why;
	struct str behind; /* what stands behind the certificate */
	bool whole;	   /* the certificate itself */
	bool works;
} chains[] = {
	{ "a certificate", STR_INIT(""), true, true },
	{ "text behind it", STR_INIT("that was all\n"), true, true },
	{ "nothing", STR_INIT(""), false, false },
	{ "no PEM", STR_INIT("certificate\n"), false, false },
	{ "half a certificate behind it",
	    STR_INIT("-----BEGIN CERTIFICATE-----\nAAAA\n"), true, false },
	{ "a broken certificate behind it",
	    STR_INIT("-----BEGIN CERTIFICATE-----\nAAAA\n"
		     "-----END CERTIFICATE-----\n"),
	    true, false },
};

static void
a_chain_is_used_as_a_whole_or_not_at_all(void **state)
{
	EVP_PKEY *key = EVP_EC_gen("P-256");
	X509 *cert = cert_named(key, "one");
	struct buf chain, secret;
	struct tls *tls;

	(void)state;
	buf_init(&secret);
	add_key(&secret, key, PKCS8);
	for (size_t i = 0; i < COUNT(chains); i++) {
		buf_init(&chain);
		if (chains[i].whole)
			pem_cert(&chain, cert);
		buf_add(&chain, chains[i].behind);
		tls = server_of(&chain, &secret);
		check_row((tls != NULL) == chains[i].works, chains[i].why);
		tls_free(tls);
		buf_release(&chain);
	}
	buf_release(&secret);
	X509_free(cert);
	EVP_PKEY_free(key);
}

/* The key of another, a certificate in its place, nothing. */
static void
what_is_not_its_key_is_refused(void **state)
{
	EVP_PKEY *key = EVP_EC_gen("P-256");
	EVP_PKEY *other = EVP_EC_gen("P-256");
	EVP_PKEY *unlike = EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
	X509 *cert = cert_named(key, "one");
	struct buf chain, secret;

	(void)state;
	buf_init(&chain);
	buf_init(&secret);
	pem_cert(&chain, cert);
	assert_null(server_of(&chain, &secret));
	assert_null(server_of(&chain, &chain));
	add_key(&secret, other, PKCS8);
	assert_null(server_of(&chain, &secret));
	buf_clear(&secret);
	add_key(&secret, unlike, PKCS8);
	assert_null(server_of(&chain, &secret));
	buf_release(&chain);
	buf_release(&secret);
	X509_free(cert);
	EVP_PKEY_free(key);
	EVP_PKEY_free(other);
	EVP_PKEY_free(unlike);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_of_many_kinds_are_used),
		cmocka_unit_test(one_text_may_hold_both),
		cmocka_unit_test(the_chain_is_sent_as_given),
		cmocka_unit_test(a_chain_is_used_as_a_whole_or_not_at_all),
		cmocka_unit_test(what_is_not_its_key_is_refused),
	};

	return cmocka_run_group_tests_name("tls_pair", tests, NULL, NULL);
}
