/* SPDX-License-Identifier: ISC */
/*
 * Against a peer in a process of its own, which keeps to a script: servers as
 * bad as these are not to be had otherwise.
 */
#include "net/client.h"

#include <netinet/in.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "unit/pki.h"
#include "unit/unit.h"

enum manners {
	PLAIN,	/* no TLS: reads a request, writes, closes */
	FLOOD,	/* no TLS, and writes without end */
	NOTIFY, /* TLS, and close_notify */
	CUT,	/* TLS, and no close_notify */
	MUTE,	/* TLS, a reply, and then nothing more */
	ASK,	/* TLS, and says back which certificate it was shown */
};

struct peer {
	pid_t pid;
	uint16_t port;
};

static X509 *
make_certificate(EVP_PKEY *key)
{
	X509 *x = X509_new();

	ASN1_INTEGER_set(X509_get_serialNumber(x), 1);
	X509_gmtime_adj(X509_getm_notBefore(x), 0);
	X509_gmtime_adj(X509_getm_notAfter(x), 3600);
	X509_set_pubkey(x, key);
	X509_sign(x, key, EVP_sha256());
	return x;
}

static int
take_any(int fine, X509_STORE_CTX *store)
{
	(void)fine, (void)store;
	return 1;
}

static SSL *
accept_tls(int fd, enum manners manners)
{
	SSL_CTX *context = SSL_CTX_new(TLS_server_method());
	EVP_PKEY *key = EVP_EC_gen("P-256");
	X509 *certificate = make_certificate(key);
	SSL *ssl;

	SSL_CTX_use_certificate(context, certificate);
	SSL_CTX_use_PrivateKey(context, key);
	if (manners == ASK)
		SSL_CTX_set_verify(context, SSL_VERIFY_PEER, take_any);
	ssl = SSL_new(context);
	SSL_set_fd(ssl, fd);
	return SSL_accept(ssl) == 1 ? ssl : NULL;
}

/* The common name of whoever has shown a certificate. */
static void
name_visitor(SSL *ssl, char *name, int size)
{
	const X509 *visitor = SSL_get0_peer_certificate(ssl);

	if (visitor == NULL ||
	    X509_NAME_get_text_by_NID(X509_get_subject_name(visitor),
		NID_commonName, name, size) < 0)
		snprintf(name, (size_t)size, "a stranger");
}

/* A name sent by SNI is said back in the reply. */
static void
talk_tls(int fd, enum manners manners)
{
	SSL *ssl = accept_tls(fd, manners);
	const char *name;
	char request[64];
	char visitor[64];

	if (ssl == NULL || SSL_read(ssl, request, sizeof(request)) <= 0)
		return;
	name = SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name);
	if (name == NULL)
		name = "nobody";
	if (manners == ASK) {
		name_visitor(ssl, visitor, sizeof(visitor));
		name = visitor;
	}
	SSL_write(ssl, name, (int)strlen(name));
	if (manners == NOTIFY || manners == ASK)
		SSL_shutdown(ssl);
	if (manners == MUTE)
		SSL_read(ssl, request, sizeof(request));
}

static void
talk_plain(int fd, enum manners manners)
{
	static const char flood[1024 * 1024];
	char request[64];

	if (recv(fd, request, sizeof(request), 0) <= 0)
		return;
	if (manners == PLAIN)
		send(fd, "plain", 5, MSG_NOSIGNAL);
	else
		while (send(fd, flood, sizeof(flood), MSG_NOSIGNAL) > 0)
			continue;
}

static void
peer_start(struct peer *p, enum manners manners)
{
	struct sockaddr_in at = {
		.sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	socklen_t len = sizeof(at);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	assert_int_equal(bind(fd, (const struct sockaddr *)&at, len), 0);
	assert_int_equal(listen(fd, 1), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&at, &len), 0);
	p->port = ntohs(at.sin_port);
	p->pid = fork();
	assert_true(p->pid >= 0);
	if (p->pid == 0) {
		int client = accept(fd, NULL, NULL);

		if (manners == PLAIN || manners == FLOOD)
			talk_plain(client, manners);
		else
			talk_tls(client, manners);
		_exit(0); /* the socket is closed, nothing else is said */
	}
	close(fd);
}

static void
peer_stop(struct peer *p)
{
	kill(p->pid, SIGKILL);
	assert_int_equal(waitpid(p->pid, NULL, 0), p->pid);
}

static bool
take_all(void *to, struct str bytes)
{
	buf_add(to, bytes);
	return true;
}

static bool
take_nothing(void *to, struct str bytes)
{
	(void)to;
	(void)bytes;
	return false;
}

static const struct {
	const char *why;
	enum manners manners;
	bool tls;
	struct str name;
	enum client_end end;
	struct str body;
} rows[] = {
	{ "G-95 close_notify", NOTIFY, true, STR_INIT("a.example"),
	    CLIENT_WHOLE, STR_INIT("a.example") },
	{ "G-96 no close_notify", CUT, true, STR_INIT("a.example"), CLIENT_CUT,
	    STR_INIT("a.example") },
	{ "time is over amid the reply", MUTE, true, STR_INIT("a.example"),
	    CLIENT_LATE, STR_INIT("a.example") },
	{ "G-93 no SNI for IPv4", NOTIFY, true, STR_INIT("127.0.0.1"),
	    CLIENT_WHOLE, STR_INIT("nobody") },
	{ "G-93 no SNI for IPv6", NOTIFY, true, STR_INIT("::1"), CLIENT_WHOLE,
	    STR_INIT("nobody") },
	{ "G-39 final dot", NOTIFY, true, STR_INIT("a.example."), CLIENT_WHOLE,
	    STR_INIT("a.example") },
	{ "no TLS there", PLAIN, true, STR_INIT("a.example"), CLIENT_NO_TLS,
	    STR_INIT("") },
	{ "plain", PLAIN, false, STR_INIT(""), CLIENT_WHOLE,
	    STR_INIT("plain") },
};

