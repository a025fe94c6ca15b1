/* SPDX-License-Identifier: ISC */
#ifndef E2E_WIRE_H
#define E2E_WIRE_H

/*
 * wire -- a client that may behave as badly as it likes, by TCP or TLS.
 */

#include <openssl/ssl.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

enum wire_end {
	WIRE_OPEN,   /* nothing was heard for the time given */
	WIRE_ENDED,  /* plain: end of stream; TLS: close_notify came */
	WIRE_CUT,    /* TLS: end of stream without close_notify */
	WIRE_BROKEN, /* reset, a fatal alert, a failed handshake */
};

struct wire_kind {
	uint16_t port;
	bool tls;
	const char *sni;  /* NULL sends none */
	int version;	  /* TLS1_2_VERSION and so on; 0 = any */
	const char *from; /* an IPv4 address of ours; NULL = as it comes */
	bool ipv6;	  /* ::1 instead of 127.0.0.1 */
	struct str first; /* what goes in front of all, TLS as well */
	/* What else the client does and has; NULL = no more than that. */
	SSL_CTX *context;
	SSL_SESSION *session; /* to resume; NULL = none */
};

/*
 * A client's context that leaves it to the server to say no: SSL_CTX_free it.
 * version as in wire_kind.
 */
SSL_CTX *wire_context(int version);

/* What a reader's client does, at the ports of a running server. */
struct server;
struct wire_kind wire_gemini(const struct server *s);
struct wire_kind wire_gopher(const struct server *s);
struct wire_kind wire_gophers(const struct server *s);

/* A connection. Everything on it has a deadline. */
struct wire {
	int fd;
	SSL *ssl; /* NULL on a plain one */
	bool shaken;
	int64_t opened_ms;
	enum wire_end end;
	struct buf heard;
	char fingerprint[65]; /* of the server's certificate, SHA-256 */
};

/* Connect and, with TLS, try to shake hands: shaken says whether it worked. */
void wire_open(struct wire *w, const struct wire_kind *kind);

/* One TLS record, or one write, for each call. */
void wire_send(struct wire *w, struct str bytes);

/* How the bytes of a request reach the server. */
enum way {
	WAY_WHOLE,
	WAY_BYTES,  /* each in a record or write of its own */
	WAY_LATE,   /* what ends the first line in the next one, as curl does */
	WAY_NOTIFY, /* under TLS followed by close_notify */
	WAY_FIN,    /* ... and the end of the stream */
	WAY_REST,   /* with another request behind in the same record */
	WAY_LATER,  /* with another request in the next record */
};

/* Send bytes so; other is the other request. */
void wire_deliver(struct wire *w, enum way way, struct str bytes,
    struct str other);

/* End our side only: close_notify under TLS, and FIN in any case if fin. */
void wire_finish(struct wire *w, bool fin);

/* Read until the server ends or is silent for limit_ms; sets end and heard. */
void wire_hear(struct wire *w, int limit_ms);

/* All that has come, a view. */
struct str wire_heard(const struct wire *w);

/* Milliseconds since wire_open. */
int wire_age(const struct wire *w);

/* Whether it was reset: then what is still to be read may be lost. */
bool wire_was_reset(const struct wire *w);

void wire_close(struct wire *w);

/* Vanish without a word: a TCP reset. */
void wire_abort(struct wire *w);

/* A whole exchange: open, send, hear for up to 5 s. The caller closes. */
void wire_ask(struct wire *w, const struct wire_kind *kind,
    struct str request);

/* The same, which fails unless the reply begins so, and has its end. */
void wire_must(const struct wire_kind *kind, const char *request,
    const char *begins);

#endif
