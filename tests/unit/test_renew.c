/* SPDX-License-Identifier: ISC */
#include "app/renew.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unit/pki.h"
#include "unit/remove_tree.h"
#include "unit/unit.h"
#include "unit/write_text.h"

static const struct str name[] = { STR_INIT("example.org") };

#define MEMBER(name)                             \
	name " 00112233445566778899aabbccddeeff" \
	     "00112233445566778899aabbccddeeff\n"

struct watch {
	char root[64];
	char chain[80];
	char key[80];
	char list[80];
	const char *lists[1];
	struct members members[1];
	struct renew_host host;
	struct tls *tls;
	struct renew *renew;
	struct arena arena;
	struct diags d;
};

/* As most programs replace a file: another one gets its name. */
static void
replace_text(const char *path, struct str text)
{
	char beside[96];

	snprintf(beside, sizeof(beside), "%s.new", path);
	write_text(beside, text);
	assert_int_equal(rename(beside, path), 0);
}

/* A new pair as texts. */
struct pair {
	struct buf chain;
	struct buf key;
};

static struct pair
make_pair(void)
{
	const struct pki pki = {
		.name = "DNS:example.org",
		.to_s = 3600L * 24 * 365,
		.key = EVP_EC_gen("P-256"),
	};
	X509 *cert = pki_make(&pki);
	struct pair pair;

	buf_init(&pair.chain);
	buf_init(&pair.key);
	pki_write(&pair.chain, cert, NULL);
	pki_write(&pair.key, NULL, pki.key);
	X509_free(cert);
	EVP_PKEY_free(pki.key);
	return pair;
}

static void
pair_release(struct pair *pair)
{
	buf_release(&pair->chain);
	buf_release(&pair->key);
}

static void
replace_pair(struct watch *w)
{
	struct pair pair = make_pair();

	replace_text(w->chain, buf_str(&pair.chain));
	replace_text(w->key, buf_str(&pair.key));
	pair_release(&pair);
}

static void
name_files(struct watch *w)
{
	snprintf(w->root, sizeof(w->root), "/tmp/vitae-renew-XXXXXX");
	assert_non_null(mkdtemp(w->root));
	snprintf(w->chain, sizeof(w->chain), "%s/chain.pem", w->root);
	snprintf(w->key, sizeof(w->key), "%s/key.pem", w->root);
	snprintf(w->list, sizeof(w->list), "%s/list", w->root);
	w->lists[0] = w->list;
}

static int
set_up(void **state)
{
	struct watch *w = calloc(1, sizeof(*w));

	name_files(w);
	replace_pair(w);
	write_text(w->list, STR(MEMBER("alice")));
	arena_init(&w->arena);
	diags_init(&w->d, &w->arena);
	w->host = (struct renew_host){
		.cert = { name, 1, w->chain, w->key, NULL },
		.ask = true,
		.member_files = w->lists,
		.zones = 1,
		.members = w->members,
	};
	w->tls = tls_new(1, NULL, NULL, NULL);
	assert_non_null(w->tls);
	w->renew = renew_new(&w->host, 1, w->tls, &w->d);
	assert_non_null(w->renew);
	*state = w;
	return 0;
}

static int
tear_down(void **state)
{
	struct watch *w = *state;

	renew_free(w->renew);
	tls_free(w->tls);
	remove_tree(w->root);
	arena_release(&w->arena);
	free(w);
	return 0;
}

/* Whether the certificate in use is another one than at the call before. */
static bool
is_new(const struct watch *w)
{
	static unsigned char last[CERT_DIGEST];
	const struct cert_facts *facts = renew_facts(w->renew, 0);
	bool other = memcmp(last, facts->cert, CERT_DIGEST) != 0;

	memcpy(last, facts->cert, CERT_DIGEST);
	return other;
}

static void
look(struct watch *w)
{
	renew_tick(w->renew, NULL, false);
}

static void
what_is_there_at_first_is_used(void **state)
{
	struct watch *w = *state;

	assert_true(is_new(w));
	assert_string_equal(renew_chain(w->renew, 0), w->chain);
	assert_int_equal(w->members[0].count, 1);
	look(w);
	assert_false(is_new(w));
}

static void
a_new_pair_is_used_at_the_next_look(void **state)
{
	struct watch *w = *state;

	is_new(w);
	replace_pair(w);
	look(w);
	assert_true(is_new(w));
	look(w);
	assert_false(is_new(w));
}

/* Programs write one after the other, in this order or the other one. */
static void
half_a_pair_waits_for_the_other_half(void **state)
{
	struct watch *w = *state;

	is_new(w);
	for (int order = 0; order < 2; order++) {
		struct pair pair = make_pair();

		for (int half = 0; half < 2; half++) {
			bool chain = (half == 0) == (order == 0);

			replace_text(chain ? w->chain : w->key,
			    buf_str(chain ? &pair.chain : &pair.key));
			look(w);
			assert_int_equal(is_new(w), half == 1);
		}
		pair_release(&pair);
	}
}

