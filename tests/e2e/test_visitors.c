/* SPDX-License-Identifier: ISC */
/* Client certificates, from the handshake to the reply. */
#include <openssl/x509.h>

#include "e2e/harness.h"
#include "e2e/start.h"
#include "e2e/wire.h"

#define DAY_S (24L * 3600)

static const struct source sources[] = {
	{ "profile.txt", "Name: Ada Lovelace\n"
			 "Email: ada@example.org\n" },
	{ "members/list.gmi", "# For members\n" },
	{ "../members.txt", "# nobody yet\n" },
};

static int
setup(void **state)
{
	static struct server s;

	server_make(&s, sources, COUNT(sources));
	server_run_host(&s, "", "zone = /members/ members.txt\n");
	*state = &s;
	return 0;
}

/* What a visitor shows. */
enum shown {
	NOTHING,
	GOOD,
	EXPIRED,
	EARLY,
	BROKEN,
	HUGE, /* 64 KiB */
};

static void
swell(X509 *cert)
{
	static unsigned char filler[64 * 1024];
	ASN1_OCTET_STRING *text = ASN1_OCTET_STRING_new();
	X509_EXTENSION *extension;

	ASN1_STRING_set(text, filler, sizeof(filler));
	extension = X509_EXTENSION_create_by_NID(NULL, NID_netscape_comment, 0,
	    text);
	assert_int_equal(X509_add_ext(cert, extension, -1), 1);
	X509_EXTENSION_free(extension);
	ASN1_OCTET_STRING_free(text);
}

static void
show(SSL_CTX *context, enum shown what)
{
	EVP_PKEY *key = EVP_EC_gen("P-256");
	EVP_PKEY *other = EVP_EC_gen("P-256");
	X509 *cert = X509_new();
	long shift = what == EXPIRED ? -9 : what == EARLY ? 9
							  : 0;

	X509_set_version(cert, X509_VERSION_3);
	X509_gmtime_adj(X509_getm_notBefore(cert), (shift - 1) * DAY_S);
	X509_gmtime_adj(X509_getm_notAfter(cert), (shift + 1) * DAY_S);
	X509_set_pubkey(cert, key);
	if (what == HUGE)
		swell(cert);
	X509_sign(cert, what == BROKEN ? other : key, EVP_sha256());
	assert_int_equal(SSL_CTX_use_certificate(context, cert), 1);
	assert_int_equal(SSL_CTX_use_PrivateKey(context, key), 1);
	X509_free(cert);
	EVP_PKEY_free(key);
	EVP_PKEY_free(other);
}

static const struct {
	const char *why;
	enum shown shown;
	const char *path;
	const char *want; /* NULL = an alert, or a reset */
} visits[] = {
	{ "G-101", NOTHING, "/", "20 " },
	{ "G-84", NOTHING, "/members/list.gmi", "60 " },
	{ "G-102", GOOD, "/", "20 " },
	{ "G-85", GOOD, "/members/list.gmi", "61 " },
	{ "G-103", EXPIRED, "/", "20 " },
	{ "G-103", EXPIRED, "/members/list.gmi", "62 " },
	{ "G-103", EARLY, "/members/list.gmi", "62 " },
	{ "X-30", BROKEN, "/", "20 " },
	{ "X-30", BROKEN, "/members/list.gmi", "62 " },
	{ "X-30", HUGE, "/", NULL },
};

static void
assert_visit(const struct server *s, size_t row, int version)
{
	struct wire_kind kind = wire_gemini(s);
	const char *why = visits[row].why;
	char line[128];
	struct wire w;

	kind.context = wire_context(version);
	if (visits[row].shown != NOTHING)
		show(kind.context, visits[row].shown);
	wire_open(&w, &kind);
	snprintf(line, sizeof(line), "gemini://localhost%s\r\n",
	    visits[row].path);
	if (w.shaken)
		wire_send(&w, str_of(line));
	wire_hear(&w, 5000);
	if (visits[row].want != NULL) {
		check_row(str_starts(wire_heard(&w), str_of(visits[row].want)),
		    why);
		check_row(w.end == WIRE_ENDED, why);
	} else {
		check_row(w.heard.len == 0, why);
		check_row(w.end == WIRE_BROKEN, why);
	}
	wire_close(&w);
	SSL_CTX_free(kind.context);
}

static void
g101_g102_g103_x30_whatever_they_show(void **state)
{
	static const int versions[] = { TLS1_2_VERSION, TLS1_3_VERSION };

	for (size_t i = 0; i < 2 * COUNT(visits); i++)
		assert_visit(*state, i / 2, versions[i % 2]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(g101_g102_g103_x30_whatever_they_show),
	};

	return cmocka_run_group_tests_name("visitors", tests, setup,
	    server_after_group);
}
