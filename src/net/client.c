/* SPDX-License-Identifier: ISC */
#include "net/client.h"

#include <arpa/inet.h>
#include <errno.h>
#include <limits.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include "net/dial.h"
#include "net/tls_pem.h"
#include "net/tls_visitor.h"

#define BLOCK ((size_t)16 * 1024)

/* One call on its way. */
struct line {
	const struct client_call *call;
	struct deadline deadline;
	int fd;
	SSL_CTX *context; /* NULL without TLS, as the next one */
	SSL *ssl;
};

static struct client_reply
ended(enum client_end end, const char *why)
{
	return (struct client_reply){ .end = end, .why = why };
}

static struct client_reply
too_late(void)
{
	return ended(CLIENT_LATE, "no answer in time");
}

/* As ended(), unless the reason was that time is over. */
static struct client_reply
stopped(bool late, enum client_end end, const char *why)
{
	return late ? too_late() : ended(end, why);
}

static bool
is_ip_literal(const char *name)
{
	struct in6_addr any;

	return inet_pton(AF_INET, name, &any) == 1 ||
	       inet_pton(AF_INET6, name, &any) == 1;
}

/* RFC 6066 3: a name without its final dot, never an IP literal (G-92). */
static bool
ask_for(SSL *ssl, struct str name)
{
	char text[256];

	if (str_ends(name, STR(".")))
		name.len--;
	if (name.len == 0 || name.len >= sizeof(text))
		return name.len == 0;
	snprintf(text, sizeof(text), "%.*s", STR_ARG(name));
	return is_ip_literal(text) || SSL_set_tlsext_host_name(ssl, text) == 1;
}

/*
 * What to do after OpenSSL said no: wait and go on, or stop because time is
 * over (*late), or because of anything else.
 */
static bool
wait_for_more(struct line *line, int result, bool *late)
{
	int error = SSL_get_error(line->ssl, result);

	*late = false;
	if (error != SSL_ERROR_WANT_READ && error != SSL_ERROR_WANT_WRITE)
		return false;
	*late = !dial_wait(line->fd,
	    error == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT, line->deadline);
	return !*late;
}

/* The words of OpenSSL's last error are static. */
static const char *
reason_or(const char *otherwise)
{
	const char *reason = ERR_reason_error_string(ERR_peek_last_error());

	return reason != NULL ? reason : otherwise;
}

static void
write_digits(const unsigned char *digest, char text[CLIENT_FINGERPRINT_LEN + 1])
{
	for (size_t i = 0; i < CLIENT_FINGERPRINT_LEN / 2; i++)
		snprintf(text + 2 * i, 3, "%02x", digest[i]);
}

static bool
note_fingerprints(SSL *ssl, struct client_reply *reply)
{
	X509 *certificate = SSL_get1_peer_certificate(ssl);
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned char key[CLIENT_FINGERPRINT_LEN / 2];
	bool fine = certificate != NULL &&
		    X509_digest(certificate, EVP_sha256(), digest, NULL) == 1 &&
		    tls_visitor_key(certificate, key);

	X509_free(certificate);
	if (!fine)
		return false;
	write_digits(digest, reply->fingerprint);
	write_digits(key, reply->key);
	return true;
}

static bool
is_known(const struct client_reply *reply, struct str wanted)
{
	return wanted.len == 0 ||
	       str_eq_nocase(wanted, str_of(reply->fingerprint)) ||
	       str_eq_nocase(wanted, str_of(reply->key));
}

static struct client_reply
shake_hands(struct line *line)
{
	struct client_reply reply = ended(CLIENT_WHOLE, NULL);
	bool late;
	int result;

	ERR_clear_error();
	while ((result = SSL_connect(line->ssl)) != 1)
		if (!wait_for_more(line, result, &late))
			return stopped(late, CLIENT_NO_TLS,
			    reason_or("connection closed"));
	if (!note_fingerprints(line->ssl, &reply))
		return ended(CLIENT_NO_TLS, "no certificate");
	if (!is_known(&reply, line->call->fingerprint)) {
		reply.end = CLIENT_STRANGER;
		reply.why = "not the certificate asked for";
	}
	return reply;
}

static bool
write_some(struct line *line, struct str *left, bool *late)
{
	size_t len = left->len < INT_MAX ? left->len : INT_MAX;
	ssize_t sent;

	*late = false;
	if (line->ssl != NULL) {
		int result = SSL_write(line->ssl, left->at, (int)len);

		if (result <= 0)
			return wait_for_more(line, result, late);
		sent = result;
	} else {
		sent = send(line->fd, left->at, len, MSG_NOSIGNAL);
		if (sent < 0 && errno != EAGAIN && errno != EINTR)
			return false;
		if (sent < 0) {
			*late = !dial_wait(line->fd, POLLOUT, line->deadline);
			return !*late;
		}
	}
	*left = str_skip(*left, (size_t)sent);
	return true;
}

static struct client_reply
send_request(struct line *line)
{
	struct str left = line->call->request;
	bool late;

	ERR_clear_error();
	while (left.len > 0)
		if (!write_some(line, &left, &late))
			return stopped(late, CLIENT_BROKEN,
			    "the request could not be sent");
	return ended(CLIENT_WHOLE, NULL);
}

