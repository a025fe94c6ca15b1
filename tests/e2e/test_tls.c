/* SPDX-License-Identifier: ISC */
/*
 * What a client may ask of TLS, or do to it, that wire.h has no words for.
 * test_hello.c has how it may begin.
 */
#include <fcntl.h>
#include <sys/socket.h>

#include "e2e/harness.h"
#include "e2e/wire.h"

#define LIMIT_MS 5000

static const struct source sources[] = {
	{ "profile.txt", "Name: Ada Lovelace\n"
			 "Email: ada@example.org\n" },
};

static int
setup(void **state)
{
	return server_for_group(state, sources, COUNT(sources));
}

/* The macro wants a name that it might write to. */
static void
ask_for(SSL *ssl, const char *name)
{
	char copy[256];

	snprintf(copy, sizeof(copy), "%s", name);
	assert_int_equal(SSL_set_tlsext_host_name(ssl, copy), 1);
}

/* As wire_open, but with a context, and maybe a session, of our own. */
static void
open_with(struct wire *w, const struct server *s, SSL_CTX *context,
    SSL_SESSION *offered)
{
	struct wire_kind kind = wire_gemini(s);

	kind.context = context;
	kind.session = offered;
	wire_open(w, &kind);
}

/* On an open wire: the home page, all of it. */
static void
assert_served(struct wire *w)
{
	struct str reply;

	assert_true(w->shaken);
	wire_send(w, STR("gemini://localhost/\r\n"));
	wire_hear(w, LIMIT_MS);
	reply = buf_str(&w->heard);
	assert_true(str_starts(reply, STR("20 text/gemini")));
	assert_true(str_find(reply, STR("Ada Lovelace")) < reply.len);
	assert_int_equal(w->end, WIRE_ENDED);
}

/* Whatever has happened, the next reader gets the page. */
static void
assert_unharmed(const struct server *s)
{
	SSL_CTX *context = wire_context(0);
	struct wire w;

	open_with(&w, s, context, NULL);
	assert_served(&w);
	wire_close(&w);
	SSL_CTX_free(context);
}

static const struct {
	const char *suite;
	bool works;
} suites[] = {
	{ "ECDHE-ECDSA-AES128-GCM-SHA256", true },
	{ "ECDHE-ECDSA-AES256-GCM-SHA384", true },
	{ "ECDHE-ECDSA-CHACHA20-POLY1305", true },
	{ "ECDHE-ECDSA-AES128-SHA256", false }, /* CBC */
	{ "ECDHE-ECDSA-AES128-SHA", false },
	{ "ECDHE-ECDSA-NULL-SHA", false },
	{ "AECDH-AES128-SHA", false },	/* no certificate */
	{ "AES128-GCM-SHA256", false }, /* no forward secrecy */
	{ "AES128-SHA", false },
};

static void
g91_tls_1_2_has_strong_suites_only(void **state)
{
	const struct server *s = *state;

	for (size_t i = 0; i < COUNT(suites); i++) {
		SSL_CTX *context = wire_context(TLS1_2_VERSION);
		struct wire w;

		check_row(SSL_CTX_set_cipher_list(context, suites[i].suite) ==
			      1,
		    suites[i].suite);
		SSL_CTX_clear_options(context, SSL_OP_NO_COMPRESSION);
		open_with(&w, s, context, NULL);
		check_row(w.shaken == suites[i].works, suites[i].suite);
		assert_null(SSL_get_current_compression(w.ssl));
		if (w.shaken)
			assert_served(&w);
		wire_close(&w);
		SSL_CTX_free(context);
	}
}

static int asked;

static int
count_asking(SSL *ssl, X509 **certificate, EVP_PKEY **key)
{
	(void)ssl, (void)certificate, (void)key;
	asked++;
	return 0;
}

static void
g101_no_certificate_is_asked_for(void **state)
{
	static const int versions[] = { TLS1_2_VERSION, TLS1_3_VERSION };

	for (size_t i = 0; i < 2; i++) {
		SSL_CTX *context = wire_context(versions[i]);
		struct wire w;

		SSL_CTX_set_client_cert_cb(context, count_asking);
		open_with(&w, *state, context, NULL);
		assert_served(&w);
		assert_int_equal(asked, 0);
		wire_close(&w);
		SSL_CTX_free(context);
	}
}

