/* SPDX-License-Identifier: ISC */
/* Who gets TLS on a port that is not for TLS alone (O-51, O-52, O-53). */
#include "unit/handshake.h"

#include "unit/conn_pair.h"

static int
set_up(void **state)
{
	return tls_house_open(state, 3, 3);
}

/*
 * OpenSSL's client at the other end, driven in turn with the connection. It has
 * a certificate, which it would show to whoever asked for one.
 */
static SSL *
client_of(const struct tls_house *h, const struct pair *p, SSL_CTX *context,
    const char *sni)
{
	SSL *client = SSL_new(context);
	char name[64];

	assert_non_null(client);
	SSL_set_fd(client, p->peer);
	assert_int_equal(SSL_use_certificate(client, h->cert), 1);
	assert_int_equal(SSL_use_PrivateKey(client, h->key), 1);
	if (sni != NULL) {
		snprintf(name, sizeof(name), "%s", sni);
		assert_int_equal(SSL_set_tlsext_host_name(client, name), 1);
	}
	return client;
}

static bool
shake(struct pair *p, SSL *client)
{
	for (int i = 0; i < 10; i++) {
		ERR_clear_error();
		if (SSL_connect(client) == 1)
			return true;
		conn_step(&p->conn, NOW + 1);
	}
	return false;
}

/* One TLS record for each call. */
static void
tell(struct pair *p, SSL *client, const char *text)
{
	int len = (int)strlen(text);

	assert_int_equal(SSL_write(client, text, len), len);
	conn_step(&p->conn, NOW + 2);
}

static void
expect_tls(SSL *client, const char *text)
{
	char got[64];
	int len;

	ERR_clear_error();
	len = SSL_read(client, got, sizeof(got));
	assert_true(len > 0);
	assert_str(((struct str){ got, (size_t)len }), str_of(text));
	len = SSL_read(client, got, sizeof(got));
	assert_int_equal(SSL_get_error(client, len), SSL_ERROR_ZERO_RETURN);
}

static const struct {
	const char *why;
	const char *sni;
	int shelf;
} hosts[] = {
	{ "O-52 no name: the listener's", NULL, 0 },
	{ "O-53 another host", "two.example", 1 },
	{ "O-53 none of ours", "four.example", 0 },
	{ "O-53 one that is not served here", "three.example", 0 },
};

/* curl sends selector and line end in two records (rule 1). */
static void
tls_is_told_by_its_first_byte_O52(void **state)
{
	struct tls_house *h = *state;
	struct conn_config config = pair_config(NULL);

	config.tls = h->tls;
	for (size_t i = 0; i < 2 * COUNT(hosts); i++) {
		SSL_CTX *context = client_context(tls_versions[i % 2]);
		const char *why = hosts[i / 2].why;
		struct conn_report report;
		struct pair p;
		SSL *client;

		pair_open(&p, &config);
		client = client_of(h, &p, context, hosts[i / 2].sni);
		assert_true(shake(&p, client));
		tell(&p, client, "/x");
		check_row(asked.bytes.len == 2, why);
		tell(&p, client, "\n");
		expect_tls(client, "</x>");
		check_row(asked.shelf == hosts[i / 2].shelf, why);
		check_row(asked.visitor == NULL, why);
		check_row(asked.tls_here, why);
		assert_int_equal(p.conn.state, CONN_DRAIN);
		assert_true(conn_describe(&p.conn, NOW, &report));
		assert_string_equal(report.tls, SSL_get_version(client));
		SSL_free(client);
		SSL_CTX_free(context);
		pair_close(&p);
	}
}

static void
each_part_has_its_time_X22(void **state)
{
	struct tls_house *h = *state;
	struct conn_config config = pair_config(NULL);
	SSL_CTX *context = client_context(TLS1_3_VERSION);
	struct pair p;
	SSL *client;

	config.tls = h->tls;
	pair_open(&p, &config);
	assert_int_equal(p.conn.deadline, NOW + REQUEST_MS);
	assert_int_equal(say(&p, STR("\x16")), CONN_WANT_READ);
	assert_int_equal(p.conn.deadline, NOW + HANDSHAKE_MS);
	pair_close(&p);

	pair_open(&p, &config);
	client = client_of(h, &p, context, NULL);
	assert_true(shake(&p, client));
	conn_step(&p.conn, NOW + 5);
	assert_int_equal(p.conn.deadline, NOW + 5 + REQUEST_MS);
	SSL_free(client);
	SSL_CTX_free(context);
	pair_close(&p);
}

