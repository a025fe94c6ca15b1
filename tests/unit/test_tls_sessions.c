/* SPDX-License-Identifier: ISC */
/* Who comes back with a session of before, and what becomes of it. */
#include "unit/handshake.h"

#include <poll.h>
#include <stdlib.h>
#include <sys/wait.h>

/* A server that is one worker of several. */
struct house {
	EVP_PKEY *rsa;
	EVP_PKEY *ec;
	X509 *rsa_cert;
	X509 *ec_cert;
	struct tickets *tickets;
	struct tls *tls;
	struct tls *other; /* another worker */
};

/* Hosts: RSA, EC, and RSA with the certificate of the first. */
static struct tls *
worker(const struct house *h, const struct tickets *tickets)
{
	struct tls *tls = tls_new(3, host_find, NULL, tickets);

	assert_non_null(tls);
	assert_true(host_use(tls, 0, h->rsa_cert, h->rsa, false));
	assert_true(host_use(tls, 1, h->ec_cert, h->ec, false));
	assert_true(host_use(tls, 2, h->rsa_cert, h->rsa, false));
	return tls;
}

static int
set_up(void **state)
{
	struct house *h = calloc(1, sizeof(*h));

	h->rsa = EVP_RSA_gen(2048);
	h->ec = EVP_EC_gen("P-256");
	h->rsa_cert = cert_named(h->rsa, "one");
	h->ec_cert = cert_named(h->ec, "two");
	*state = h;
	return 0;
}

static int
tear_down(void **state)
{
	struct house *h = *state;

	X509_free(h->rsa_cert);
	X509_free(h->ec_cert);
	EVP_PKEY_free(h->rsa);
	EVP_PKEY_free(h->ec);
	free(h);
	return 0;
}

static int
open_house(void **state)
{
	struct house *h = *state;

	h->tickets = tickets_new(0);
	h->tls = worker(h, h->tickets);
	h->other = worker(h, h->tickets);
	return 0;
}

static int
close_house(void **state)
{
	struct house *h = *state;

	tls_free(h->tls);
	tls_free(h->other);
	tickets_free(h->tickets);
	return 0;
}

/* A client that counts the sessions it is given, and keeps the last. */
struct guest {
	SSL_CTX *context;
	SSL_SESSION *kept;
	int given;
};

static int
keep(SSL *ssl, SSL_SESSION *session)
{
	struct guest *g = SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl));

	SSL_SESSION_free(g->kept);
	g->kept = session;
	g->given++;
	return 1;
}

