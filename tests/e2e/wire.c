/* SPDX-License-Identifier: ISC */
#include "e2e/wire.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include "e2e/harness.h"

#define ASK_MS 5000
#define LATE_MS 3 /* enough for what was sent to be read by itself */

struct str
wire_heard(const struct wire *w)
{
	return buf_str(&w->heard);
}

int
wire_age(const struct wire *w)
{
	return (int)(now_ms() - w->opened_ms);
}

struct wire_kind
wire_gemini(const struct server *s)
{
	return (struct wire_kind){
		.port = s->gemini,
		.tls = true,
		.sni = "localhost",
	};
}

struct wire_kind
wire_gopher(const struct server *s)
{
	return (struct wire_kind){ .port = s->gopher };
}

struct wire_kind
wire_gophers(const struct server *s)
{
	struct wire_kind kind = wire_gemini(s);

	kind.port = s->gopher;
	return kind;
}

static bool
wait_on(int fd, short events, int64_t latest)
{
	struct pollfd on = { .fd = fd, .events = events };
	int64_t left = latest - now_ms();

	return poll(&on, 1, left > 0 ? (int)left : 0) > 0;
}

/* After OpenSSL's result: wait and say true if the call is to be repeated. */
static bool
tls_again(struct wire *w, int result, int64_t latest)
{
	switch (SSL_get_error(w->ssl, result)) {
	case SSL_ERROR_WANT_READ:
		return wait_on(w->fd, POLLIN, latest);
	case SSL_ERROR_WANT_WRITE:
		return wait_on(w->fd, POLLOUT, latest);
	default:
		return false;
	}
}

static void
note_fingerprint(struct wire *w)
{
	X509 *certificate = SSL_get1_peer_certificate(w->ssl);
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned int len = 0;

	assert_non_null(certificate);
	X509_digest(certificate, EVP_sha256(), digest, &len);
	X509_free(certificate);
	assert_int_equal(len, 32);
	for (unsigned int i = 0; i < len; i++)
		snprintf(w->fingerprint + (size_t)2 * i, 3, "%02x", digest[i]);
}

SSL_CTX *
wire_context(int version)
{
	SSL_CTX *context = SSL_CTX_new(TLS_client_method());

	assert_non_null(context);
	/* Level 0, so that it is the server who says no to old versions. */
	SSL_CTX_set_security_level(context, 0);
	SSL_CTX_set_min_proto_version(context, version);
	SSL_CTX_set_max_proto_version(context, version);
	return context;
}

static SSL *
client_of(const struct wire_kind *kind)
{
	SSL_CTX *context = kind->context;
	SSL *ssl;

	if (context == NULL)
		context = wire_context(kind->version);
	ssl = SSL_new(context);
	if (kind->context == NULL)
		SSL_CTX_free(context);
	assert_non_null(ssl);
	if (kind->session != NULL)
		assert_int_equal(SSL_set_session(ssl, kind->session), 1);
	return ssl;
}

static void
shake_hands(struct wire *w, const struct wire_kind *kind)
{
	int64_t latest = now_ms() + ASK_MS;
	char name[256];
	int result;

	w->ssl = client_of(kind);
	SSL_set_fd(w->ssl, w->fd);
	if (kind->sni != NULL) {
		snprintf(name, sizeof(name), "%s", kind->sni);
		SSL_set_tlsext_host_name(w->ssl, name);
	}
	ERR_clear_error();
	while ((result = SSL_connect(w->ssl)) != 1)
		if (!tls_again(w, result, latest))
			break;
	w->shaken = result == 1;
	if (w->shaken)
		note_fingerprint(w);
}

static void
bind_to(int fd, const char *from)
{
	struct sockaddr_in source = { .sin_family = AF_INET };

	assert_int_equal(inet_pton(AF_INET, from, &source.sin_addr), 1);
	assert_int_equal(
	    bind(fd, (const void *)&source, sizeof(source)), 0);
}

