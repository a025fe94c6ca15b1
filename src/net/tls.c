/* SPDX-License-Identifier: ISC */
#include "net/tls.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "base/buf.h"
#include "base/mem.h"
#include "net/tls_hosts.h"
#include "net/tls_visitor.h"
#include "net/tls_why.h"
#include "net/tls_wire.h"

/* What one connection holds. */
struct tls_state {
	SSL *ssl;
	struct tls_choice choice;
	struct visitor *visitor; /* NULL = has shown no certificate */
	struct signing_waiter waiter;
	const char *why; /* open() has failed */
	struct buf out;	 /* encrypted, on its way to the socket */
	size_t sent;	 /* of out */
	bool ended;	 /* close_notify is in out, or has been sent */
};

/* Send what is in out; an empty one gives its memory back. */
static enum stream_result
flush(struct stream *s)
{
	struct tls_state *state = s->state;
	struct str left = str_skip(buf_str(&state->out), state->sent);
	enum stream_result result;
	size_t sent;

	if (left.len == 0)
		return STREAM_DONE;
	result = stream_write(s, left, &sent);
	if (result != STREAM_DONE)
		return result;
	state->sent += sent;
	if (state->sent < state->out.len)
		return STREAM_WANT_WRITE;
	buf_release(&state->out);
	state->sent = 0;
	return STREAM_DONE;
}

/* What OpenSSL waits for. Alerts in out are sent on a best-effort basis. */
static enum stream_result
verdict(struct stream *s, int returned)
{
	struct tls_state *state = s->state;
	enum stream_result result;

	switch (SSL_get_error(state->ssl, returned)) {
	case SSL_ERROR_WANT_READ:
		result = flush(s);
		return result == STREAM_DONE ? STREAM_WANT_READ : result;
	case SSL_ERROR_WANT_ASYNC:
		return STREAM_WANT_WAKE;
	case SSL_ERROR_WANT_ASYNC_JOB:
		signing_line_up(state->choice.tls->signing, &state->waiter);
		return STREAM_WANT_WAKE;
	case SSL_ERROR_ZERO_RETURN:
		return STREAM_END;
	default:
		flush(s);
		/* No alert tells a peer that has sent too much. */
		if (tls_wire_spent(state->ssl))
			stream_reset_on_close(s->fd);
		return STREAM_FAILED;
	}
}

/*
 * A client with Nagle's algorithm on holds its request back until the end of
 * its handshake is acknowledged. No ticket of ours goes out to carry that, and
 * the kernel would wait 40 ms for something that does.
 */
static void
ack_now(struct stream *s)
{
	int on = 1;

	setsockopt(s->fd, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof(on));
}

static void
meet(struct tls_state *state)
{
	X509 *cert = SSL_get0_peer_certificate(state->ssl);

	if (cert == NULL)
		return;
	state->visitor = mem_new(1, sizeof(*state->visitor));
	tls_visitor_read(cert, time(NULL), state->visitor);
}

static const char *
reason(const struct tls_state *state)
{
	const char *why = tls_why();

	if (tls_wire_spent(state->ssl))
		return "a handshake that does not end";
	if (why != NULL && state->choice.missing)
		return "there is no certificate for this host";
	return why;
}

/* Whose turn it is, a signature that is wanted meanwhile wakes. */
static int
shake(struct stream *s)
{
	struct tls_state *state = s->state;
	struct signing *signing = state->choice.tls->signing;
	int returned;

	ERR_clear_error();
	if (signing == NULL || s->wake == NULL)
		return SSL_accept(state->ssl);
	state->waiter.wake = s->wake;
	state->waiter.arg = s->arg;
	signing_for(signing, &state->waiter);
	returned = SSL_accept(state->ssl);
	signing_for(signing, NULL);
	return returned;
}

static enum stream_result
tls_open(struct stream *s)
{
	struct tls_state *state = s->state;
	enum stream_result result;
	int returned;

	if (s->wake != NULL && state->choice.tls->signing != NULL &&
	    signing_pauses())
		SSL_set_mode(state->ssl, SSL_MODE_ASYNC);
	returned = shake(s);
	if (returned != 1) {
		result = verdict(s, returned);
		if (result == STREAM_FAILED)
			state->why = reason(state);
		return result;
	}
	SSL_clear_mode(state->ssl, SSL_MODE_ASYNC);
	meet(state);
	ack_now(s);
	return flush(s);
}