static void
guest_init(struct guest *g, int version)
{
	*g = (struct guest){ .context = client_context(version) };
	SSL_CTX_set_session_cache_mode(g->context,
	    SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
	SSL_CTX_set_app_data(g->context, g);
	SSL_CTX_sess_set_new_cb(g->context, keep);
}

static void
guest_release(struct guest *g)
{
	SSL_SESSION_free(g->kept);
	SSL_CTX_free(g->context);
}

/* OpenSSL does not call for a ticket of TLS 1.2 that takes another's place. */
static void
look_for_another(struct guest *g, SSL *ssl)
{
	const unsigned char *old, *new;
	size_t old_len, new_len;
	SSL_SESSION *now = SSL_get_session(ssl);

	if (g->kept == NULL || !SSL_SESSION_has_ticket(now))
		return;
	SSL_SESSION_get0_ticket(g->kept, &old, &old_len);
	SSL_SESSION_get0_ticket(now, &new, &new_len);
	if (new_len == old_len && memcmp(old, new, new_len) == 0)
		return;
	SSL_SESSION_up_ref(now);
	keep(ssl, now);
}

/* Come, with what was given the last time; whether it was taken. */
static bool
comes(struct guest *g, struct tls *tls, const char *sni)
{
	struct meeting m;
	bool resumed;

	meeting_init(&m, tls, g->context, sni);
	if (g->kept != NULL)
		assert_int_equal(SSL_set_session(m.client, g->kept), 1);
	g->given = 0;
	meeting_shake(&m);
	assert_true(m.shaken);
	assert_int_equal(m.opened, STREAM_DONE);
	assert_true(meeting_talk(&m, STR("hello")));
	look_for_another(g, m.client);
	resumed = m.peer.resumed;
	assert_int_equal(SSL_session_reused(m.client), resumed);
	meeting_end(&m);
	return resumed;
}

static void
an_rsa_host_gives_one_ticket_G104(void **state)
{
	const struct house *h = *state;

	for (size_t i = 0; i < COUNT(tls_versions); i++) {
		struct guest g;

		guest_init(&g, tls_versions[i]);
		assert_false(comes(&g, h->tls, "one.example"));
		assert_int_equal(g.given, 1);
		assert_true(SSL_SESSION_has_ticket(g.kept));
		assert_int_equal(SSL_SESSION_get_max_early_data(g.kept), 0);
		assert_true(comes(&g, h->tls, "one.example"));
		guest_release(&g);
	}
}

/* Under TLS 1.3 each ticket is used once: there is always another. */
static void
a_session_goes_on_and_on(void **state)
{
	const struct house *h = *state;

	for (size_t i = 0; i < COUNT(tls_versions); i++) {
		bool tls13 = tls_versions[i] == TLS1_3_VERSION;
		struct guest g;

		guest_init(&g, tls_versions[i]);
		assert_false(comes(&g, h->tls, "one.example"));
		for (int times = 0; times < 5; times++) {
			assert_true(comes(&g, h->tls, "one.example"));
			assert_int_equal(g.given, tls13 ? 1 : 0);
		}
		guest_release(&g);
	}
}

static void
an_ec_host_gives_none_G104(void **state)
{
	const struct house *h = *state;

	for (size_t i = 0; i < COUNT(tls_versions); i++) {
		struct guest g;

		guest_init(&g, tls_versions[i]);
		assert_false(comes(&g, h->tls, "two.example"));
		assert_int_equal(g.given, 0);
		guest_release(&g);
	}
}

static void
without_keys_to_seal_with_there_are_none(void **state)
{
	const struct house *h = *state;
	struct tls *tls = worker(h, NULL);

	for (size_t i = 0; i < COUNT(tls_versions); i++) {
		struct guest g;

		guest_init(&g, tls_versions[i]);
		assert_false(comes(&g, tls, "one.example"));
		assert_int_equal(g.given, 0);
		assert_false(comes(&g, h->tls, "one.example"));
		assert_int_equal(g.given, 1);
		assert_false(comes(&g, tls, "one.example"));
		guest_release(&g);
	}
	tls_free(tls);
}

/* Not even at one with the same certificate, nor at the default. */
static void
a_session_is_of_one_host_G105(void **state)
{
	static const char *const others[] = { "two.example", "three.example" };
	const struct house *h = *state;

	for (size_t i = 0; i < 2 * COUNT(others); i++) {
		struct guest g;

		guest_init(&g, tls_versions[i % 2]);
		assert_false(comes(&g, h->tls, "one.example"));
		assert_false(comes(&g, h->tls, others[i / 2]));
		guest_release(&g);
		guest_init(&g, tls_versions[i % 2]);
		assert_false(comes(&g, h->tls, "three.example"));
		assert_false(comes(&g, h->tls, "one.example"));
		guest_release(&g);
	}
}

static void
another_certificate_ends_sessions(void **state)
{
	const struct house *h = *state;
	X509 *renewed = cert_named(h->rsa, "renewed");

	for (size_t i = 0; i < COUNT(tls_versions); i++) {
		struct guest g;

		guest_init(&g, tls_versions[i]);
		assert_false(comes(&g, h->tls, "one.example"));
		assert_true(
		    host_use(h->tls, 0, h->rsa_cert, h->rsa, false));
		assert_true(comes(&g, h->tls, "one.example"));
		assert_true(host_use(h->tls, 0, renewed, h->rsa, false));
		assert_false(comes(&g, h->tls, "one.example"));
		assert_true(comes(&g, h->tls, "one.example"));
		assert_true(
		    host_use(h->tls, 0, h->rsa_cert, h->rsa, false));
		guest_release(&g);
	}
	X509_free(renewed);
}

/* Else it would never be asked, and get 60 for ever. */
static void
who_asks_for_certificates_does_not_resume(void **state)
{
	const struct house *h = *state;

	for (size_t i = 0; i < COUNT(tls_versions); i++) {
		struct guest g;

		guest_init(&g, tls_versions[i]);
		assert_false(comes(&g, h->tls, "one.example"));
		assert_int_equal(g.given, 1);
		assert_true(host_use(h->tls, 0, h->rsa_cert, h->rsa, true));
		assert_false(comes(&g, h->tls, "one.example"));
		assert_int_equal(g.given, 0);
		assert_true(
		    host_use(h->tls, 0, h->rsa_cert, h->rsa, false));
		guest_release(&g);
	}
}

static void
a_ticket_lives_through_one_change_of_keys(void **state)
{
	const struct house *h = *state;
	int64_t now = 0;

	for (size_t i = 0; i < COUNT(tls_versions); i++) {
		struct guest g;

		guest_init(&g, tls_versions[i]);
		assert_false(comes(&g, h->tls, "one.example"));
		tickets_rotate(h->tickets, now += TICKETS_ROTATE_MS);
		assert_true(comes(&g, h->tls, "one.example"));
		assert_int_equal(g.given, 1); /* sealed with the new key */
		tickets_rotate(h->tickets, now += TICKETS_ROTATE_MS);
		assert_true(comes(&g, h->tls, "one.example"));
		tickets_rotate(h->tickets, now += TICKETS_ROTATE_MS);
		tickets_rotate(h->tickets, now += TICKETS_ROTATE_MS);
		assert_false(comes(&g, h->tls, "one.example"));
		guest_release(&g);
	}
}

static void
workers_resume_each_others_sessions(void **state)
{
	const struct house *h = *state;

	for (size_t i = 0; i < COUNT(tls_versions); i++) {
		struct guest g;

		guest_init(&g, tls_versions[i]);
		assert_false(comes(&g, h->tls, "one.example"));
		assert_true(comes(&g, h->other, "one.example"));
		assert_true(comes(&g, h->tls, "one.example"));
		guest_release(&g);
	}
}

/* The server's side of a meeting, in a process of its own. */
static void
serve_alone(struct meeting *m)
{
	struct pollfd on = { .fd = m->ends[0], .events = POLLIN };
	struct str parts[] = { STR("yes") };
	char heard[16];
	size_t got;

	do {
		poll(&on, 1, 5000);
		meeting_serve(m);
	} while (m->opened == STREAM_WANT_READ);
	poll(&on, 1, 5000);
	if (m->opened == STREAM_DONE &&
	    m->stream.ops->read(&m->stream, heard, sizeof(heard), &got) ==
		STREAM_DONE)
		m->stream.ops->send(&m->stream, parts, 1, false);
	_exit(m->opened == STREAM_DONE && m->peer.resumed ? 0 : 1);
}

/* Come to a worker that was forked before the keys changed. */
static bool
comes_to_process(struct guest *g, const struct house *h, int64_t rotate_ms)
{
	struct meeting m;
	char answer[8];
	pid_t child;
	int status;

	meeting_init(&m, h->other, g->context, "one.example");
	assert_int_equal(SSL_set_session(m.client, g->kept), 1);
	child = fork();
	assert_true(child >= 0);
	if (child == 0)
		serve_alone(&m);
	tickets_rotate(h->tickets, rotate_ms);
	fcntl(m.ends[1], F_SETFL, 0);
	assert_int_equal(SSL_connect(m.client), 1);
	assert_int_equal(SSL_write(m.client, "hello", 5), 5);
	assert_int_equal(SSL_read(m.client, answer, sizeof(answer)), 3);
	assert_int_equal(waitpid(child, &status, 0), child);
	look_for_another(g, m.client);
	meeting_end(&m);
	return status == 0;
}

static void
processes_share_the_keys_also_new_ones(void **state)
{
	const struct house *h = *state;

	for (size_t i = 0; i < COUNT(tls_versions); i++) {
		int64_t now = (int64_t)(2 * i + 1) * TICKETS_ROTATE_MS;
		struct guest g;

		guest_init(&g, tls_versions[i]);
		assert_false(comes(&g, h->tls, "one.example"));
		assert_true(comes_to_process(&g, h, 0));
		assert_true(comes_to_process(&g, h, now));
		assert_true(comes(&g, h->tls, "one.example"));
		guest_release(&g);
	}
}

/* The session with one bit of its ticket turned over. */
static SSL_SESSION *
spoiled(SSL_SESSION *session, size_t at)
{
	const unsigned char *ticket;
	unsigned char *der = NULL;
	const unsigned char *from;
	SSL_SESSION *made;
	struct str all;
	size_t len;

	SSL_SESSION_get0_ticket(session, &ticket, &len);
	all.len = (size_t)i2d_SSL_SESSION(session, &der);
	all.at = (const char *)der;
	der[str_find(all, (struct str){ (const char *)ticket, len }) +
	    at % len] ^= 1;
	from = der;
	made = d2i_SSL_SESSION(NULL, &from, (long)all.len);
	OPENSSL_free(der);
	assert_non_null(made);
	return made;
}

/* In the key's name, the vector, the content and the HMAC. */
static void
a_forged_ticket_opens_nothing(void **state)
{
	static const size_t places[] = { 0, 15, 16, 31, 32, 60, (size_t)-1 };
	const struct house *h = *state;

	for (size_t i = 0; i < 2 * COUNT(places); i++) {
		struct guest g;
		SSL_SESSION *forged;

		guest_init(&g, tls_versions[i % 2]);
		assert_false(comes(&g, h->tls, "one.example"));
		forged = spoiled(g.kept, places[i / 2]);
		SSL_SESSION_free(g.kept);
		g.kept = forged;
		assert_false(comes(&g, h->tls, "one.example"));
		guest_release(&g);
	}
}

#define OPEN(test) \
	cmocka_unit_test_setup_teardown(test, open_house, close_house)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		OPEN(an_rsa_host_gives_one_ticket_G104),
		OPEN(a_session_goes_on_and_on),
		OPEN(an_ec_host_gives_none_G104),
		OPEN(without_keys_to_seal_with_there_are_none),
		OPEN(a_session_is_of_one_host_G105),
		OPEN(another_certificate_ends_sessions),
		OPEN(who_asks_for_certificates_does_not_resume),
		OPEN(a_ticket_lives_through_one_change_of_keys),
		OPEN(workers_resume_each_others_sessions),
		OPEN(processes_share_the_keys_also_new_ones),
		OPEN(a_forged_ticket_opens_nothing),
	};

	return cmocka_run_group_tests_name("tls_sessions", tests, set_up,
	    tear_down);
}