static int
connect_to(const struct wire_kind *kind)
{
	const struct sockaddr_in v4 = {
		.sin_family = AF_INET,
		.sin_port = htons(kind->port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	const struct sockaddr_in6 v6 = {
		.sin6_family = AF_INET6,
		.sin6_port = htons(kind->port),
		.sin6_addr = in6addr_loopback,
	};
	const int at_once = 1;
	int fd = socket(kind->ipv6 ? AF_INET6 : AF_INET,
	    SOCK_STREAM | SOCK_CLOEXEC, 0);
	int result;

	assert_true(fd >= 0);
	if (kind->from != NULL)
		bind_to(fd, kind->from);
	if (kind->ipv6)
		result = connect(fd, (const void *)&v6, sizeof(v6));
	else
		result = connect(fd, (const void *)&v4, sizeof(v4));
	assert_int_equal(result, 0);
	/* Else the kernel would join what is sent in pieces. */
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof(at_once));
	return fd;
}

void
wire_open(struct wire *w, const struct wire_kind *kind)
{
	signal(SIGPIPE, SIG_IGN);
	*w = (struct wire){ .opened_ms = now_ms() };
	buf_init(&w->heard);
	w->fd = connect_to(kind);
	assert_int_equal(fcntl(w->fd, F_SETFL, O_NONBLOCK), 0);
	wire_send(w, kind->first);
	if (kind->tls)
		shake_hands(w, kind);
}

void
wire_send(struct wire *w, struct str bytes)
{
	int64_t latest = now_ms() + ASK_MS;
	int result;

	if (w->ssl == NULL) {
		/* The server may have said no, and be gone, in the meantime. */
		send(w->fd, bytes.at, bytes.len, MSG_NOSIGNAL);
		return;
	}
	ERR_clear_error();
	while ((result = SSL_write(w->ssl, bytes.at, (int)bytes.len)) <= 0)
		if (!tls_again(w, result, latest))
			return;
}

static void
send_bytes(struct wire *w, struct str bytes)
{
	for (size_t i = 0; i < bytes.len; i++)
		wire_send(w, str_take(str_skip(bytes, i), 1));
}

static void
send_late(struct wire *w, struct str bytes)
{
	size_t end = str_index(bytes, '\n');

	if (end > 0 && end < bytes.len && bytes.at[end - 1] == '\r')
		end--;
	if (end > 0)
		wire_send(w, str_take(bytes, end));
	pause_ms(LATE_MS);
	if (end < bytes.len)
		wire_send(w, str_skip(bytes, end));
}

static void
send_both(struct wire *w, struct str bytes, struct str other)
{
	struct buf both;

	buf_init(&both);
	buf_add(&both, bytes);
	buf_add(&both, other);
	wire_send(w, buf_str(&both));
	buf_release(&both);
}

void
wire_deliver(struct wire *w, enum way way, struct str bytes,
    struct str other)
{
	switch (way) {
	case WAY_BYTES:
		send_bytes(w, bytes);
		break;
	case WAY_LATE:
		send_late(w, bytes);
		break;
	case WAY_REST:
		send_both(w, bytes, other);
		break;
	case WAY_WHOLE:
	case WAY_NOTIFY:
	case WAY_FIN:
	case WAY_LATER:
		wire_send(w, bytes);
		break;
	}
	if (way == WAY_LATER)
		wire_send(w, other);
	if (way == WAY_NOTIFY || way == WAY_FIN)
		wire_finish(w, way == WAY_FIN);
}

void
wire_finish(struct wire *w, bool fin)
{
	if (w->ssl != NULL)
		SSL_shutdown(w->ssl);
	if (fin)
		shutdown(w->fd, SHUT_WR);
}

static enum wire_end
plain_end(const struct wire *w, ssize_t got, int64_t latest)
{
	if (got == 0)
		return WIRE_ENDED;
	if (errno != EAGAIN)
		return WIRE_BROKEN;
	wait_on(w->fd, POLLIN, latest);
	return WIRE_OPEN;
}

static enum wire_end
tls_end(struct wire *w, int got, int64_t latest)
{
	unsigned long error = ERR_peek_last_error();

	if (tls_again(w, got, latest))
		return WIRE_OPEN;
	switch (SSL_get_error(w->ssl, got)) {
	case SSL_ERROR_WANT_READ:
	case SSL_ERROR_WANT_WRITE:
		return WIRE_OPEN; /* out of time */
	case SSL_ERROR_ZERO_RETURN:
		/* OpenSSL says so too when asked again after a fatal alert. */
		return w->shaken ? WIRE_ENDED : WIRE_BROKEN;
	case SSL_ERROR_SSL:
		if (ERR_GET_REASON(error) == SSL_R_UNEXPECTED_EOF_WHILE_READING)
			return WIRE_CUT;
		return WIRE_BROKEN;
	default:
		return WIRE_BROKEN;
	}
}

static ssize_t
wire_read(struct wire *w, char *block, size_t size)
{
	if (w->ssl == NULL)
		return recv(w->fd, block, size, 0);
	ERR_clear_error();
	return SSL_read(w->ssl, block, (int)size);
}

void
wire_hear(struct wire *w, int limit_ms)
{
	int64_t latest = now_ms() + limit_ms;
	char block[16 * 1024];
	ssize_t got;

	w->end = WIRE_OPEN;
	while (w->end == WIRE_OPEN) {
		got = wire_read(w, block, sizeof(block));
		if (got > 0)
			buf_add(&w->heard, (struct str){ block, (size_t)got });
		else if (w->ssl != NULL)
			w->end = tls_end(w, (int)got, latest);
		else
			w->end = plain_end(w, got, latest);
		if (now_ms() >= latest)
			return;
	}
}

bool
wire_was_reset(const struct wire *w)
{
	socklen_t len = sizeof(int);
	int error = 0;

	getsockopt(w->fd, SOL_SOCKET, SO_ERROR, &error, &len);
	return error != 0 || send(w->fd, "x", 1, MSG_NOSIGNAL) < 0;
}

void
wire_close(struct wire *w)
{
	SSL_free(w->ssl);
	close(w->fd);
	buf_release(&w->heard);
}

void
wire_abort(struct wire *w)
{
	const struct linger at_once = { .l_onoff = 1, .l_linger = 0 };

	setsockopt(w->fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
	wire_close(w);
}

void
wire_ask(struct wire *w, const struct wire_kind *kind, struct str request)
{
	wire_open(w, kind);
	if (kind->tls)
		assert_true(w->shaken);
	if (request.len > 0)
		wire_send(w, request);
	wire_hear(w, ASK_MS);
}

void
wire_must(const struct wire_kind *kind, const char *request,
    const char *begins)
{
	struct wire w;

	wire_ask(&w, kind, str_of(request));
	if (!str_starts(wire_heard(&w), str_of(begins)))
		fail_msg("%s gets \"%.*s\" and not \"%s\"", request,
		    STR_ARG(str_take(wire_heard(&w), 80)), begins);
	assert_int_equal(w.end, WIRE_ENDED);
	wire_close(&w);
}
