/* SPDX-License-Identifier: ISC */
/* What a connection begins with: a proxy's header, TLS, or the request. */
#include "unit/handshake.h"

#include <stdlib.h>

#include "net/conn.h"

#define NOW 1000
#define HANDSHAKE_MS 700
#define REQUEST_MS 900
#define HEADER "PROXY TCP4 198.51.100.7 203.0.113.8 56324 70\r\n"
#define NOBODY "PROXY UNKNOWN\r\n"

/* A front that answers a line with itself; what it was asked is in `asked`. */
static struct request asked;

static enum answer
echo(const struct shelves *shelves, const struct request *request,
    struct reply *reply)
{
	struct str line, rest;

	(void)shelves;
	reply_init(reply);
	asked = *request;
	if (!str_cut(request->bytes, '\n', &line, &rest))
		return request->ended ? ANSWER_SILENT : ANSWER_MORE;
	buf_printf(&reply->out, "<%.*s>", STR_ARG(line));
	reply->head = buf_str(&reply->out);
	reply->path = line;
	return ANSWER_SEND;
}

static const struct front echo_front = {
	.name = "echo",
	.view = VIEW_GOPHER,
	.line_max = 64,
	.answer = echo,
};

/* Three hosts, of which the third is not to be had by this protocol. */
static const struct image images[] = {
	{ .origin.port = { 1965, 70 } },
	{ .origin.port = { 1965, 7070 } },
	{ .origin.port = { 1965, 0 } },
};
static const struct shelf each[] = {
	{ .image = &images[0] },
	{ .image = &images[1] },
	{ .image = &images[2] },
};
static const struct shelves shelves = { each, COUNT(each) };

struct house {
	struct tls *tls;
	EVP_PKEY *key;
	X509 *cert;
	/* What admit() was told, and what it is to say. */
	struct conn_caller admitted;
	bool named;
	bool refuses;
	int asked;
};

static int
set_up(void **state)
{
	struct house *h = calloc(1, sizeof(*h));

	h->key = EVP_EC_gen("P-256");
	h->cert = cert_named(h->key, "one");
	h->tls = tls_new(3, host_find, NULL, NULL);
	assert_non_null(h->tls);
	for (size_t i = 0; i < 3; i++)
		assert_true(host_use(h->tls, i, h->cert, h->key, true));
	*state = h;
	return 0;
}

static int
tear_down(void **state)
{
	struct house *h = *state;

	tls_free(h->tls);
	X509_free(h->cert);
	EVP_PKEY_free(h->key);
	free(h);
	return 0;
}

static bool
admit(void *arg, struct conn_caller *caller, bool named)
{
	struct house *h = arg;

	h->asked++;
	h->admitted = *caller;
	h->named = named;
	caller->pass.admission = ADMIT_SLOWER;
	return !h->refuses;
}

static struct conn_config
plain_config(struct house *h)
{
	return (struct conn_config){
		.front = &echo_front,
		.shelves = &shelves,
		.shelf = 0,
		.times = { HANDSHAKE_MS, REQUEST_MS, 8000 },
		.arg = h,
	};
}

/* A connection on one end of a socket pair; the test is the other end. */
struct pair {
	struct conn_config config;
	struct conn conn;
	int peer;
};

static void
pair_open(struct pair *p, const struct conn_config *config)
{
	struct conn_caller caller = { 0 };
	int ends[2];

	assert_true(address_parse(STR("127.0.0.9"), &caller.address));
	assert_int_equal(
	    socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends), 0);
	asked = (struct request){ 0 };
	p->config = *config;
	p->peer = ends[1];
	conn_init(&p->conn, &p->config, &caller, ends[0], NOW);
}

static void
pair_close(struct pair *p)
{
	conn_release(&p->conn);
	close(p->peer);
}

static enum conn_want
say(struct pair *p, struct str text)
{
	assert_int_equal(write(p->peer, text.at, text.len), text.len);
	return conn_step(&p->conn, NOW);
}

