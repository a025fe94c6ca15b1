/* SPDX-License-Identifier: ISC */
#include "app/cert.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/cert_client.h"
#include "app/cert_look.h"
#include "app/cert_renew.h"
#include "app/cert_show.h"
#include "unit/pki.h"
#include "unit/remove_tree.h"
#include "unit/unit.h"

static const struct str hosts[] = {
	STR_INIT("example.org"),
	STR_INIT("xn--caf-dma.example"),
	STR_INIT("192.0.2.7"),
	STR_INIT("[2001:db8::1]"),
	STR_INIT("*.example.org"),
	STR_INIT("*"),
};

struct place_for_certs {
	char root[64];
	char dir[80];
	struct cert_want want; /* for all hosts, in dir */
	struct arena arena;
	struct diags d;
};

static int
set_up(void **state)
{
	struct place_for_certs *p = calloc(1, sizeof(*p));

	snprintf(p->root, sizeof(p->root), "/tmp/vitae-cert-XXXXXX");
	assert_non_null(mkdtemp(p->root));
	snprintf(p->dir, sizeof(p->dir), "%s/certs", p->root);
	p->want = (struct cert_want){ hosts, COUNT(hosts), NULL, NULL, p->dir };
	arena_init(&p->arena);
	diags_init(&p->d, &p->arena);
	*state = p;
	return 0;
}

static int
tear_down(void **state)
{
	struct place_for_certs *p = *state;

	remove_tree(p->root);
	arena_release(&p->arena);
	free(p);
	return 0;
}

static X509 *
parse(const struct buf *text)
{
	BIO *in = BIO_new_mem_buf(text->at, (int)text->len);
	X509 *cert = PEM_read_bio_X509(in, NULL, NULL, NULL);

	BIO_free(in);
	assert_non_null(cert);
	return cert;
}

/* How often a code is among the findings. */
static size_t
found(const struct place_for_certs *p, const char *code)
{
	size_t count = 0;

	for (const struct diag *i = p->d.first; i != NULL; i = i->next)
		count += strcmp(i->code, code) == 0;
	return count;
}

static void
load(struct place_for_certs *p, struct cert_pair *pair)
{
	bool loaded = cert_load(&p->want, pair, &p->d);

	if (!loaded)
		diags_print(&p->d, stderr);
	assert_true(loaded);
}