static int offered;

static int
count_sessions(SSL *ssl, SSL_SESSION *session)
{
	(void)ssl, (void)session;
	offered++;
	return 0;
}

static void
g104_x31_nothing_to_come_back_with(void **state)
{
	static const int versions[] = { TLS1_2_VERSION, TLS1_3_VERSION };

	for (size_t i = 0; i < 2; i++) {
		SSL_CTX *context = wire_context(versions[i]);
		unsigned int length = 0;
		struct wire w;

		SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_CLIENT);
		SSL_CTX_sess_set_new_cb(context, count_sessions);
		open_with(&w, *state, context, NULL);
		assert_served(&w);
		SSL_SESSION_get_id(SSL_get_session(w.ssl), &length);
		assert_int_equal(length, 0);
		assert_false(SSL_SESSION_has_ticket(SSL_get_session(w.ssl)));
		assert_int_equal(
		    SSL_SESSION_get_max_early_data(SSL_get_session(w.ssl)), 0);
		assert_int_equal(offered, 0);
		wire_close(&w);
		SSL_CTX_free(context);
	}
}

static SSL_SESSION *kept;

static int
keep_session(SSL *ssl, SSL_SESSION *session)
{
	(void)ssl;
	SSL_SESSION_free(kept);
	kept = session;
	return 1;
}

/* A server in here, with the certificate and key of the one outside. */
static SSL *
twin_of(const struct server *s)
{
	SSL_CTX *context = SSL_CTX_new(TLS_server_method());
	char path[128];
	SSL *ssl;

	snprintf(path, sizeof(path), "%s/certs/localhost.crt", s->folder);
	assert_int_equal(SSL_CTX_use_certificate_chain_file(context, path), 1);
	snprintf(path, sizeof(path), "%s/certs/localhost.key", s->folder);
	assert_int_equal(SSL_CTX_use_PrivateKey_file(context, path,
			     SSL_FILETYPE_PEM),
	    1);
	SSL_CTX_set_max_early_data(context, 1000);
	ssl = SSL_new(context);
	SSL_CTX_free(context);
	assert_non_null(ssl);
	SSL_set_accept_state(ssl);
	return ssl;
}

/* The session that the twin, who does give such, gives to a client. */
static SSL_SESSION *
old_session(const struct server *s, SSL_CTX *context)
{
	SSL *server = twin_of(s);
	SSL *client = SSL_new(context);
	BIO *ours, *theirs;
	char byte;

	assert_int_equal(BIO_new_bio_pair(&ours, 0, &theirs, 0), 1);
	SSL_set_bio(client, ours, ours);
	SSL_set_bio(server, theirs, theirs);
	SSL_set_connect_state(client);
	ask_for(client, "localhost");
	kept = NULL;
	for (int i = 0; i < 10; i++) {
		SSL_do_handshake(client);
		SSL_do_handshake(server);
		SSL_read(client, &byte, 1); /* takes the ticket */
	}
	SSL_shutdown(client); /* else the session would count as broken */
	SSL_free(client);
	SSL_free(server);
	assert_non_null(kept);
	return kept;
}

static void
g105_an_old_session_gets_a_full_handshake(void **state)
{
	static const int versions[] = { TLS1_2_VERSION, TLS1_3_VERSION };
	const struct server *s = *state;

	for (size_t i = 0; i < 2; i++) {
		SSL_CTX *context = wire_context(versions[i]);
		SSL_SESSION *session;
		struct wire w;

		SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_CLIENT);
		SSL_CTX_sess_set_new_cb(context, keep_session);
		session = old_session(s, context);
		assert_int_equal(SSL_SESSION_is_resumable(session), 1);
		open_with(&w, s, context, session);
		assert_true(w.shaken);
		assert_false(SSL_session_reused(w.ssl));
		assert_served(&w);
		wire_close(&w);
		SSL_SESSION_free(kept);
		SSL_CTX_free(context);
	}
}