/* Beside TLS, and where there is none. */
static void
plain_stays_plain(void **state)
{
	struct tls_house *h = *state;
	struct conn_config config = pair_config(NULL);

	for (int i = 0; i < 2; i++) {
		struct pair p;

		config.tls = i == 0 ? h->tls : NULL;
		pair_open(&p, &config);
		say(&p, STR("/x\n"));
		expect(&p, "</x>");
		assert_int_equal(asked.tls_here, i == 0);
		pair_close(&p);
	}
}

/* It is for the front to be silent then. */
static void
without_tls_that_byte_is_one_of_a_request_O51(void **state)
{
	struct conn_config config = pair_config(NULL);
	struct pair p;

	(void)state;
	pair_open(&p, &config);
	say(&p, STR("\x16\n"));
	expect(&p, "<\x16>");
	pair_close(&p);
}

/* In front of the handshake, and not of what is in it. */
static void
a_proxy_passes_tls_on(void **state)
{
	struct tls_house *h = *state;
	struct doorman d = { 0 };
	struct conn_config config = pair_config(&d);
	SSL_CTX *context = client_context(TLS1_3_VERSION);
	struct conn_report report;
	struct pair p;
	SSL *client;

	config.tls = h->tls;
	pair_open(&p, &config);
	assert_int_equal(write(p.peer, HEADER, strlen(HEADER)),
	    strlen(HEADER));
	client = client_of(h, &p, context, "two.example");
	assert_true(shake(&p, client));
	tell(&p, client, "/x\n");
	expect_tls(client, "</x>");
	assert_int_equal(asked.shelf, 1);
	assert_true(conn_describe(&p.conn, NOW, &report));
	assert_true(is_address(report.address, "198.51.100.7"));
	SSL_free(client);
	SSL_CTX_free(context);
	pair_close(&p);
}

static const struct {
	const char *why;
	struct str offers;
	const char *chosen; /* NULL = nothing */
} alpn[] = {
	{ "O-52 ours", STR_INIT("\4echo"), "echo" },
	{ "O-52 among others", STR_INIT("\x08http/1.1\4echo\2h2"), "echo" },
	{ "O-52 only others", STR_INIT("\2h2\x08http/1.1"), NULL },
	{ "O-52 a longer one", STR_INIT("\5echoe"), NULL },
	{ "O-52 none", STR_INIT(""), NULL },
};

static void
alpn_is_taken_if_offered(void **state)
{
	struct tls_house *h = *state;
	struct conn_config config = pair_config(NULL);

	config.tls = h->tls;
	for (size_t i = 0; i < 2 * COUNT(alpn); i++) {
		SSL_CTX *context = client_context(tls_versions[i % 2]);
		struct str offers = alpn[i / 2].offers;
		const unsigned char *chosen;
		unsigned len;
		struct pair p;
		SSL *client;

		pair_open(&p, &config);
		client = client_of(h, &p, context, NULL);
		SSL_set_alpn_protos(client, (const unsigned char *)offers.at,
		    (unsigned)offers.len);
		assert_true(shake(&p, client));
		SSL_get0_alpn_selected(client, &chosen, &len);
		assert_str(((struct str){ (const char *)chosen, len }),
		    str_of(alpn[i / 2].chosen));
		SSL_free(client);
		SSL_CTX_free(context);
		pair_close(&p);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tls_is_told_by_its_first_byte_O52),
		cmocka_unit_test(each_part_has_its_time_X22),
		cmocka_unit_test(plain_stays_plain),
		cmocka_unit_test(
		    without_tls_that_byte_is_one_of_a_request_O51),
		cmocka_unit_test(a_proxy_passes_tls_on),
		cmocka_unit_test(alpn_is_taken_if_offered),
	};

	return cmocka_run_group_tests_name("conn_begin", tests, set_up,
	    tls_house_close);
}
