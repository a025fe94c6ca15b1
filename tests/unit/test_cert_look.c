/* SPDX-License-Identifier: ISC */
#include "app/cert_look.h"

#include "app/cert_show.h"
#include "unit/cert_place.h"
#include "unit/leaf.h"

static const struct {
	const char *why;
	const char *code; /* of the one warning; NULL = there is none */
	struct leaf leaf;
} looks[] = {
	{ "nothing to say", NULL,
	    { .pki = { PKI("DNS:example.org", -DAY, YEAR) } } },
	{ "G-99 another name", "cert-name",
	    { .pki = { PKI("DNS:example.com", -DAY, YEAR) } } },
	{ "G-99 names below do not count", "cert-name",
	    { .pki = { PKI("DNS:*.example.org", -DAY, YEAR) } } },
	{ "G-99 expired", "cert-expired",
	    { .pki = { PKI("DNS:example.org", -2 * DAY, -DAY) } } },
	{ "expires soon", "cert-expires",
	    { .pki = { PKI("DNS:example.org", -DAY, 13 * DAY) } } },
	{ "15 days are enough", NULL,
	    { .pki = { PKI("DNS:example.org", -DAY, 15 * DAY) } } },
	{ "G-99 not valid yet", "cert-early",
	    { .pki = { PKI("DNS:example.org", DAY, YEAR) } } },
	{ "a CA's", "cert-ca",
	    { .pki = { PKI("DNS:example.org", -DAY, YEAR), .ca = true } } },
	{ "signed by a CA, whole", NULL,
	    { .pki = { PKI("DNS:example.org", -DAY, YEAR) },
		.signed_by_ca = true,
		.whole = true } },
	{ "signed by a CA, alone", "cert-alone",
	    { .pki = { PKI("DNS:example.org", -DAY, YEAR) },
		.signed_by_ca = true } },
	{ "RSA 2048", NULL,
	    { .pki = { PKI("DNS:example.org", -DAY, YEAR) },
		.rsa_bits = 2048 } },
};

static void
what_clients_trip_over_is_warned_of(void **state)
{
	struct cert_place *p = *state;
	char path[128];

	snprintf(path, sizeof(path), "%s/leaf.pem", p->root);
	p->want.chain = path;
	p->want.count = 1;
	for (size_t i = 0; i < COUNT(looks); i++) {
		const char *code = looks[i].code;
		struct cert_pair pair;

		diags_init(&p->d, &p->arena);
		write_leaf(&looks[i].leaf, path);
		cert_place_load(p, &pair);
		cert_release(&pair);
		check_row(p->d.count[DIAG_WARNING] == (code != NULL),
		    looks[i].why);
		check_row(code == NULL || cert_place_found(p, code) == 1,
		    looks[i].why);
	}
}

/* Botan's clients refuse version 1; it has no names at all. */
static void
version_1_is_warned_of(void **state)
{
	struct cert_place *p = *state;
	struct leaf leaf = { .pki = { PKI(NULL, -DAY, YEAR), .v1 = true } };
	char path[128];

	snprintf(path, sizeof(path), "%s/leaf.pem", p->root);
	p->want.chain = path;
	write_leaf(&leaf, path);
	cert_place_facts(p);
	assert_int_equal(cert_place_found(p, "cert-version"), 1);
}

/* Which of the two, depends on what the system's OpenSSL still takes. */
static void
a_weak_key_is_refused_or_warned_of(void **state)
{
	struct cert_place *p = *state;
	struct leaf leaf = {
		.pki = { PKI("DNS:example.org", -DAY, YEAR) },
		.rsa_bits = 1024,
	};
	struct cert_pair pair;
	char path[128];

	snprintf(path, sizeof(path), "%s/leaf.pem", p->root);
	p->want.chain = path;
	write_leaf(&leaf, path);
	if (cert_load(&p->want, &pair, &p->d))
		assert_int_equal(cert_place_found(p, "cert-weak"), 1);
	else
		assert_int_equal(cert_place_found(p, "cert-unusable"), 1);
	cert_release(&pair);
}

static void
what_is_shown_of_it(void **state)
{
	static const char *const lines[] = {
		"subject      CN = example.org\n",
		"names        example.org, xn--caf-dma.example, 192.0.2.7, ",
		"2001:db8::1, *.example.org\n",
		"signed by    itself\n",
		"key          EC, 256 bits\n",
		"certificate  SHA-256 ",
		"public key   SHA-256 ",
	};
	struct cert_place *p = *state;
	struct cert_pair pair;
	struct buf text;

	buf_init(&text);
	cert_place_load(p, &pair);
	cert_show(buf_str(&pair.chain), &text);
	for (size_t i = 0; i < COUNT(lines); i++)
		check_row(str_find(buf_str(&text), str_of(lines[i])) < text.len,
		    lines[i]);
	cert_release(&pair);
	buf_release(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_FOLDER(what_clients_trip_over_is_warned_of),
		WITH_FOLDER(version_1_is_warned_of),
		WITH_FOLDER(a_weak_key_is_refused_or_warned_of),
		WITH_FOLDER(what_is_shown_of_it),
	};

	return cmocka_run_group_tests_name("cert_look", tests, NULL, NULL);
}