static void
g106_an_unknown_protocol_is_no_obstacle(void **state)
{
	static const unsigned char names[] = "\x03"
					     "foo"
					     "\x02"
					     "h2";
	const unsigned char *chosen;
	unsigned int length;
	SSL_CTX *context = wire_context(0);
	struct wire w;

	assert_int_equal(
	    SSL_CTX_set_alpn_protos(context, names, sizeof(names) - 1), 0);
	open_with(&w, *state, context, NULL);
	assert_served(&w);
	SSL_get0_alpn_selected(w.ssl, &chosen, &length);
	assert_int_equal(length, 0);
	wire_close(&w);
	SSL_CTX_free(context);
}

static void
g106_x28_nothing_is_renegotiated(void **state)
{
	SSL_CTX *context = wire_context(TLS1_2_VERSION);
	unsigned char before[SSL3_RANDOM_SIZE], after[SSL3_RANDOM_SIZE];
	struct wire w;

	open_with(&w, *state, context, NULL);
	assert_true(w.shaken);
	SSL_get_server_random(w.ssl, before, sizeof(before));
	SSL_renegotiate(w.ssl);
	SSL_do_handshake(w.ssl);
	wire_hear(&w, 1000);
	SSL_get_server_random(w.ssl, after, sizeof(after));
	assert_memory_equal(before, after, sizeof(before));
	assert_int_equal(w.heard.len, 0);
	wire_close(&w);
	SSL_CTX_free(context);
	assert_unharmed(*state);
}

/*
 * Send that many key updates. They are made first: the server has them all at
 * once, and more work with them than we have.
 */
static void
send_key_updates(struct wire *w, int count)
{
	BIO *made = BIO_new(BIO_s_mem());
	BIO *socket = SSL_get_wbio(w->ssl);
	struct str bytes;
	char *at;

	BIO_up_ref(socket);
	SSL_set0_wbio(w->ssl, made);
	for (int i = 0; i < count; i++) {
		SSL_key_update(w->ssl, SSL_KEY_UPDATE_NOT_REQUESTED);
		SSL_do_handshake(w->ssl);
	}
	bytes.len = (size_t)BIO_get_mem_data(made, &at);
	bytes.at = at;
	fcntl(w->fd, F_SETFL, 0);
	while (bytes.len > 0) {
		ssize_t sent = send(w->fd, bytes.at, bytes.len, MSG_NOSIGNAL);

		if (sent <= 0)
			break;
		bytes = str_skip(bytes, (size_t)sent);
	}
	fcntl(w->fd, F_SETFL, O_NONBLOCK);
	SSL_set0_wbio(w->ssl, socket);
}

static void
x28_some_key_updates_are_fine(void **state)
{
	SSL_CTX *context = wire_context(TLS1_3_VERSION);
	struct wire w;

	open_with(&w, *state, context, NULL);
	assert_true(w.shaken);
	send_key_updates(&w, 100);
	assert_served(&w);
	wire_close(&w);
	SSL_CTX_free(context);
}

/* Long before the time for a request is over. */
static void
x28_a_flood_of_key_updates_is_reset(void **state)
{
	SSL_CTX *context = wire_context(TLS1_3_VERSION);
	struct wire w;

	open_with(&w, *state, context, NULL);
	assert_true(w.shaken);
	send_key_updates(&w, 10000);
	wire_hear(&w, 8000);
	assert_int_not_equal(w.end, WIRE_OPEN);
	assert_true(wire_was_reset(&w));
	wire_close(&w);
	SSL_CTX_free(context);
	assert_unharmed(*state);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(g91_tls_1_2_has_strong_suites_only),
		cmocka_unit_test(g101_no_certificate_is_asked_for),
		cmocka_unit_test(g104_x31_nothing_to_come_back_with),
		cmocka_unit_test(g105_an_old_session_gets_a_full_handshake),
		cmocka_unit_test(g106_an_unknown_protocol_is_no_obstacle),
		cmocka_unit_test(g106_x28_nothing_is_renegotiated),
		cmocka_unit_test(x28_some_key_updates_are_fine),
		cmocka_unit_test(x28_a_flood_of_key_updates_is_reset),
	};

	return cmocka_run_group_tests_name("tls", tests, setup,
	    server_after_group);
}
