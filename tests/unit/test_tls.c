/* SPDX-License-Identifier: ISC */
/* Hosts: which one is shown, what becomes of a change, why it failed. */
#include "unit/handshake.h"

#include <stdlib.h>

/* Host 2 of three has no certificate. */
struct house {
	struct tls *tls;
	EVP_PKEY *key;
	X509 *certs[2];
};

static int
set_up(void **state)
{
	struct house *h = calloc(1, sizeof(*h));

	h->key = EVP_EC_gen("P-256");
	h->tls = tls_new(3, host_find, NULL, NULL);
	assert_non_null(h->tls);
	for (size_t i = 0; i < 2; i++) {
		h->certs[i] = cert_named(h->key, i == 0 ? "one" : "two");
		assert_true(host_use(h->tls, i, h->certs[i], h->key, false));
	}
	*state = h;
	return 0;
}

static int
tear_down(void **state)
{
	struct house *h = *state;

	tls_free(h->tls);
	X509_free(h->certs[0]);
	X509_free(h->certs[1]);
	EVP_PKEY_free(h->key);
	free(h);
	return 0;
}

static const struct {
	const char *why;
	const char *sni;
	int shelf;
	size_t shown;
} names[] = {
	{ "G-92 the first", "one.example", 0, 0 },
	{ "G-92 another", "two.example", 1, 1 },
	{ "G-92 letter case", "TWO.Example", 1, 1 },
	{ "a final dot", "two.example.", 1, 1 },
	{ "G-93 none", NULL, SHELF_NONE, 0 },
	{ "G-94 not ours", "four.example", SHELF_NONE, 0 },
	{ "G-94 an address", "127.0.0.1", SHELF_NONE, 0 },
	{ "X-29 no name", "two example\n", SHELF_NONE, 0 },
	{ "a pattern is no name", "*.example", SHELF_NONE, 0 },
	{ "a host that has no certificate yet", "three.example", 2, 0 },
};

static void
the_name_decides_G92_G93_G94(void **state)
{
	const struct house *h = *state;

	for (size_t i = 0; i < 2 * COUNT(names); i++) {
		SSL_CTX *context = client_context(tls_versions[i % 2]);
		const char *why = names[i / 2].why;
		struct meeting m;

		meeting_whole(&m, h->tls, context, names[i / 2].sni);
		check_row(m.peer.shelf == names[i / 2].shelf, why);
		check_row(meeting_showed(&m, h->certs[names[i / 2].shown]),
		    why);
		check_row(m.peer.visitor == NULL, why);
		check_row(!m.peer.resumed, why);
		assert_string_equal(m.peer.version,
		    i % 2 == 0 ? "TLSv1.2" : "TLSv1.3");
		meeting_end(&m);
		SSL_CTX_free(context);
	}
}

/* X448 first: the server has to ask for another, and gets a second hello. */
static void
a_second_hello_changes_nothing(void **state)
{
	const struct house *h = *state;
	SSL_CTX *context = client_context(TLS1_3_VERSION);
	char groups[] = "X448:P-384";
	struct meeting m;

	assert_int_equal(SSL_CTX_set1_groups_list(context, groups), 1);
	meeting_whole(&m, h->tls, context, "two.example");
	assert_int_equal(m.peer.shelf, 1);
	assert_true(meeting_showed(&m, h->certs[1]));
	meeting_end(&m);
	SSL_CTX_free(context);
}

static void
without_names_there_is_one_host(void **state)
{
	const struct house *h = *state;
	struct tls *tls = tls_new(1, NULL, NULL, NULL);
	SSL_CTX *context = client_context(0);
	struct meeting m;

	assert_true(host_use(tls, 0, h->certs[0], h->key, false));
	meeting_whole(&m, tls, context, "one.example");
	assert_int_equal(m.peer.shelf, SHELF_NONE);
	meeting_end(&m);
	SSL_CTX_free(context);
	tls_free(tls);
}

