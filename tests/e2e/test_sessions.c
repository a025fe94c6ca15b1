/* SPDX-License-Identifier: ISC */
/* A server with an RSA certificate: sessions that are resumed, and how far. */
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <sys/stat.h>

#include "e2e/harness.h"
#include "e2e/wire.h"

#define YEAR_S (365L * 24 * 3600)
#define IN_A_ROW 12 /* connections; each of two workers gets some of them */

static const struct source sources[] = {
	{ "profile.txt", "Name: Ada Lovelace\n"
			 "Email: ada@example.org\n" },
};

static FILE *
create(const struct server *s, const char *name)
{
	char path[128];
	FILE *file;

	snprintf(path, sizeof(path), "%s/certs/%s", s->folder, name);
	file = fopen(path, "w");
	assert_non_null(file);
	return file;
}

/* Where the server would make its own, one with an RSA key. */
static void
put_rsa_pair(const struct server *s)
{
	EVP_PKEY *key = EVP_RSA_gen(2048);
	X509 *cert = X509_new();
	char folder[128];
	FILE *file;

	snprintf(folder, sizeof(folder), "%s/certs", s->folder);
	mkdir(folder, 0755);
	X509_set_version(cert, X509_VERSION_3);
	X509_gmtime_adj(X509_getm_notBefore(cert), 0);
	X509_gmtime_adj(X509_getm_notAfter(cert), YEAR_S);
	X509_set_pubkey(cert, key);
	assert_true(X509_sign(cert, key, EVP_sha256()) > 0);
	file = create(s, "localhost.crt");
	PEM_write_X509(file, cert);
	fclose(file);
	file = create(s, "localhost.key");
	PEM_write_PrivateKey(file, key, NULL, NULL, 0, NULL, NULL);
	fclose(file);
	X509_free(cert);
	EVP_PKEY_free(key);
}

static int
setup(void **state)
{
	static struct server s;

	server_make(&s, sources, COUNT(sources));
	put_rsa_pair(&s);
	server_start(&s);
	*state = &s;
	return 0;
}

/* A client that counts the sessions it is given, and keeps the last. */
struct guest {
	struct wire_kind kind;
	int given;
};

static int
keep(SSL *ssl, SSL_SESSION *session)
{
	struct guest *g = SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl));

	SSL_SESSION_free(g->kind.session);
	g->kind.session = session;
	g->given++;
	return 1;
}

static void
guest_init(struct guest *g, const struct server *s, int version)
{
	*g = (struct guest){ .kind = wire_gemini(s) };
	g->kind.context = wire_context(version);
	SSL_CTX_set_session_cache_mode(g->kind.context,
	    SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
	SSL_CTX_set_app_data(g->kind.context, g);
	SSL_CTX_sess_set_new_cb(g->kind.context, keep);
}

static void
guest_release(struct guest *g)
{
	SSL_SESSION_free(g->kind.session);
	SSL_CTX_free(g->kind.context);
}

/* Ask for a page; whether the session of before was resumed for it. */
static bool
comes(struct guest *g)
{
	struct wire w;
	bool resumed;

	g->given = 0;
	wire_ask(&w, &g->kind, STR("gemini://localhost/\r\n"));
	assert_true(str_starts(wire_heard(&w), STR("20 text/gemini")));
	assert_int_equal(w.end, WIRE_ENDED);
	resumed = SSL_session_reused(w.ssl) == 1;
	SSL_shutdown(w.ssl); /* else the session would count as broken */
	wire_close(&w);
	return resumed;
}

static void
g104_one_ticket_and_no_early_data(void **state)
{
	static const int versions[] = { TLS1_2_VERSION, TLS1_3_VERSION };

	for (size_t i = 0; i < 2; i++) {
		struct guest g;

		guest_init(&g, *state, versions[i]);
		assert_false(comes(&g));
		assert_int_equal(g.given, 1);
		assert_int_equal(
		    SSL_SESSION_get_max_early_data(g.kind.session), 0);
		guest_release(&g);
	}
}

/* Whichever worker has begun it. */
static void
g104_workers_resume_each_others_sessions(void **state)
{
	static const int versions[] = { TLS1_2_VERSION, TLS1_3_VERSION };

	for (size_t i = 0; i < 2; i++) {
		struct guest g;

		guest_init(&g, *state, versions[i]);
		assert_false(comes(&g));
		for (int times = 0; times < IN_A_ROW; times++)
			assert_true(comes(&g));
		guest_release(&g);
	}
}

/* Keys are in memory only: with the server they are gone. */
static void
g104_g105_a_restart_ends_sessions(void **state)
{
	struct server *s = *state;
	struct guest g;

	guest_init(&g, s, 0);
	assert_false(comes(&g));
	assert_true(comes(&g));
	server_stop(s);
	server_start(s);
	g.kind.port = s->gemini;
	assert_false(comes(&g));
	assert_true(comes(&g));
	guest_release(&g);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(g104_one_ticket_and_no_early_data),
		cmocka_unit_test(g104_workers_resume_each_others_sessions),
		cmocka_unit_test(g104_g105_a_restart_ends_sessions),
	};

	return cmocka_run_group_tests_name("sessions", tests, setup,
	    server_after_group);
}