/* A reset is no end: it may have overtaken what was sent before. */
static struct client_reply
plain_end(ssize_t got)
{
	if (got == 0)
		return ended(CLIENT_WHOLE, NULL);
	return ended(CLIENT_BROKEN, strerrordesc_np(errno));
}

static struct client_reply
receive_plain(struct line *line)
{
	char block[BLOCK];
	ssize_t got;

	for (;;) {
		if (!dial_wait(line->fd, POLLIN, line->deadline) ||
		    deadline_left(line->deadline) == 0)
			return too_late();
		got = recv(line->fd, block, sizeof(block), 0);
		if (got < 0 && (errno == EAGAIN || errno == EINTR))
			continue;
		if (got <= 0)
			return plain_end(got);
		if (!line->call->take(line->call->to,
			(struct str){ block, (size_t)got }))
			return ended(CLIENT_STOPPED, "given up");
	}
}

/* Only a close_notify says that the reply is whole (G-95, G-96). */
static struct client_reply
tls_end(struct line *line, int result)
{
	unsigned long error = ERR_peek_last_error();

	switch (SSL_get_error(line->ssl, result)) {
	case SSL_ERROR_ZERO_RETURN:
		return ended(CLIENT_WHOLE, NULL);
	case SSL_ERROR_SYSCALL:
		return ended(CLIENT_CUT, "reply cut short: connection reset");
	default:
		if (ERR_GET_REASON(error) == SSL_R_UNEXPECTED_EOF_WHILE_READING)
			return ended(CLIENT_CUT,
			    "reply cut short: no close_notify");
		return ended(CLIENT_BROKEN, reason_or("TLS failed"));
	}
}

static struct client_reply
receive_tls(struct line *line)
{
	char block[BLOCK];
	bool late = false;
	int got;

	while (!late) {
		ERR_clear_error();
		got = SSL_read(line->ssl, block, sizeof(block));
		if (got > 0 && !line->call->take(line->call->to,
				   (struct str){ block, (size_t)got }))
			return ended(CLIENT_STOPPED, "given up");
		if (got > 0)
			late = deadline_left(line->deadline) == 0;
		else if (!wait_for_more(line, got, &late) && !late)
			return tls_end(line, got);
	}
	return too_late();
}

static struct client_reply
converse_tls(struct line *line)
{
	struct client_reply hands = shake_hands(line);
	struct client_reply reply;

	if (hands.end != CLIENT_WHOLE)
		return hands;
	reply = send_request(line);
	if (reply.end == CLIENT_WHOLE)
		reply = receive_tls(line);
	if (reply.end == CLIENT_WHOLE)
		SSL_shutdown(line->ssl);
	hands.end = reply.end;
	hands.why = reply.why;
	return hands;
}

static bool
use_certificate(SSL_CTX *context, const char *cert, const char *key)
{
	SSL_CTX_set_default_passwd_cb(context, tls_pem_no_passphrase);
	return SSL_CTX_use_certificate_chain_file(context, cert) == 1 &&
	       SSL_CTX_use_PrivateKey_file(context, key,
		   SSL_FILETYPE_PEM) == 1;
}

/* Whatever can fail before somebody is called. */
static struct client_reply
prepare(struct line *line)
{
	const struct client_call *call = line->call;

	if (!call->tls)
		return ended(CLIENT_WHOLE, NULL);
	line->context = SSL_CTX_new(TLS_client_method());
	if (line->context == NULL ||
	    SSL_CTX_set_min_proto_version(line->context, TLS1_2_VERSION) != 1)
		return ended(CLIENT_NO_TLS, reason_or("TLS failed"));
	if (call->cert != NULL &&
	    !use_certificate(line->context, call->cert, call->key))
		return ended(CLIENT_NO_CERT,
		    "no usable PEM certificate with its key");
	return ended(CLIENT_WHOLE, NULL);
}

static struct client_reply
with_tls(struct line *line)
{
	struct client_reply reply;

	line->ssl = SSL_new(line->context);
	if (line->ssl == NULL || SSL_set_fd(line->ssl, line->fd) != 1 ||
	    !ask_for(line->ssl, line->call->name))
		reply = ended(CLIENT_NO_TLS, reason_or("TLS failed"));
	else
		reply = converse_tls(line);
	SSL_free(line->ssl);
	return reply;
}

static struct client_reply
without_tls(struct line *line)
{
	struct client_reply reply = send_request(line);

	return reply.end == CLIENT_WHOLE ? receive_plain(line) : reply;
}

static struct client_reply
dial_and_talk(struct line *line)
{
	const struct client_call *call = line->call;
	struct client_reply reply;
	const char *why;

	line->fd = dial_tcp(call->address, call->port, line->deadline, &why);
	if (line->fd < 0)
		return ended(CLIENT_UNREACHABLE, why);
	reply = call->tls ? with_tls(line) : without_tls(line);
	close(line->fd);
	return reply;
}

struct client_reply
client_fetch(const struct client_call *call)
{
	struct line line = {
		.call = call,
		.deadline = deadline_in(call->timeout_ms),
	};
	struct client_reply reply = prepare(&line);

	if (reply.end == CLIENT_WHOLE)
		reply = dial_and_talk(&line);
	SSL_CTX_free(line.context);
	return reply;
}