/* */
static void
what_is_broken_leaves_the_old_one_in_use(void **state)
{
	struct watch *w = *state;

	is_new(w);
	write_text(w->chain, STR("broken\n"));
	write_text(w->list, STR("alice 12:34\n"));
	for (int looks = 0; looks < 3; looks++) {
		look(w);
		assert_false(is_new(w));
		assert_int_equal(w->members[0].count, 1);
	}
	assert_int_equal(unlink(w->chain), 0);
	assert_int_equal(unlink(w->list), 0);
	renew_tick(w->renew, NULL, true);
	assert_false(is_new(w));
	assert_int_equal(w->members[0].count, 1);
	replace_pair(w);
	write_text(w->list, STR(""));
	look(w);
	assert_true(is_new(w));
	assert_int_equal(w->members[0].count, 0);
}

static void
a_new_list_is_used_at_the_next_look(void **state)
{
	struct watch *w = *state;

	replace_text(w->list,
	    STR(MEMBER("alice") "bob 0123456789abcdef0123456789abcdef"
				"0123456789abcdef0123456789abcdef\n"));
	look(w);
	assert_int_equal(w->members[0].count, 2);
}

/* As cp -p and tar leave it: of the same size, and with the time it had. */
static void
what_looks_as_old_as_before_is_new(void **state)
{
	struct watch *w = *state;
	struct timespec times[2];
	struct stat st;

	assert_int_equal(stat(w->list, &st), 0);
	times[0] = st.st_atim;
	times[1] = st.st_mtim;
	write_text(w->list, STR(MEMBER("bobby")));
	assert_int_equal(utimensat(AT_FDCWD, w->list, times, 0), 0);
	look(w);
	assert_str(w->members[0].at[0].name, STR("bobby"));
}

/* Not a byte of it is another one. */
static void
what_could_not_be_read_is_read_when_it_can_be(void **state)
{
	struct watch *w = *state;

	if (geteuid() != 0)
		skip();
	assert_int_equal(chmod(w->root, 0755), 0);
	write_text(w->list, STR(MEMBER("bob")));
	assert_int_equal(chmod(w->list, 0), 0);
	assert_int_equal(seteuid(65534), 0);
	look(w);
	look(w);
	assert_int_equal(seteuid(0), 0);
	look(w);
	assert_str(w->members[0].at[0].name, STR("alice"));
	assert_int_equal(chmod(w->list, 0600), 0);
	look(w);
	assert_str(w->members[0].at[0].name, STR("bob"));
}

/* A worker believes its supervisor, but not everything. */
static void
a_worker_takes_what_it_is_told(void **state)
{
	struct watch *w = *state;
	struct control message = {
		.what = CONTROL_MEMBERS,
		.bytes = STR(""),
	};

	renew_take(w->renew, &message);
	assert_int_equal(w->members[0].count, 0);
	message.bytes = STR(MEMBER("alice"));
	renew_take(w->renew, &message);
	assert_int_equal(w->members[0].count, 1);
	message.bytes = STR("");
	message.part = 1;
	renew_take(w->renew, &message);
	message.part = 0;
	message.host = 1;
	renew_take(w->renew, &message);
	assert_int_equal(w->members[0].count, 1);
	message = (struct control){
		.what = CONTROL_CERTIFICATE,
		.part = UINT32_MAX,
		.bytes = STR("no certificate"),
	};
	renew_take(w->renew, &message);
}

static void
a_host_without_a_usable_pair_does_not_begin(void **state)
{
	struct watch *w = *state;

	write_text(w->key, STR("no key\n"));
	assert_null(renew_new(&w->host, 1, w->tls, &w->d));
	assert_int_equal(w->d.count[DIAG_ERROR], 1);
}

static void
nor_does_one_with_a_broken_list(void **state)
{
	struct watch *w = *state;

	write_text(w->list, STR("alice\n"));
	assert_null(renew_new(&w->host, 1, w->tls, &w->d));
	assert_int_equal(w->d.count[DIAG_ERROR], 1);
	assert_int_equal(unlink(w->list), 0);
	assert_null(renew_new(&w->host, 1, w->tls, &w->d));
	assert_int_equal(w->d.count[DIAG_ERROR], 2);
}

static void
a_host_without_gemini_needs_no_pair(void **state)
{
	struct watch *w = *state;
	struct renew *renew;

	w->host.cert.count = 0;
	assert_int_equal(unlink(w->key), 0);
	renew = renew_new(&w->host, 1, NULL, &w->d);
	assert_non_null(renew);
	assert_null(renew_facts(renew, 0));
	assert_null(renew_chain(renew, 0));
	renew_tick(renew, NULL, true);
	renew_free(renew);
}

#define WATCHED(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WATCHED(what_is_there_at_first_is_used),
		WATCHED(a_new_pair_is_used_at_the_next_look),
		WATCHED(half_a_pair_waits_for_the_other_half),
		WATCHED(what_is_broken_leaves_the_old_one_in_use),
		WATCHED(a_new_list_is_used_at_the_next_look),
		WATCHED(what_looks_as_old_as_before_is_new),
		WATCHED(what_could_not_be_read_is_read_when_it_can_be),
		WATCHED(a_worker_takes_what_it_is_told),
		WATCHED(a_host_without_a_usable_pair_does_not_begin),
		WATCHED(nor_does_one_with_a_broken_list),
		WATCHED(a_host_without_gemini_needs_no_pair),
	};

	return cmocka_run_group_tests_name("renew", tests, NULL, NULL);
}
