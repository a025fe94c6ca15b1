/* SPDX-License-Identifier: ISC */
#include "app/cert_renew.h"

#include "unit/cert_place.h"
#include "unit/leaf.h"
#include "unit/write_text.h"

static void
renewing_keeps_the_key_and_takes_the_names_of_now(void **state)
{
	struct cert_place *p = *state;
	struct cert_facts before, after;
	struct stat st;
	struct cert_files files;

	p->want.count = 1;
	before = cert_place_facts(p);
	p->want.count = COUNT(hosts);
	assert_true(cert_renew(&p->want, &p->d));
	assert_null(p->d.first);
	after = cert_place_facts(p);
	assert_memory_equal(before.key, after.key, CERT_DIGEST);
	assert_memory_not_equal(before.cert, after.cert, CERT_DIGEST);
	assert_null(p->d.first); /* every name is in it now */
	assert_true(cert_files(&p->want, &files, &p->d));
	assert_int_equal(stat(files.key, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
}

/* A file that holds both, the key behind its certificate or before it. */
static void
renew_in_one_file(struct cert_place *p, bool key_first)
{
	struct cert_facts before, after;
	struct cert_pair pair;
	struct buf both;
	char path[128];

	cert_place_load(p, &pair);
	snprintf(path, sizeof(path), "%s/both.pem", p->root);
	buf_init(&both);
	buf_add(&both, buf_str(key_first ? &pair.key : &pair.chain));
	buf_add(&both, buf_str(key_first ? &pair.chain : &pair.key));
	write_text(path, buf_str(&both));
	buf_release(&both);
	cert_release(&pair);
	p->want.chain = path;
	before = cert_place_facts(p);
	assert_true(cert_renew(&p->want, &p->d));
	after = cert_place_facts(p);
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

/* The same file, called otherwise: not to be taken for two. */
static void
renewing_keeps_a_key_under_another_name_of_the_file(void **state)
{
	struct cert_place *p = *state;
	char chain[128], key[128];
	struct cert_pair pair;
	struct buf both;

	cert_place_load(p, &pair);
	snprintf(chain, sizeof(chain), "%s/both.pem", p->root);
	snprintf(key, sizeof(key), "%s/./both.pem", p->root);
	buf_init(&both);
	buf_add(&both, buf_str(&pair.chain));
	buf_add(&both, buf_str(&pair.key));
	write_text(chain, buf_str(&both));
	buf_release(&both);
	cert_release(&pair);
	p->want.chain = chain;
	p->want.key = key;
	assert_true(cert_renew(&p->want, &p->d));
	assert_true(cert_check(&p->want, &p->d));
	p->want.chain = p->want.key = NULL;
}

static void
a_cas_certificate_is_not_ours_to_renew(void **state)
{
	struct cert_place *p = *state;
	const struct leaf leaf = {
		.pki = { PKI("DNS:example.org", -DAY, YEAR) },
		.signed_by_ca = true,
	};
	struct cert_facts before, after;
	char path[128];

	snprintf(path, sizeof(path), "%s/leaf.pem", p->root);
	p->want.chain = path;
	write_leaf(&leaf, path);
	before = cert_place_facts(p);
	assert_false(cert_renew(&p->want, &p->d));
	assert_int_equal(cert_place_found(p, "cert-signed"), 1);
	after = cert_place_facts(p);
	assert_memory_equal(before.cert, after.cert, CERT_DIGEST);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_FOLDER(renewing_keeps_the_key_and_takes_the_names_of_now),
		WITH_FOLDER(renewing_in_one_file_keeps_the_key_in_it),
		WITH_FOLDER(
		    renewing_keeps_a_key_under_another_name_of_the_file),
		WITH_FOLDER(a_cas_certificate_is_not_ours_to_renew),
	};

	return cmocka_run_group_tests_name("cert_renew", tests, NULL, NULL);
}
