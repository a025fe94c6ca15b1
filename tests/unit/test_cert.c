/* SPDX-License-Identifier: ISC */
#include "app/cert.h"

#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include "app/cert_look.h"
#include "unit/cert_place.h"
#include "unit/write_text.h"

static X509 *
parse(const struct buf *text)
{
	BIO *in = BIO_new_mem_buf(text->at, (int)text->len);
	X509 *cert = PEM_read_bio_X509(in, NULL, NULL, NULL);

	BIO_free(in);
	assert_non_null(cert);
	return cert;
}

static void
check_names(X509 *cert)
{
	assert_int_equal(X509_check_host(cert, "example.org", 0, 0, NULL), 1);
	assert_int_equal(X509_check_host(cert, "a.example.org", 0, 0, NULL), 1);
	assert_int_equal(
	    X509_check_host(cert, "xn--caf-dma.example", 0, 0, NULL), 1);
	assert_int_equal(X509_check_ip_asc(cert, "192.0.2.7", 0), 1);
	assert_int_equal(X509_check_ip_asc(cert, "2001:db8::1", 0), 1);
	assert_int_not_equal(X509_check_host(cert, "other.org", 0, 0, NULL), 1);
}

static void
first_run_makes_a_v3_certificate_for_all_names_G99(void **state)
{
	struct cert_place *p = *state;
	struct cert_pair pair;
	int days, seconds;
	X509 *cert;

	cert_place_load(p, &pair);
	assert_null(p->d.first);
	cert = parse(&pair.chain);
	assert_int_equal(X509_get_version(cert), X509_VERSION_3);
	assert_int_equal(
	    EVP_PKEY_base_id(X509_get0_pubkey(cert)), EVP_PKEY_EC);
	assert_int_equal(EVP_PKEY_bits(X509_get0_pubkey(cert)), 256);
	check_names(cert);
	assert_true(X509_cmp_current_time(X509_get0_notBefore(cert)) < 0);
	assert_int_equal(ASN1_TIME_diff(&days, &seconds, NULL,
			     X509_get0_notAfter(cert)),
	    1);
	assert_true(days > 365 * 90);
	assert_int_equal(X509_verify(cert, X509_get0_pubkey(cert)), 1);
	X509_free(cert);
	cert_release(&pair);
}

static const struct {
	const char *why;
	struct str name;
	const char *file;
} files_rows[] = {
	{ "a name", STR_INIT("example.org"), "example.org" },
	{ "IPv4", STR_INIT("192.0.2.7"), "192.0.2.7" },
	{ "IPv6, no brackets for a shell", STR_INIT("[::1]"), "::1" },
};

static void
files_are_named_after_the_first_name(void **state)
{
	struct cert_place *p = *state;

	for (size_t i = 0; i < COUNT(files_rows); i++) {
		struct cert_files files;
		char chain[128], key[128];

		p->want.names = &files_rows[i].name;
		p->want.count = 1;
		check_row(
		    cert_files(&p->want, &files, &p->d), files_rows[i].why);
		snprintf(chain, sizeof(chain), "%s/%s.crt", p->dir,
		    files_rows[i].file);
		snprintf(key, sizeof(key), "%s/%s.key", p->dir,
		    files_rows[i].file);
		check_row(strcmp(files.chain, chain) == 0, files_rows[i].why);
		check_row(strcmp(files.key, key) == 0, files_rows[i].why);
	}
}