/* The pair as it is there now; fingerprints alone are left of it. */
static struct cert_facts
facts_there(struct place_for_certs *p)
{
	struct cert_facts facts;
	struct cert_pair pair;

	load(p, &pair);
	assert_true(cert_facts(buf_str(&pair.chain), &facts));
	cert_release(&pair);
	return facts;
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
	struct place_for_certs *p = *state;
	struct cert_pair pair;
	int days, seconds;
	X509 *cert;

	load(p, &pair);
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
	struct place_for_certs *p = *state;

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
	struct place_for_certs *p = *state;
	struct cert_pair pair;
	struct stat st;

	umask(0);
	load(p, &pair);
	assert_int_equal(stat(pair.files.key, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(chmod(pair.files.key, 0640), 0);
	cert_look(&pair, hosts, COUNT(hosts), &p->d);
	assert_int_equal(found(p, "key-mode"), 1);
	cert_release(&pair);
}

static void
a_second_run_keeps_the_certificate_G100(void **state)
{
	struct place_for_certs *p = *state;
	struct cert_facts before, after;

	p->want.count = 1;
	before = facts_there(p);
	/* Also with names more: the pinned one stays, with warnings. */
	p->want.count = COUNT(hosts);
	after = facts_there(p);
	assert_memory_equal(before.cert, after.cert, CERT_DIGEST);
	assert_int_equal(found(p, "cert-name"), 4);
}

static void
a_missing_key_is_an_error_and_replaces_nothing(void **state)
{
	struct place_for_certs *p = *state;
	struct cert_files files;
	struct cert_pair pair;
	struct stat before, after;

	facts_there(p);
	assert_true(cert_files(&p->want, &files, &p->d));
	assert_int_equal(stat(files.chain, &before), 0);
	assert_int_equal(unlink(files.key), 0);
	assert_false(cert_load(&p->want, &pair, &p->d));
	cert_release(&pair);
	assert_int_equal(found(p, "cert-half"), 1);
	assert_int_not_equal(access(files.key, F_OK), 0);
	assert_int_equal(stat(files.chain, &after), 0);
	assert_int_equal(before.st_ino, after.st_ino);
	assert_int_equal(before.st_size, after.st_size);
}

static void
a_check_makes_nothing(void **state)
{
	struct place_for_certs *p = *state;

	assert_true(cert_check(&p->want, &p->d));
	assert_int_not_equal(access(p->dir, F_OK), 0);
	p->want.chain = "/nonexistent/chain.pem";
	assert_false(cert_check(&p->want, &p->d));
	assert_int_equal(found(p, "cert-read"), 1);
}

static void
renewing_keeps_the_key_and_takes_the_names_of_now(void **state)
{
	struct place_for_certs *p = *state;
	struct cert_facts before, after;
	struct stat st;
	struct cert_files files;

	p->want.count = 1;
	before = facts_there(p);
	p->want.count = COUNT(hosts);
	assert_true(cert_renew(&p->want, &p->d));
	assert_null(p->d.first);
	after = facts_there(p);
	assert_memory_equal(before.key, after.key, CERT_DIGEST);
	assert_memory_not_equal(before.cert, after.cert, CERT_DIGEST);
	assert_null(p->d.first); /* every name is in it now */
	assert_true(cert_files(&p->want, &files, &p->d));
	assert_int_equal(stat(files.key, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
}

static void
write_file(const char *path, struct str text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fwrite(text.at, 1, text.len, file);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(path, 0600), 0);
}

/* A file that holds both, the key behind its certificate or before it. */
static void
renew_in_one_file(struct place_for_certs *p, bool key_first)
{
	struct cert_facts before, after;
	struct cert_pair pair;
	struct buf both;
	char path[128];

	load(p, &pair);
	snprintf(path, sizeof(path), "%s/both.pem", p->root);
	buf_init(&both);
	buf_add(&both, buf_str(key_first ? &pair.key : &pair.chain));
	buf_add(&both, buf_str(key_first ? &pair.chain : &pair.key));
	write_file(path, buf_str(&both));
	buf_release(&both);
	cert_release(&pair);
	p->want.chain = path;
	before = facts_there(p);
	assert_true(cert_renew(&p->want, &p->d));
	after = facts_there(p);
	assert_memory_equal(before.key, after.key, CERT_DIGEST);
	assert_memory_not_equal(before.cert, after.cert, CERT_DIGEST);
	p->want.chain = NULL;
}

static void
renewing_in_one_file_keeps_the_key_in_it(void **state)
{
	renew_in_one_file(*state, false);
	renew_in_one_file(*state, true);
}

/* One leaf, described by its row, and who has signed it. */
struct leaf {
	struct pki pki;
	int rsa_bits; /* 0 = an EC key */
	bool signed_by_ca;
	bool whole; /* the CA's certificate is in the file as well */
};

#define DAY 86400L
#define YEAR (365 * DAY)

static const struct {
	const char *why;
	const char *code; /* of the one warning; NULL = there is none */
	struct leaf leaf;
} looks[] = {
	{ "nothing to say", NULL,
	    { .pki = { "DNS:example.org", -DAY, YEAR } } },
	{ "G-99 another name", "cert-name",
	    { .pki = { "DNS:example.com", -DAY, YEAR } } },
	{ "G-99 names below do not count", "cert-name",
	    { .pki = { "DNS:*.example.org", -DAY, YEAR } } },
	{ "G-99 expired", "cert-expired",
	    { .pki = { "DNS:example.org", -2 * DAY, -DAY } } },
	{ "expires soon", "cert-expires",
	    { .pki = { "DNS:example.org", -DAY, 13 * DAY } } },
	{ "15 days are enough", NULL,
	    { .pki = { "DNS:example.org", -DAY, 15 * DAY } } },
	{ "G-99 not valid yet", "cert-early",
	    { .pki = { "DNS:example.org", DAY, YEAR } } },
	{ "a CA's", "cert-ca",
	    { .pki = { "DNS:example.org", -DAY, YEAR, .ca = true } } },
	{ "signed by a CA, whole", NULL,
	    { .pki = { "DNS:example.org", -DAY, YEAR },
		.signed_by_ca = true,
		.whole = true } },
	{ "signed by a CA, alone", "cert-alone",
	    { .pki = { "DNS:example.org", -DAY, YEAR },
		.signed_by_ca = true } },
	{ "RSA 2048", NULL,
	    { .pki = { "DNS:example.org", -DAY, YEAR }, .rsa_bits = 2048 } },
};

/* The leaf as a file that holds all of it. */
static void
write_leaf(const struct leaf *leaf, const char *path)
{
	struct pki ca = { NULL, -DAY, YEAR, .ca = true };
	struct pki pki = leaf->pki;
	X509 *cert;
	struct buf text;

	buf_init(&text);
	ca.key = EVP_EC_gen("P-256");
	pki.key = leaf->rsa_bits > 0 ? EVP_RSA_gen((unsigned)leaf->rsa_bits)
				     : EVP_EC_gen("P-256");
	pki.issuer = leaf->signed_by_ca ? pki_make(&ca) : NULL;
	pki.issuer_key = leaf->signed_by_ca ? ca.key : NULL;
	cert = pki_make(&pki);
	pki_write(&text, cert, NULL);
	if (leaf->whole)
		pki_write(&text, pki.issuer, NULL);
	pki_write(&text, NULL, pki.key);
	write_file(path, buf_str(&text));
	buf_release(&text);
	X509_free(cert);
	X509_free(pki.issuer);
	EVP_PKEY_free(pki.key);
	EVP_PKEY_free(ca.key);
}

static void
what_clients_trip_over_is_warned_of(void **state)
{
	struct place_for_certs *p = *state;
	char path[128];

	snprintf(path, sizeof(path), "%s/leaf.pem", p->root);
	p->want.chain = path;
	p->want.count = 1;
	for (size_t i = 0; i < COUNT(looks); i++) {
		const char *code = looks[i].code;
		struct cert_pair pair;

		diags_init(&p->d, &p->arena);
		write_leaf(&looks[i].leaf, path);
		load(p, &pair);
		cert_release(&pair);
		check_row(p->d.count[DIAG_WARNING] == (code != NULL),
		    looks[i].why);
		check_row(code == NULL || found(p, code) == 1, looks[i].why);
	}
}

/* Botan's clients refuse version 1; it has no names at all. */
static void
version_1_is_warned_of(void **state)
{
	struct place_for_certs *p = *state;
	struct leaf leaf = { .pki = { NULL, -DAY, YEAR, .v1 = true } };
	char path[128];

	snprintf(path, sizeof(path), "%s/leaf.pem", p->root);
	p->want.chain = path;
	write_leaf(&leaf, path);
	facts_there(p);
	assert_int_equal(found(p, "cert-version"), 1);
}

/* Which of the two, depends on what the system's OpenSSL still takes. */
static void
a_weak_key_is_refused_or_warned_of(void **state)
{
	struct place_for_certs *p = *state;
	struct leaf leaf = {
		.pki = { "DNS:example.org", -DAY, YEAR },
		.rsa_bits = 1024,
	};
	struct cert_pair pair;
	char path[128];

	snprintf(path, sizeof(path), "%s/leaf.pem", p->root);
	p->want.chain = path;
	write_leaf(&leaf, path);
	if (cert_load(&p->want, &pair, &p->d))
		assert_int_equal(found(p, "cert-weak"), 1);
	else
		assert_int_equal(found(p, "cert-unusable"), 1);
	cert_release(&pair);
}

static void
a_cas_certificate_is_not_ours_to_renew(void **state)
{
	struct place_for_certs *p = *state;
	const struct leaf leaf = {
		.pki = { "DNS:example.org", -DAY, YEAR },
		.signed_by_ca = true,
	};
	struct cert_facts before, after;
	char path[128];

	snprintf(path, sizeof(path), "%s/leaf.pem", p->root);
	p->want.chain = path;
	write_leaf(&leaf, path);
	before = facts_there(p);
	assert_false(cert_renew(&p->want, &p->d));
	assert_int_equal(found(p, "cert-signed"), 1);
	after = facts_there(p);
	assert_memory_equal(before.cert, after.cert, CERT_DIGEST);
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
expect_error(struct place_for_certs *p, const char *code)
{
	struct cert_pair pair;

	diags_init(&p->d, &p->arena);
	assert_false(cert_load(&p->want, &pair, &p->d));
	cert_release(&pair);
	assert_int_equal(found(p, code), 1);
	assert_int_equal(p->d.count[DIAG_ERROR], 1);
}

static void
a_pair_that_cannot_be_used_is_an_error(void **state)
{
	struct place_for_certs *p = *state;
	struct cert_files files;

	facts_there(p);
	assert_true(cert_files(&p->want, &files, &p->d));
	write_key(files.key, NULL);
	expect_error(p, "key-other");
	write_key(files.key, "secret");
	expect_error(p, "key-unusable");
	write_file(files.key, STR("no key\n"));
	expect_error(p, "key-unusable");
	write_file(files.chain, STR("no certificate\n"));
	expect_error(p, "cert-unusable");
	write_file(files.chain,
	    STR("-----BEGIN CERTIFICATE-----\nAAAA\n"
		"-----END CERTIFICATE-----\n"));
	expect_error(p, "cert-unusable");
	write_file(files.chain, STR(""));
	expect_error(p, "cert-unusable");
	assert_int_equal(unlink(files.chain), 0);
	assert_int_equal(mkfifo(files.chain, 0600), 0);
	expect_error(p, "cert-read");
}

static void
a_clients_certificate_is_a_file_and_a_line(void **state)
{
	struct place_for_certs *p = *state;
	struct cert_facts facts;
	char path[128], print[CERT_PRINT_SIZE], wanted[160];
	struct cert_want want = { hosts, 1, path, NULL, NULL };
	struct cert_pair pair;
	struct stat st;
	struct buf line;

	umask(0);
	buf_init(&line);
	snprintf(path, sizeof(path), "%s/alice.pem", p->root);
	assert_true(cert_client(path, "alice", 730, &line, &p->d));
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_true(cert_load(&want, &pair, &p->d)); /* a pair in one file */
	assert_true(cert_facts(buf_str(&pair.chain), &facts));
	cert_release(&pair);
	assert_in_range(facts.days_left, 729, 730);
	cert_print(facts.key, print);
	snprintf(wanted, sizeof(wanted), "alice\t%s\n", print);
	assert_str(buf_str(&line), str_of(wanted));
	assert_false(cert_client(path, "alice", 730, &line, &p->d));
	assert_int_equal(found(p, "cert-write"), 1);
	assert_str(buf_str(&line), str_of(wanted));
	buf_release(&line);
}

static void
a_member_has_a_name_of_one_word(void **state)
{
	static const char *const names[] = { "", "a b", "a\tb", "#a", "a\nb",
		"\xff", "a\xe2\x80\xaez" };
	struct place_for_certs *p = *state;
	char path[128];
	struct buf line;

	buf_init(&line);
	snprintf(path, sizeof(path), "%s/x.pem", p->root);
	for (size_t i = 0; i < COUNT(names); i++) {
		check_row(!cert_client(path, names[i], 1, &line, &p->d),
		    names[i]);
		check_row(access(path, F_OK) != 0, names[i]);
	}
	assert_int_equal(line.len, 0);
	buf_release(&line);
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
	struct place_for_certs *p = *state;
	struct cert_pair pair;
	struct buf text;

	buf_init(&text);
	load(p, &pair);
	cert_show(buf_str(&pair.chain), &text);
	for (size_t i = 0; i < COUNT(lines); i++)
		check_row(str_find(buf_str(&text), str_of(lines[i])) < text.len,
		    lines[i]);
	cert_release(&pair);
	buf_release(&text);
}

#define WITH_FOLDER(test) \
	cmocka_unit_test_setup_teardown(test, set_up, tear_down)

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
		WITH_FOLDER(renewing_keeps_the_key_and_takes_the_names_of_now),
		WITH_FOLDER(renewing_in_one_file_keeps_the_key_in_it),
		WITH_FOLDER(what_clients_trip_over_is_warned_of),
		WITH_FOLDER(version_1_is_warned_of),
		WITH_FOLDER(a_weak_key_is_refused_or_warned_of),
		WITH_FOLDER(a_cas_certificate_is_not_ours_to_renew),
		WITH_FOLDER(a_pair_that_cannot_be_used_is_an_error),
		WITH_FOLDER(a_clients_certificate_is_a_file_and_a_line),
		WITH_FOLDER(a_member_has_a_name_of_one_word),
		WITH_FOLDER(what_is_shown_of_it),
	};

	return cmocka_run_group_tests_name("cert", tests, NULL, NULL);
}