static struct client_call
call_to(const struct peer *p, struct buf *body)
{
	return (struct client_call){
		.address = STR("127.0.0.1"),
		.port = p->port,
		.name = STR("a.example"),
		.request = STR("hello\r\n"),
		.tls = true,
		.timeout_ms = 1000,
		.take = take_all,
		.to = body,
	};
}

static void
every_end_is_told_apart(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct client_call call;
		struct client_reply reply;
		struct peer peer;
		struct buf body;

		buf_init(&body);
		peer_start(&peer, rows[i].manners);
		call = call_to(&peer, &body);
		call.name = rows[i].name;
		call.tls = rows[i].tls;
		reply = client_fetch(&call);
		peer_stop(&peer);
		check_row(reply.end == rows[i].end, rows[i].why);
		check_row((reply.why == NULL) == (reply.end == CLIENT_WHOLE),
		    rows[i].why);
		check_row(str_eq(buf_str(&body), rows[i].body), rows[i].why);
		buf_release(&body);
	}
}

static void
other_certificate_gets_no_request(void **state)
{
	struct client_call call;
	struct client_reply reply;
	struct peer peer;
	struct buf body;

	(void)state;
	buf_init(&body);
	peer_start(&peer, NOTIFY);
	call = call_to(&peer, &body);
	call.fingerprint = STR("00000000000000000000000000000000"
			       "00000000000000000000000000000000");
	reply = client_fetch(&call);
	peer_stop(&peer);
	assert_int_equal(reply.end, CLIENT_STRANGER);
	assert_int_equal(strlen(reply.fingerprint), CLIENT_FINGERPRINT_LEN);
	assert_int_equal(body.len, 0);
	buf_release(&body);
}

static void
take_may_stop_it(void **state)
{
	struct client_call call;
	struct peer peer;

	(void)state;
	peer_start(&peer, MUTE);
	call = call_to(&peer, NULL);
	call.take = take_nothing;
	assert_int_equal(client_fetch(&call).end, CLIENT_STOPPED);
	peer_stop(&peer);
}

/* Slower than what comes, so that there is always more to read. */
static bool
take_slowly(void *to, struct str bytes)
{
	(void)to;
	(void)bytes;
	poll(NULL, 0, 2);
	return true;
}

/* Where there is always something to read there is never a wait. */
static void
a_reply_without_end_has_the_same_limit(void **state)
{
	struct client_call call;
	struct peer peer;

	(void)state;
	peer_start(&peer, FLOOD);
	call = call_to(&peer, NULL);
	call.tls = false;
	call.take = take_slowly;
	alarm(10);
	assert_int_equal(client_fetch(&call).end, CLIENT_LATE);
	alarm(0);
	peer_stop(&peer);
}

/* A key and a certificate for it in one file, which is to be removed. */
static void
write_identity(char path[32])
{
	const struct pki pki = {
		.to_s = 3600,
		.key = EVP_EC_gen("P-256"),
	};
	X509 *cert = pki_make(&pki);
	struct buf text;
	int fd;

	snprintf(path, 32, "/tmp/vitae-client-XXXXXX");
	fd = mkstemp(path);
	buf_init(&text);
	pki_write(&text, NULL, pki.key);
	pki_write(&text, cert, NULL);
	assert_int_equal(write(fd, text.at, text.len), (ssize_t)text.len);
	close(fd);
	buf_release(&text);
	X509_free(cert);
	EVP_PKEY_free(pki.key);
}

static void
a_certificate_is_shown_to_who_asks_for_it(void **state)
{
	struct client_call call;
	struct peer peer;
	struct buf body;
	char path[32];

	(void)state;
	write_identity(path);
	for (int with = 0; with < 2; with++) {
		buf_init(&body);
		peer_start(&peer, ASK);
		call = call_to(&peer, &body);
		call.cert = with ? path : NULL;
		call.key = call.cert;
		assert_int_equal(client_fetch(&call).end, CLIENT_WHOLE);
		peer_stop(&peer);
		assert_str(buf_str(&body),
		    with ? STR("leaf") : STR("a stranger"));
		buf_release(&body);
	}
	unlink(path);
}

static void
without_its_certificate_nobody_is_called(void **state)
{
	struct client_call call;
	struct peer peer;

	(void)state;
	peer_start(&peer, PLAIN);
	call = call_to(&peer, NULL);
	call.cert = call.key = "/nonexistent/me.pem";
	assert_int_equal(client_fetch(&call).end, CLIENT_NO_CERT);
	call.cert = call.key = "/dev/null";
	assert_int_equal(client_fetch(&call).end, CLIENT_NO_CERT);
	peer_stop(&peer);
}

static void
nobody_there(void **state)
{
	struct client_call call;
	struct peer peer;

	(void)state;
	peer_start(&peer, PLAIN);
	peer_stop(&peer);
	call = call_to(&peer, NULL);
	assert_int_equal(client_fetch(&call).end, CLIENT_UNREACHABLE);
	call.address = STR("no such host");
	assert_int_equal(client_fetch(&call).end, CLIENT_UNREACHABLE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_end_is_told_apart),
		cmocka_unit_test(other_certificate_gets_no_request),
		cmocka_unit_test(take_may_stop_it),
		cmocka_unit_test(a_reply_without_end_has_the_same_limit),
		cmocka_unit_test(a_certificate_is_shown_to_who_asks_for_it),
		cmocka_unit_test(without_its_certificate_nobody_is_called),
		cmocka_unit_test(nobody_there),
	};

	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests_name("client", tests, NULL, NULL);
}