static void
the_key_is_for_its_owner_alone_X42(void **state)
{
	struct cert_place *p = *state;
	struct cert_pair pair;
	struct stat st;

	umask(0);
	cert_place_load(p, &pair);
	assert_int_equal(stat(pair.files.key, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(chmod(pair.files.key, 0640), 0);
	cert_look(&pair, hosts, COUNT(hosts), &p->d);
	assert_int_equal(cert_place_found(p, "key-mode"), 1);
	cert_release(&pair);
}

static void
a_second_run_keeps_the_certificate_G100(void **state)
{
	struct cert_place *p = *state;
	struct cert_facts before, after;

	p->want.count = 1;
	before = cert_place_facts(p);
	/* Also with names more: the pinned one stays, with warnings. */
	p->want.count = COUNT(hosts);
	after = cert_place_facts(p);
	assert_memory_equal(before.cert, after.cert, CERT_DIGEST);
	assert_int_equal(cert_place_found(p, "cert-name"), 4);
}

static void
a_missing_key_is_an_error_and_replaces_nothing(void **state)
{
	struct cert_place *p = *state;
	struct cert_files files;
	struct cert_pair pair;
	struct stat before, after;

	cert_place_facts(p);
	assert_true(cert_files(&p->want, &files, &p->d));
	assert_int_equal(stat(files.chain, &before), 0);
	assert_int_equal(unlink(files.key), 0);
	assert_false(cert_load(&p->want, &pair, &p->d));
	cert_release(&pair);
	assert_int_equal(cert_place_found(p, "cert-half"), 1);
	assert_int_not_equal(access(files.key, F_OK), 0);
	assert_int_equal(stat(files.chain, &after), 0);
	assert_int_equal(before.st_ino, after.st_ino);
	assert_int_equal(before.st_size, after.st_size);
}

static void
a_check_makes_nothing(void **state)
{
	struct cert_place *p = *state;

	assert_true(cert_check(&p->want, &p->d));
	assert_int_not_equal(access(p->dir, F_OK), 0);
	p->want.chain = "/nonexistent/chain.pem";
	assert_false(cert_check(&p->want, &p->d));
	assert_int_equal(cert_place_found(p, "cert-read"), 1);
}

static void
write_key(const char *path, const char *passphrase)
{
	EVP_PKEY *key = EVP_EC_gen("P-256");
	FILE *file = fopen(path, "w");
	const EVP_CIPHER *cipher =
	    passphrase != NULL ? EVP_aes_256_cbc() : NULL;

	assert_non_null(file);
	assert_int_equal(PEM_write_PKCS8PrivateKey(file, key, cipher,
			     passphrase,
			     passphrase != NULL ? (int)strlen(passphrase) : 0,
			     NULL, NULL),
	    1);
	assert_int_equal(fclose(file), 0);
	EVP_PKEY_free(key);
}

static void
expect_error(struct cert_place *p, const char *code)
{
	struct cert_pair pair;

	diags_init(&p->d, &p->arena);
	assert_false(cert_load(&p->want, &pair, &p->d));
	cert_release(&pair);
	assert_int_equal(cert_place_found(p, code), 1);
	assert_int_equal(p->d.count[DIAG_ERROR], 1);
}

static void
a_pair_that_cannot_be_used_is_an_error(void **state)
{
	struct cert_place *p = *state;
	struct cert_files files;

	cert_place_facts(p);
	assert_true(cert_files(&p->want, &files, &p->d));
	write_key(files.key, NULL);
	expect_error(p, "key-other");
	write_key(files.key, "secret");
	expect_error(p, "key-unusable");
	write_text(files.key, STR("no key\n"));
	expect_error(p, "key-unusable");
	write_text(files.chain, STR("no certificate\n"));
	expect_error(p, "cert-unusable");
	write_text(files.chain,
	    STR("-----BEGIN CERTIFICATE-----\nAAAA\n"
		"-----END CERTIFICATE-----\n"));
	expect_error(p, "cert-unusable");
	write_text(files.chain, STR(""));
	expect_error(p, "cert-unusable");
	assert_int_equal(unlink(files.chain), 0);
	assert_int_equal(mkfifo(files.chain, 0600), 0);
	expect_error(p, "cert-read");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_FOLDER(first_run_makes_a_v3_certificate_for_all_names_G99),
		WITH_FOLDER(files_are_named_after_the_first_name),
		WITH_FOLDER(the_key_is_for_its_owner_alone_X42),
		WITH_FOLDER(a_second_run_keeps_the_certificate_G100),
		WITH_FOLDER(a_missing_key_is_an_error_and_replaces_nothing),
		WITH_FOLDER(a_check_makes_nothing),
		WITH_FOLDER(a_pair_that_cannot_be_used_is_an_error),
	};

	return cmocka_run_group_tests_name("cert", tests, NULL, NULL);
}