static void
hosts_without_certificates_do_no_harm(void **state)
{
	static const char *const tried[] = { NULL, "one.example",
		"three.example" };
	const struct house *h = *state;
	struct tls *tls = tls_new(3, host_find, NULL, NULL);
	struct meeting m;

	assert_true(host_use(tls, 1, h->certs[1], h->key, false));
	for (size_t i = 0; i < 2 * COUNT(tried); i++) {
		SSL_CTX *context = client_context(tls_versions[i % 2]);

		meeting_init(&m, tls, context, tried[i / 2]);
		meeting_shake(&m);
		assert_false(m.shaken);
		assert_int_equal(m.opened, STREAM_FAILED);
		assert_string_equal(m.why,
		    "there is no certificate for this host");
		meeting_end(&m);
		meeting_whole(&m, tls, context, "two.example");
		meeting_end(&m);
		SSL_CTX_free(context);
	}
	tls_free(tls);
}

/* One that is open, one that has not begun, and one in between. */
static void
a_new_pair_is_for_new_connections(void **state)
{
	const struct house *h = *state;
	SSL_CTX *context = client_context(0);
	X509 *renewed = cert_named(h->key, "renewed");
	struct meeting open, begun, before;

	meeting_init(&open, h->tls, context, "two.example");
	meeting_shake(&open);
	meeting_init(&begun, h->tls, context, "two.example");
	SSL_connect(begun.client);
	meeting_serve(&begun);
	meeting_init(&before, h->tls, context, "two.example");
	assert_true(host_use(h->tls, 1, renewed, h->key, false));
	meeting_shake(&begun);
	meeting_shake(&before);
	assert_true(meeting_showed(&open, h->certs[1]));
	assert_true(meeting_showed(&begun, h->certs[1]));
	assert_true(meeting_showed(&before, renewed));
	assert_true(meeting_talk(&open, STR("hello")));
	assert_true(meeting_talk(&begun, STR("hello")));
	assert_true(meeting_talk(&before, STR("hello")));
	meeting_end(&open);
	meeting_end(&begun);
	meeting_end(&before);
	X509_free(renewed);
	SSL_CTX_free(context);
}

static void
a_pair_that_is_none_leaves_the_old_one(void **state)
{
	const struct house *h = *state;
	EVP_PKEY *other = EVP_EC_gen("P-256");
	SSL_CTX *context = client_context(0);
	struct meeting m;

	assert_false(host_use(h->tls, 1, h->certs[1], other, false));
	meeting_whole(&m, h->tls, context, "two.example");
	assert_true(meeting_showed(&m, h->certs[1]));
	meeting_end(&m);
	SSL_CTX_free(context);
	EVP_PKEY_free(other);
}

/* What the server says of a client that sends bytes and waits. */
static void
throw_at(const struct house *h, struct str bytes, struct meeting *m)
{
	SSL_CTX *context = client_context(0);

	meeting_init(m, h->tls, context, NULL);
	assert_int_equal(send(m->ends[1], bytes.at, bytes.len, MSG_NOSIGNAL),
	    (ssize_t)bytes.len);
	for (int i = 0; i < 3; i++)
		meeting_serve(m);
	SSL_CTX_free(context);
}

static const struct {
	const char *why;
	struct str bytes;
	const char *words;
} thrown[] = {
	{ "G-98 a request", STR_INIT("gemini://one.example/\r\n"),
	    "plain text on the TLS port" },
	{ "G-98 HTTP", STR_INIT("GET / HTTP/1.0\r\n\r\n"),
	    "plain text on the TLS port" },
	{ "G-98 a proxy's", STR_INIT("CONNECT one.example:1965 HTTP/1.0\r\n"),
	    "plain text on the TLS port" },
	{ "X-29 a record above the limit", STR_INIT("\x16\x03\x01\xff\xff\x01"),
	    "malformed" },
	{ "X-29 no hello", STR_INIT("\x16\x03\x01\0\x04\x0e\0\0\0"),
	    "malformed" },
	{ "X-29 a hello that is too long",
	    STR_INIT("\x16\x03\x01\0\x04\x01\xff\xff\xff"),
	    "a message that is too long" },
};

