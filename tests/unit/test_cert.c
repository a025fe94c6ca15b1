/* SPDX-License-Identifier: ISC */
#include "unit/unit.h"

#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/cert.h"
#include "net/tls.h"

static const struct str hosts[] = {
	STR_INIT("example.org"),
	STR_INIT("xn--caf-dma.example"),
	STR_INIT("192.0.2.7"),
	STR_INIT("[2001:db8::1]"),
};

struct place_for_certs {
	char root[64];
	char dir[80];
};

static int
set_up(void **state)
{
	struct place_for_certs *p = calloc(1, sizeof(*p));

	snprintf(p->root, sizeof(p->root), "/tmp/vitae-cert-XXXXXX");
	assert_non_null(mkdtemp(p->root));
	snprintf(p->dir, sizeof(p->dir), "%s/certs", p->root);
	*state = p;
	return 0;
}

static int
tear_down(void **state)
{
	struct place_for_certs *p = *state;
	char path[128];

	snprintf(path, sizeof(path), "%s/example.org.crt", p->dir);
	unlink(path);
	snprintf(path, sizeof(path), "%s/example.org.key", p->dir);
	unlink(path);
	rmdir(p->dir);
	rmdir(p->root);
	free(p);
	return 0;
}

static X509 *
read_cert(const char *path)
{
	FILE *file = fopen(path, "r");
	X509 *cert;

	assert_non_null(file);
	cert = PEM_read_X509(file, NULL, NULL, NULL);
	fclose(file);
	assert_non_null(cert);
	return cert;
}

static void
first_run_makes_a_v3_certificate_for_all_names_G99(void **state)
{
	struct place_for_certs *p = *state;
	struct cert_files files;
	struct tls *tls;
	int days, seconds;
	X509 *cert;

	assert_true(cert_ensure(p->dir, hosts, 4, &files));
	cert = read_cert(files.chain);
	assert_int_equal(X509_get_version(cert), X509_VERSION_3);
	assert_int_equal(
	    EVP_PKEY_base_id(X509_get0_pubkey(cert)), EVP_PKEY_EC);
	assert_int_equal(EVP_PKEY_bits(X509_get0_pubkey(cert)), 256);
	assert_int_equal(X509_check_host(cert, "example.org", 0, 0, NULL), 1);
	assert_int_equal(
	    X509_check_host(cert, "xn--caf-dma.example", 0, 0, NULL), 1);
	assert_int_equal(X509_check_ip_asc(cert, "192.0.2.7", 0), 1);
	assert_int_equal(X509_check_ip_asc(cert, "2001:db8::1", 0), 1);
	assert_int_not_equal(X509_check_host(cert, "other.org", 0, 0, NULL), 1);
	assert_true(X509_cmp_current_time(X509_get0_notBefore(cert)) < 0);
	assert_int_equal(ASN1_TIME_diff(&days, &seconds, NULL,
			     X509_get0_notAfter(cert)),
	    1);
	assert_true(days > 36000);
	assert_int_equal(X509_verify(cert, X509_get0_pubkey(cert)), 1);
	X509_free(cert);
	tls = tls_new(files.chain, files.key);
	assert_non_null(tls);
	tls_free(tls);
}

static void
the_key_is_for_its_owner_alone_X42(void **state)
{
	struct place_for_certs *p = *state;
	struct cert_files files;
	struct stat st;

	umask(0);
	assert_true(cert_ensure(p->dir, hosts, 1, &files));
	assert_int_equal(stat(files.key, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
}

static void
a_second_run_keeps_the_certificate_G100(void **state)
{
	struct place_for_certs *p = *state;
	struct cert_files files;
	X509 *before, *after;

	assert_true(cert_ensure(p->dir, hosts, 1, &files));
	before = read_cert(files.chain);
	/* Also with a name more: the pinned one stays, with a warning. */
	assert_true(cert_ensure(p->dir, hosts, 4, &files));
	after = read_cert(files.chain);
	assert_int_equal(X509_cmp(before, after), 0);
	X509_free(before);
	X509_free(after);
}

static void
a_missing_key_is_an_error_and_replaces_nothing(void **state)
{
	struct place_for_certs *p = *state;
	struct cert_files files;
	X509 *before, *after;

	assert_true(cert_ensure(p->dir, hosts, 1, &files));
	before = read_cert(files.chain);
	assert_int_equal(unlink(files.key), 0);
	assert_false(cert_ensure(p->dir, hosts, 1, &files));
	assert_int_not_equal(access(files.key, F_OK), 0);
	after = read_cert(files.chain);
	assert_int_equal(X509_cmp(before, after), 0);
	X509_free(before);
	X509_free(after);
}

static void
a_file_that_is_no_certificate_is_an_error(void **state)
{
	struct place_for_certs *p = *state;
	struct cert_files files;
	FILE *file;

	assert_true(cert_ensure(p->dir, hosts, 1, &files));
	file = fopen(files.chain, "w");
	fputs("not a certificate\n", file);
	fclose(file);
	assert_false(cert_ensure(p->dir, hosts, 1, &files));
	assert_null(tls_new(files.chain, files.key));
}

static void
a_key_of_another_certificate_is_refused(void **state)
{
	struct place_for_certs *p = *state;
	struct cert_files files;
	EVP_PKEY *other = EVP_EC_gen("P-256");
	FILE *file;

	assert_true(cert_ensure(p->dir, hosts, 1, &files));
	file = fopen(files.key, "w");
	PEM_write_PKCS8PrivateKey(file, other, NULL, NULL, 0, NULL, NULL);
	fclose(file);
	EVP_PKEY_free(other);
	assert_null(tls_new(files.chain, files.key));
}

#define WITH_FOLDER(test) \
	cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_FOLDER(first_run_makes_a_v3_certificate_for_all_names_G99),
		WITH_FOLDER(the_key_is_for_its_owner_alone_X42),
		WITH_FOLDER(a_second_run_keeps_the_certificate_G100),
		WITH_FOLDER(a_missing_key_is_an_error_and_replaces_nothing),
		WITH_FOLDER(a_file_that_is_no_certificate_is_an_error),
		WITH_FOLDER(a_key_of_another_certificate_is_refused),
	};

	return cmocka_run_group_tests_name("cert", tests, NULL, NULL);
}