static enum stream_result
tls_read(struct stream *s, char *at, size_t cap, size_t *got)
{
	struct tls_state *state = s->state;
	int returned;

	ERR_clear_error();
	returned = SSL_read_ex(state->ssl, at, cap, got);
	return returned == 1 ? STREAM_DONE : verdict(s, returned);
}

/* Encrypt parts into out until a turn's worth is there. */
static bool
fill(struct tls_state *state, struct str *parts, size_t count, bool more)
{
	for (size_t i = 0; i < count; i++) {
		while (parts[i].len > 0) {
			size_t room = STREAM_TURN_MAX - state->out.len;
			size_t taken;

			if (state->out.len >= STREAM_TURN_MAX)
				return true;
			if (SSL_write_ex(state->ssl, parts[i].at,
				parts[i].len < room ? parts[i].len : room,
				&taken) != 1)
				return false;
			parts[i] = str_skip(parts[i], taken);
		}
	}
	if (more)
		return true;
	if (!state->ended && SSL_shutdown(state->ssl) < 0)
		return false;
	state->ended = true;
	return true;
}

static bool
all_taken(const struct str *parts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (parts[i].len > 0)
			return false;
	return true;
}

static enum stream_result
tls_send(struct stream *s, struct str *parts, size_t count, bool more)
{
	struct tls_state *state = s->state;
	enum stream_result result;
	bool done;

	ERR_clear_error();
	if (state->out.len == 0 && !state->ended &&
	    !fill(state, parts, count, more))
		return STREAM_FAILED;
	result = flush(s);
	done = more ? all_taken(parts, count) : state->ended;
	return result == STREAM_DONE && !done ? STREAM_WANT_WRITE : result;
}

static void
tls_peer(const struct stream *s, struct stream_peer *peer)
{
	const struct tls_state *state = s->state;

	*peer = (struct stream_peer){
		.shelf = state->choice.shelf,
		.visitor = state->visitor,
		.version = SSL_get_version(state->ssl),
		.resumed = SSL_session_reused(state->ssl) == 1,
	};
}

static const char *
tls_failure(const struct stream *s)
{
	const struct tls_state *state = s->state;

	return state->why;
}

/*
 * A handshake that pauses for a signature has memory on a stack of its own: it
 * is resumed to its end, which comes at once, as there will be no signature.
 * Nothing is sent: the alert stays in out.
 */
static void
abandon(struct stream *s)
{
	struct tls_state *state = s->state;
	struct signing *signing = state->choice.tls->signing;

	if (signing == NULL)
		return;
	signing_give_up(signing, &state->waiter);
	while (SSL_waiting_for_async(state->ssl))
		shake(s);
	ERR_clear_error();
}

static void
tls_release(struct stream *s)
{
	struct tls_state *state = s->state;

	abandon(s);
	SSL_free(state->ssl);
	buf_release(&state->out);
	free(state->visitor);
	free(state);
	s->state = NULL;
}

void
tls_stream(struct stream *s, struct tls *tls, int fd)
{
	static const struct stream_ops ops = {
		.open = tls_open,
		.read = tls_read,
		.send = tls_send,
		.peer = tls_peer,
		.why = tls_failure,
		.release = tls_release,
	};
	struct tls_state *state = mem_new(1, sizeof(*state));

	buf_init(&state->out);
	state->ssl = tls_hosts_begin(tls, &state->choice);
	tls_wire_attach(state->ssl, tls->output, fd, &state->out);
	*s = (struct stream){ .ops = &ops, .fd = fd, .state = state };
}

void
tls_stream_public(struct stream *s, struct tls *tls, int fd, struct str alpn)
{
	struct tls_state *state;

	tls_stream(s, tls, fd);
	state = s->state;
	state->choice.public = true;
	state->choice.alpn = alpn;
}