static void
expect(const struct pair *p, const char *text)
{
	char got[64];
	ssize_t len = read(p->peer, got, sizeof(got));

	assert_str(((struct str){ got, len > 0 ? (size_t)len : 0 }),
	    str_of(text));
}

static bool
is_address(const struct sockaddr *a, const char *text)
{
	unsigned char one[ADDRESS_BYTES], two[ADDRESS_BYTES];
	union address want;

	assert_true(address_parse(str_of(text), &want));
	assert_true(address_bytes(a, one));
	assert_true(address_bytes(&want.any, two));
	return memcmp(one, two, sizeof(one)) == 0;
}

static void
a_header_may_be_split_anywhere(void **state)
{
	const struct str all = STR(HEADER "/x\n");
	struct house *h = *state;
	struct conn_config config = plain_config(h);

	config.admit = admit;
	for (size_t cut = 1; cut < all.len; cut++) {
		struct conn_report report;
		struct pair p;

		h->asked = 0;
		pair_open(&p, &config);
		assert_int_equal(conn_step(&p.conn, NOW), CONN_WANT_READ);
		assert_int_equal(say(&p, str_take(all, cut)), CONN_WANT_READ);
		assert_int_equal(h->asked, cut >= STR(HEADER).len);
		assert_int_equal(p.conn.deadline, NOW + REQUEST_MS);
		say(&p, str_skip(all, cut));
		assert_int_equal(h->asked, 1);
		assert_true(h->named);
		assert_true(is_address(&h->admitted.address.any,
		    "198.51.100.7"));
		assert_int_equal(asked.admission, ADMIT_SLOWER);
		expect(&p, "</x>");
		assert_true(conn_describe(&p.conn, NOW, &report));
		assert_true(is_address(report.address, "198.51.100.7"));
		assert_false(conn_is_misled(&p.conn));
		pair_close(&p);
	}
}

static void
a_proxy_that_names_nobody_is_itself(void **state)
{
	struct house *h = *state;
	struct conn_config config = plain_config(h);
	struct conn_report report;
	struct pair p;

	config.admit = admit;
	pair_open(&p, &config);
	say(&p, STR(NOBODY "/x\n"));
	assert_false(h->named);
	assert_true(conn_describe(&p.conn, NOW, &report));
	assert_true(is_address(report.address, "127.0.0.9"));
	pair_close(&p);
}

static void
who_is_refused_hears_nothing_X25(void **state)
{
	struct house *h = *state;
	struct conn_config config = plain_config(h);
	struct conn_report report;
	struct pair p;

	config.admit = admit;
	h->refuses = true;
	pair_open(&p, &config);
	assert_int_equal(say(&p, STR(HEADER "/x\n")), CONN_WANT_CLOSE);
	expect(&p, "");
	assert_false(conn_describe(&p.conn, NOW, &report));
	assert_false(conn_is_misled(&p.conn));
	pair_close(&p);
	h->refuses = false;
}

static const struct {
	const char *why;
	struct str said;
	bool misled;
} mistakes[] = {
	{ "a request", STR_INIT("/x\n"), true },
	{ "a handshake", STR_INIT("\x16\x03\x01"), true },
	{ "a version to come", STR_INIT("PROXY TCP9 x\r\n"), true },
	{ "half of one, and an end", STR_INIT("PROXY TCP4"), true },
	{ "a look whether we live", STR_INIT(""), false },
};

static void
without_a_header_there_is_no_word(void **state)
{
	struct house *h = *state;
	struct conn_config config = plain_config(h);

	config.admit = admit;
	h->asked = 0;
	for (size_t i = 0; i < COUNT(mistakes); i++) {
		struct pair p;

		pair_open(&p, &config);
		say(&p, mistakes[i].said);
		shutdown(p.peer, SHUT_WR);
		assert_int_equal(conn_step(&p.conn, NOW), CONN_WANT_CLOSE);
		check_row(conn_is_misled(&p.conn) == mistakes[i].misled,
		    mistakes[i].why);
		check_row(h->asked == 0, mistakes[i].why);
		expect(&p, "");
		pair_close(&p);
	}
}