static void
what_is_no_handshake_is_told_apart_G98_X29(void **state)
{
	struct meeting m;
	char byte;

	for (size_t i = 0; i < COUNT(thrown); i++) {
		throw_at(*state, thrown[i].bytes, &m);
		check_row(m.opened == STREAM_FAILED, thrown[i].why);
		check_row(m.why != NULL, thrown[i].why);
		assert_string_equal(m.why, thrown[i].words);
		if (i < 3)
			check_row(recv(m.ends[1], &byte, 1, 0) < 0,
			    thrown[i].why);
		meeting_end(&m);
	}
}

static bool
resets_on_close(int fd)
{
	struct linger linger = { 0 };
	socklen_t len = sizeof(linger);

	assert_int_equal(
	    getsockopt(fd, SOL_SOCKET, SO_LINGER, &linger, &len), 0);
	return linger.l_onoff != 0 && linger.l_linger == 0;
}

/* A byte a record: more than any handshake needs. */
static void
a_handshake_without_end_is_reset_X28(void **state)
{
	struct buf bytes;
	struct meeting m;

	buf_init(&bytes);
	buf_add(&bytes, STR("\x16\x03\x01\0\x04\x01\0\x40\0"));
	for (size_t i = 0; i < 16000; i++)
		buf_add(&bytes, STR("\x16\x03\x01\0\x01\0"));
	throw_at(*state, buf_str(&bytes), &m);
	assert_int_equal(m.opened, STREAM_FAILED);
	assert_string_equal(m.why, "a handshake that does not end");
	assert_true(resets_on_close(m.ends[0]));
	meeting_end(&m);
	buf_release(&bytes);
}

static void
who_leaves_has_done_nothing_wrong(void **state)
{
	const struct house *h = *state;
	SSL_CTX *context = client_context(0);
	struct meeting m;

	meeting_init(&m, h->tls, context, NULL);
	SSL_connect(m.client);
	meeting_serve(&m);
	shutdown(m.ends[1], SHUT_WR);
	meeting_serve(&m);
	assert_int_equal(m.opened, STREAM_FAILED);
	assert_null(m.why);
	assert_false(resets_on_close(m.ends[0]));
	meeting_end(&m);
	SSL_CTX_free(context);
}

/* What the client's next read comes to: text, or SSL_get_error()'s. */
static int
heard_next(struct meeting *m, struct str text)
{
	char got[16];
	int len;

	ERR_clear_error();
	len = SSL_read(m->client, got, sizeof(got));
	if (len <= 0)
		return SSL_get_error(m->client, len);
	assert_str(((struct str){ got, (size_t)len }), text);
	return SSL_ERROR_NONE;
}

static void
the_end_is_told_when_no_more_is_to_come_G95(void **state)
{
	const struct house *h = *state;
	SSL_CTX *context = client_context(0);
	struct str first[] = { STR(""), STR("one") };
	struct str last[] = { STR("two"), STR("") };
	struct meeting m;

	meeting_init(&m, h->tls, context, NULL);
	meeting_shake(&m);
	assert_int_equal(m.stream.ops->send(&m.stream, first, 2, true),
	    STREAM_DONE);
	assert_int_equal(first[1].len, 0);
	assert_int_equal(heard_next(&m, STR("one")), SSL_ERROR_NONE);
	assert_int_equal(heard_next(&m, STR("")), SSL_ERROR_WANT_READ);
	assert_int_equal(m.stream.ops->send(&m.stream, last, 2, false),
	    STREAM_DONE);
	assert_int_equal(heard_next(&m, STR("two")), SSL_ERROR_NONE);
	assert_int_equal(heard_next(&m, STR("")), SSL_ERROR_ZERO_RETURN);
	meeting_end(&m);
	SSL_CTX_free(context);
}

