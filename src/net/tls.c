/* SPDX-License-Identifier: ISC */
#include "net/tls.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "base/buf.h"
#include "base/log.h"
#include "base/mem.h"

/*
 * What a client may send until its request is there. A line that comes byte by
 * byte in records of TLS 1.2 takes half of it; key updates and renegotiations
 * could otherwise come without end, and OpenSSL would not return meanwhile
 * (X-28).
 */
#define INPUT_MAX ((uint64_t)64 * 1024)

struct tls {
	SSL_CTX *ctx;
	BIO_METHOD *output; /* see out_write() */
};

/* What one connection holds. */
struct tls_state {
	SSL *ssl;
	struct buf out; /* encrypted, on its way to the socket */
	size_t sent;	/* of out */
	bool ended;	/* close_notify is in out, or has been sent */
};

/* OpenSSL writes record by record; collecting them saves system calls. */
static int
out_write(BIO *bio, const char *at, size_t len, size_t *written)
{
	struct buf *out = BIO_get_data(bio);

	buf_add(out, (struct str){ at, len });
	*written = len;
	return 1;
}

static long
out_ctrl(BIO *bio, int command, long number, void *arg)
{
	(void)bio, (void)number, (void)arg;
	return command == BIO_CTRL_FLUSH;
}

static BIO_METHOD *
output_method(void)
{
	BIO_METHOD *method = BIO_meth_new(
	    BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "vitae output");

	if (method != NULL) {
		BIO_meth_set_write_ex(method, out_write);
		BIO_meth_set_ctrl(method, out_ctrl);
	}
	return method;
}

static long
limit_input(BIO *bio, int event, const char *at, size_t len, int number,
    long more, int result, size_t *done)
{
	(void)at, (void)len, (void)number, (void)more, (void)done;
	if (event != BIO_CB_READ || BIO_number_read(bio) < INPUT_MAX)
		return result;
	/* What is left from the read before would say: try again. */
	BIO_clear_retry_flags(bio);
	return 0;
}

const char *
tls_reason(void)
{
	const char *text = ERR_reason_error_string(ERR_peek_last_error());

	return text != NULL ? text : "unknown reason";
}

static bool
set_policy(SSL_CTX *ctx)
{
	/* P-256 first would cost thrice as much; it stays for old peers. */
	static int groups[] = {
		NID_X25519,
		NID_X9_62_prime256v1,
		NID_secp384r1,
	};

	SSL_CTX_set_options(ctx,
	    SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_RENEGOTIATION |
		SSL_OP_NO_COMPRESSION | SSL_OP_NO_TICKET);
	SSL_CTX_set_num_tickets(ctx, 0);
	SSL_CTX_set_session_cache_mode(ctx, SSL_SESS_CACHE_OFF);
	SSL_CTX_set_max_early_data(ctx, 0);
	SSL_CTX_set_read_ahead(ctx, 1);
	/* An idle connection keeps 16 kB instead of 31. */
	SSL_CTX_set_mode(ctx,
	    SSL_MODE_RELEASE_BUFFERS | SSL_MODE_NO_AUTO_CHAIN |
		SSL_MODE_ENABLE_PARTIAL_WRITE |
		SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
	return SSL_CTX_set_min_proto_version(ctx, TLS1_2_VERSION) == 1 &&
	       SSL_CTX_set_ciphersuites(ctx,
		   "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:"
		   "TLS_CHACHA20_POLY1305_SHA256") == 1 &&
	       SSL_CTX_set_cipher_list(ctx,
		   "ECDHE+AES128+AESGCM:ECDHE+AESGCM:"
		   "ECDHE+CHACHA20:!aNULL") == 1 &&
	       SSL_CTX_set1_groups(ctx, groups, 3) == 1;
}

/* A server that starts by itself has nobody to ask. */
static int
no_passphrase(char *at, int size, int writing, void *arg)
{
	(void)at, (void)size, (void)writing, (void)arg;
	return -1;
}

static bool
load_pair(SSL_CTX *ctx, const char *chain, const char *key)
{
	if (SSL_CTX_use_certificate_chain_file(ctx, chain) != 1) {
		log_line("%s: no usable certificate: %s", chain, tls_reason());
		return false;
	}
	SSL_CTX_set_default_passwd_cb(ctx, no_passphrase);
	if (SSL_CTX_use_PrivateKey_file(ctx, key, SSL_FILETYPE_PEM) == 1 &&
	    SSL_CTX_check_private_key(ctx) == 1)
		return true;
	if (ERR_GET_REASON(ERR_peek_last_error()) == X509_R_KEY_VALUES_MISMATCH)
		log_line("%s: not the key of %s", key, chain);
	else
		log_line("%s: no usable key; it must be a PEM file without a"
			 " passphrase",
		    key);
	return false;
}

struct tls *
tls_new(const char *chain_file, const char *key_file)
{
	struct tls *tls = mem_new(1, sizeof(*tls));

	ERR_clear_error();
	tls->output = output_method();
	tls->ctx = SSL_CTX_new(TLS_server_method());
	if (tls->output == NULL || tls->ctx == NULL || !set_policy(tls->ctx)) {
		log_line("TLS cannot be set up: %s", tls_reason());
		goto fail;
	}
	if (!load_pair(tls->ctx, chain_file, key_file))
		goto fail;
	return tls;

fail:
	tls_free(tls);
	return NULL;
}

void
tls_free(struct tls *tls)
{
	if (tls == NULL)
		return;
	SSL_CTX_free(tls->ctx);
	BIO_meth_free(tls->output);
	free(tls);
}

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
	result = stream_write_fd(s->fd, left, &sent);
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
	case SSL_ERROR_ZERO_RETURN:
		return STREAM_END;
	default:
		flush(s);
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

static enum stream_result
tls_open(struct stream *s)
{
	struct tls_state *state = s->state;
	int returned;

	ERR_clear_error();
	returned = SSL_accept(state->ssl);
	if (returned != 1)
		return verdict(s, returned);
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
fill(struct tls_state *state, struct str *parts, size_t count)
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
	if (!state->ended && SSL_shutdown(state->ssl) < 0)
		return false;
	state->ended = true;
	return true;
}

static enum stream_result
tls_send(struct stream *s, struct str *parts, size_t count)
{
	struct tls_state *state = s->state;
	enum stream_result result;

	ERR_clear_error();
	if (state->out.len == 0 && !state->ended && !fill(state, parts, count))
		return STREAM_FAILED;
	result = flush(s);
	if (result == STREAM_DONE && !state->ended)
		return STREAM_WANT_WRITE;
	return result;
}

static void
tls_release(struct stream *s)
{
	struct tls_state *state = s->state;

	SSL_free(state->ssl);
	buf_release(&state->out);
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
		.release = tls_release,
	};
	struct tls_state *state = mem_new(1, sizeof(*state));
	BIO *in = BIO_new_socket(fd, BIO_NOCLOSE);
	BIO *out = BIO_new(tls->output);

	buf_init(&state->out);
	state->ssl = SSL_new(tls->ctx);
	if (state->ssl == NULL || in == NULL || out == NULL)
		abort(); /* out of memory, and nothing else */
	BIO_set_callback_ex(in, limit_input);
	BIO_set_data(out, &state->out);
	BIO_set_init(out, 1);
	SSL_set_bio(state->ssl, in, out);
	*s = (struct stream){ .ops = &ops, .fd = fd, .state = state };
}
