/* SPDX-License-Identifier: ISC */
#include "unit/editions.h"
#include "unit/handshake.h"

#include "net/conn.h"

#define HOSTS 2
#define LINES ((size_t)50)
#define NOW 1000

static const char *const names[HOSTS] = { "one.example", "two.example" };

/* A server of two hosts, whose pages say 10 and 20 at first. */
struct town {
	struct library *library;
	struct tls *tls;
	EVP_PKEY *key;
	X509 *cert;
	SSL_CTX *context; /* of clients */
};

/* A client of it. */
struct visit {
	struct conn_config config;
	struct conn conn;
	SSL *client;
	int fd;
};

static int
find(void *arg, struct str name)
{
	return shelves_find(library_shelves(arg), name);
}

static void
publish(struct town *town, unsigned number)
{
	for (unsigned i = 0; i < HOSTS; i++)
		edition_put(town->library, i, names[i], number * (i + 1),
		    LINES);
}

static void
prove(struct town *town)
{
	for (size_t i = 0; i < HOSTS; i++)
		assert_true(
		    host_use(town->tls, i, town->cert, town->key, false));
}

static int
setup(void **state)
{
	static const struct library_place places[HOSTS];
	struct town *town = calloc(1, sizeof(*town));

	town->library = library_new(places, HOSTS);
	publish(town, 10);
	town->tls = tls_new(HOSTS, find, town->library, NULL);
	assert_non_null(town->tls);
	town->key = key_of("P-256");
	town->cert = cert_named(town->key, "one");
	prove(town);
	town->context = client_context(0);
	*state = town;
	return 0;
}

static int
teardown(void **state)
{
	struct town *town = *state;

	SSL_CTX_free(town->context);
	tls_free(town->tls);
	X509_free(town->cert);
	EVP_PKEY_free(town->key);
	library_free(town->library);
	free(town);
	return 0;
}

static void
arrive(struct visit *v, struct town *town, const char *name)
{
	struct conn_caller caller = { 0 };
	char copy[32];
	int ends[2];

	v->config = (struct conn_config){
		.front = &front_gemini,
		.library = town->library,
		.tls = town->tls,
		.port = 1965,
		.times = { 700, 900, 8000 },
	};
	assert_true(address_parse(STR("127.0.0.9"), &caller.address));
	assert_int_equal(
	    socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends), 0);
	conn_init(&v->conn, &v->config, &caller, ends[0], NOW);
	v->fd = ends[1];
	v->client = SSL_new(town->context);
	SSL_set_fd(v->client, v->fd);
	snprintf(copy, sizeof(copy), "%s", name);
	assert_int_equal(SSL_set_tlsext_host_name(v->client, copy), 1);
}

static void
shake(struct visit *v)
{
	for (int i = 0; i < 10; i++) {
		ERR_clear_error();
		SSL_connect(v->client);
		assert_int_equal(conn_step(&v->conn, NOW), CONN_WANT_READ);
	}
	assert_int_equal(v->conn.state, CONN_REQUEST);
}

/* What the host's page says; the answer is there in one step. */
static unsigned
ask(struct visit *v, const char *name)
{
	char request[64], reply[16 * 1024];
	int len = snprintf(request, sizeof(request), "gemini://%s/\r\n", name);
	size_t heard = 0, got;

	assert_int_equal(SSL_write(v->client, request, len), len);
	conn_step(&v->conn, NOW);
	while (SSL_read_ex(v->client, reply + heard, sizeof(reply) - heard,
		   &got) == 1)
		heard += got;
	return edition_of((struct str){ reply, heard }, LINES);
}

static void
leave(struct visit *v)
{
	SSL_free(v->client);
	conn_release(&v->conn);
	close(v->fd);
	ERR_clear_error();
}

static void
the_host_of_a_handshake_stays_when_its_image_changes_X36(void **state)
{
	struct town *town = *state;
	struct conn_report report;
	struct visit v;

	arrive(&v, town, names[1]);
	shake(&v);
	publish(town, 30);
	publish(town, 40);
	prove(town);
	assert_int_equal(editions_mapped(), HOSTS);
	assert_int_equal(ask(&v, names[1]), 80);
	publish(town, 50);
	assert_int_equal(editions_mapped(), 2 * HOSTS);
	assert_true(conn_describe(&v.conn, NOW, &report));
	assert_int_equal(report.shelf, 1);
	assert_string_equal(report.tls, "TLSv1.3");
	leave(&v);
	assert_int_equal(editions_mapped(), HOSTS);
}

/* Its name is looked for in the edition that is there at that moment. */
static void
an_image_that_changes_during_a_handshake_is_the_new_one_X36(void **state)
{
	struct town *town = *state;
	struct visit v;

	arrive(&v, town, names[1]);
	assert_int_equal(SSL_connect(v.client), -1);
	publish(town, 30);
	assert_int_equal(conn_step(&v.conn, NOW), CONN_WANT_READ);
	publish(town, 40);
	shake(&v);
	assert_int_equal(ask(&v, names[1]), 80);
	leave(&v);
}

static void
a_handshake_is_told_of_without_a_request(void **state)
{
	struct conn_report report;
	bool resumed = true;
	struct visit v;

	arrive(&v, *state, names[0]);
	assert_false(conn_has_shaken(&v.conn, &resumed));
	assert_int_equal(SSL_connect(v.client), -1);
	assert_int_equal(conn_step(&v.conn, NOW), CONN_WANT_READ);
	assert_false(conn_has_shaken(&v.conn, &resumed));
	shake(&v);
	assert_true(conn_has_shaken(&v.conn, &resumed));
	assert_false(resumed);
	assert_false(conn_describe(&v.conn, NOW, &report));
	leave(&v);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    the_host_of_a_handshake_stays_when_its_image_changes_X36,
		    setup, teardown),
		cmocka_unit_test_setup_teardown(
		    an_image_that_changes_during_a_handshake_is_the_new_one_X36,
		    setup, teardown),
		cmocka_unit_test_setup_teardown(
		    a_handshake_is_told_of_without_a_request, setup, teardown),
	};

	return cmocka_run_group_tests_name("conn_tls", tests, NULL, NULL);
}