/* Shake hands with what was set in context; the server says no. */
static const char *
refused(const struct house *h, SSL_CTX *context)
{
	struct meeting m;

	meeting_init(&m, h->tls, context, "one.example");
	meeting_shake(&m);
	assert_false(m.shaken && m.opened == STREAM_DONE);
	meeting_end(&m);
	SSL_CTX_free(context);
	return m.why;
}

static void
old_versions_are_refused_G90(void **state)
{
	static const int old[] = { TLS1_VERSION, TLS1_1_VERSION };

	for (size_t i = 0; i < COUNT(old); i++)
		assert_string_equal(refused(*state, client_context(old[i])),
		    "TLS older than 1.2");
}

static void
suites_and_groups_must_be_shared_G91(void **state)
{
	SSL_CTX *context = client_context(TLS1_2_VERSION);
	char group[] = "X448", signature[] = "ed25519";

	assert_int_equal(SSL_CTX_set_cipher_list(context,
			     "ECDHE-ECDSA-AES128-SHA"),
	    1);
	assert_string_equal(refused(*state, context), "no shared cipher");
	context = client_context(TLS1_3_VERSION);
	assert_int_equal(SSL_CTX_set1_groups_list(context, group), 1);
	assert_string_equal(refused(*state, context), "no shared cipher");
	context = client_context(TLS1_3_VERSION);
	assert_int_equal(SSL_CTX_set1_sigalgs_list(context, signature), 1);
	assert_string_equal(refused(*state, context), "no shared cipher");
}

static int
no(X509_STORE_CTX *chain, void *arg)
{
	X509_STORE_CTX_set_error(chain, *(int *)arg);
	return 0;
}

#define REFUSED "the client refused our certificate"
#define GAVE_UP "the client gave up with an alert"

static const struct {
	int error; /* as the client's look at our certificate ends */
	const char *words;
} refusals[] = {
	{ X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, REFUSED }, /* unknown_ca */
	{ X509_V_ERR_CERT_REJECTED, REFUSED },		   /* bad_certificate */
	{ X509_V_ERR_CERT_HAS_EXPIRED, REFUSED },
	{ X509_V_ERR_CERT_REVOKED, REFUSED },
	{ X509_V_ERR_APPLICATION_VERIFICATION, GAVE_UP },
};

static void
a_client_that_refuses_us_is_heard(void **state)
{
	for (size_t i = 0; i < 2 * COUNT(refusals); i++) {
		SSL_CTX *context = client_context(tls_versions[i % 2]);
		int error = refusals[i / 2].error;

		SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
		SSL_CTX_set_cert_verify_callback(context, no, &error);
		assert_string_equal(refused(*state, context),
		    refusals[i / 2].words);
	}
}

#define WITH_HOUSE(test) \
	cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_HOUSE(the_name_decides_G92_G93_G94),
		WITH_HOUSE(a_second_hello_changes_nothing),
		WITH_HOUSE(without_names_there_is_one_host),
		WITH_HOUSE(hosts_without_certificates_do_no_harm),
		WITH_HOUSE(a_new_pair_is_for_new_connections),
		WITH_HOUSE(a_pair_that_is_none_leaves_the_old_one),
		WITH_HOUSE(what_is_no_handshake_is_told_apart_G98_X29),
		WITH_HOUSE(a_handshake_without_end_is_reset_X28),
		WITH_HOUSE(who_leaves_has_done_nothing_wrong),
		WITH_HOUSE(the_end_is_told_when_no_more_is_to_come_G95),
		WITH_HOUSE(old_versions_are_refused_G90),
		WITH_HOUSE(suites_and_groups_must_be_shared_G91),
		WITH_HOUSE(a_client_that_refuses_us_is_heard),
	};

	return cmocka_run_group_tests_name("tls", tests, NULL, NULL);
}