/* Only where a proxy is expected: anybody could be anybody else. */
static void
from_others_a_header_is_a_request(void **state)
{
	struct conn_config config = plain_config(*state);
	struct pair p;

	pair_open(&p, &config);
	say(&p, STR("PROXY UNKNOWN\n"));
	expect(&p, "<PROXY UNKNOWN>");
	pair_close(&p);
}

static void
a_header_has_to_come_in_time_X22(void **state)
{
	struct house *h = *state;
	struct conn_config config = plain_config(h);
	struct pair p;

	config.admit = admit;
	pair_open(&p, &config);
	assert_int_equal(say(&p, STR("PROXY ")), CONN_WANT_READ);
	conn_hurry(&p.conn, NOW + 1);
	assert_int_equal(p.conn.deadline, NOW + 1);
	assert_true(conn_expire(&p.conn, NOW + 1));
	assert_true(conn_is_misled(&p.conn));
	expect(&p, "");
	pair_close(&p);
}

/*
 * OpenSSL's client at the other end, driven in turn with the connection. It has
 * a certificate, which it would show to whoever asked for one.
 */
static SSL *
client_of(const struct pair *p, SSL_CTX *context, const char *sni)
{
	const struct house *h = p->config.arg;
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
	struct house *h = *state;
	struct conn_config config = plain_config(h);

	config.tls = h->tls;
	for (size_t i = 0; i < 2 * COUNT(hosts); i++) {
		SSL_CTX *context = client_context(tls_versions[i % 2]);
		const char *why = hosts[i / 2].why;
		struct conn_report report;
		struct pair p;
		SSL *client;

		pair_open(&p, &config);
		client = client_of(&p, context, hosts[i / 2].sni);
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
	struct house *h = *state;
	struct conn_config config = plain_config(h);
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
	client = client_of(&p, context, NULL);
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
	struct house *h = *state;
	struct conn_config config = plain_config(h);

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
	struct conn_config config = plain_config(*state);
	struct pair p;

	pair_open(&p, &config);
	say(&p, STR("\x16\n"));
	expect(&p, "<\x16>");
	pair_close(&p);
}

/* In front of the handshake, and not of what is in it. */
static void
a_proxy_passes_tls_on(void **state)
{
	struct house *h = *state;
	struct conn_config config = plain_config(h);
	SSL_CTX *context = client_context(TLS1_3_VERSION);
	struct conn_report report;
	struct pair p;
	SSL *client;

	config.tls = h->tls;
	config.admit = admit;
	pair_open(&p, &config);
	assert_int_equal(write(p.peer, HEADER, strlen(HEADER)),
	    strlen(HEADER));
	client = client_of(&p, context, "two.example");
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
	struct house *h = *state;
	struct conn_config config = plain_config(h);

	config.tls = h->tls;
	for (size_t i = 0; i < 2 * COUNT(alpn); i++) {
		SSL_CTX *context = client_context(tls_versions[i % 2]);
		struct str offers = alpn[i / 2].offers;
		const unsigned char *chosen;
		unsigned len;
		struct pair p;
		SSL *client;

		pair_open(&p, &config);
		client = client_of(&p, context, NULL);
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
		cmocka_unit_test(a_header_may_be_split_anywhere),
		cmocka_unit_test(a_proxy_that_names_nobody_is_itself),
		cmocka_unit_test(who_is_refused_hears_nothing_X25),
		cmocka_unit_test(without_a_header_there_is_no_word),
		cmocka_unit_test(from_others_a_header_is_a_request),
		cmocka_unit_test(a_header_has_to_come_in_time_X22),
		cmocka_unit_test(tls_is_told_by_its_first_byte_O52),
		cmocka_unit_test(each_part_has_its_time_X22),
		cmocka_unit_test(plain_stays_plain),
		cmocka_unit_test(
		    without_tls_that_byte_is_one_of_a_request_O51),
		cmocka_unit_test(a_proxy_passes_tls_on),
		cmocka_unit_test(alpn_is_taken_if_offered),
	};

	return cmocka_run_group_tests_name("conn_begin", tests, set_up,
	    tear_down);
}
