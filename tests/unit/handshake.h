/* SPDX-License-Identifier: ISC */
#ifndef UNIT_HANDSHAKE_H
#define UNIT_HANDSHAKE_H

/*
 * handshake -- a TLS server and a client that meet over a socket pair.
 *
 * The server is net/tls, the client OpenSSL; both are driven in turn by one
 * process, so a test sees both ends. Keys and certificates are made on the fly.
 */

#include "unit/unit.h"

#include <fcntl.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/buf.h"
#include "net/tls.h"
#include "site/shelf.h"

#define DAY_S (24L * 3600)

/* What a test wants to be special about a certificate. */
struct cert_wish {
	const char *name; /* the CN; NULL = no subject at all */
	long from_s;	  /* from now; the default is a day ago */
	long to_s;	  /* the default is in a year */
};

static inline void
cert_name(X509_NAME *name, const char *common)
{
	if (common != NULL)
		assert_int_equal(X509_NAME_add_entry_by_txt(name, "CN",
				     MBSTRING_UTF8,
				     (const unsigned char *)common, -1, -1, 0),
		    1);
}

/* All but its signature. */
static inline X509 *
cert_unsigned(EVP_PKEY *key, const struct cert_wish *wish)
{
	X509 *cert = X509_new();
	long from = wish->from_s != 0 ? wish->from_s : -DAY_S;
	long to = wish->to_s != 0 ? wish->to_s : 365 * DAY_S;

	assert_non_null(cert);
	X509_set_version(cert, X509_VERSION_3);
	ASN1_INTEGER_set(X509_get_serialNumber(cert), 7);
	cert_name(X509_get_subject_name(cert), wish->name);
	cert_name(X509_get_issuer_name(cert), wish->name);
	X509_gmtime_adj(X509_getm_notBefore(cert), from);
	X509_gmtime_adj(X509_getm_notAfter(cert), to);
	assert_int_equal(X509_set_pubkey(cert, key), 1);
	return cert;
}

/* Those of Ed25519 and the like have a digest of their own. */
static inline void
cert_sign(X509 *cert, EVP_PKEY *key)
{
	bool own = EVP_PKEY_is_a(key, "ED25519") || EVP_PKEY_is_a(key, "ED448");

	assert_true(X509_sign(cert, key, own ? NULL : EVP_sha256()) > 0);
}

static inline X509 *
cert_for(EVP_PKEY *key, const struct cert_wish *wish)
{
	X509 *cert = cert_unsigned(key, wish);

	cert_sign(cert, key);
	return cert;
}

static inline X509 *
cert_named(EVP_PKEY *key, const char *name)
{
	return cert_for(key, &(struct cert_wish){ .name = name });
}

/* The text that a PEM writer has written to out, which is freed. */
static inline void
pem_take(struct buf *to, BIO *out)
{
	char *at;
	long len = BIO_get_mem_data(out, &at);

	assert_true(len > 0);
	buf_add(to, (struct str){ at, (size_t)len });
	BIO_free(out);
}

static inline void
pem_cert(struct buf *to, X509 *cert)
{
	BIO *out = BIO_new(BIO_s_mem());

	PEM_write_bio_X509(out, cert);
	pem_take(to, out);
}

static inline void
pem_key(struct buf *to, EVP_PKEY *key)
{
	BIO *out = BIO_new(BIO_s_mem());

	PEM_write_bio_PKCS8PrivateKey(out, key, NULL, NULL, 0, NULL, NULL);
	pem_take(to, out);
}

/* Have a host use one certificate. */
static inline bool
host_use(struct tls *tls, size_t host, X509 *cert, EVP_PKEY *key, bool ask)
{
	struct tls_pair pair = { .chain_name = "chain", .key_name = "key" };
	struct buf chain, secret;
	bool used;

	buf_init(&chain);
	buf_init(&secret);
	pem_cert(&chain, cert);
	pem_key(&secret, key);
	pair.chain = buf_str(&chain);
	pair.key = buf_str(&secret);
	used = tls_use(tls, host, &pair, ask);
	buf_release(&chain);
	buf_release(&secret);
	return used;
}

/* The hosts of all these tests. */
static inline int
host_find(void *arg, struct str name)
{
	static const struct str names[] = {
		STR_INIT("one.example"),
		STR_INIT("two.example"),
		STR_INIT("three.example"),
	};

	(void)arg;
	for (size_t i = 0; i < COUNT(names); i++)
		if (str_eq(name, names[i]))
			return (int)i;
	return SHELF_NONE;
}

/* "RSA", "RSA-1024", a curve as "P-256", or what OpenSSL calls a kind. */
static inline EVP_PKEY *
key_of(const char *kind)
{
	if (strcmp(kind, "RSA") == 0)
		return EVP_RSA_gen(2048);
	if (strcmp(kind, "RSA-1024") == 0)
		return EVP_RSA_gen(1024);
	if (kind[0] == 'P')
		return EVP_EC_gen(kind);
	return EVP_PKEY_Q_keygen(NULL, NULL, kind);
}

/* A server all of whose hosts show one certificate; a test's *state. */
struct tls_house {
	struct tls *tls;
	EVP_PKEY *key;
	X509 *cert;
};

/* The first hosts, so many of them, ask clients for certificates. */
static inline int
tls_house_open(void **state, size_t count, size_t asking)
{
	struct tls_house *h = calloc(1, sizeof(*h));

	h->key = key_of("P-256");
	h->cert = cert_named(h->key, "one");
	h->tls = tls_new(count, host_find, NULL, NULL);
	assert_non_null(h->tls);
	for (size_t i = 0; i < count; i++)
		assert_true(host_use(h->tls, i, h->cert, h->key, i < asking));
	*state = h;
	return 0;
}

static inline int
tls_house_close(void **state)
{
	struct tls_house *h = *state;

	tls_free(h->tls);
	X509_free(h->cert);
	EVP_PKEY_free(h->key);
	free(h);
	return 0;
}

/* Level 0, so that it is the server who says no. 0 = any version. */
static inline SSL_CTX *
client_context(int version)
{
	SSL_CTX *context = SSL_CTX_new(TLS_client_method());

	assert_non_null(context);
	SSL_CTX_set_security_level(context, 0);
	SSL_CTX_set_min_proto_version(context, version);
	SSL_CTX_set_max_proto_version(context, version);
	return context;
}

struct meeting {
	int ends[2]; /* the server's, the client's */
	struct stream stream;
	struct stream_peer peer;   /* if the server's side is open */
	enum stream_result opened; /* what the server's open() said last */
	const char *why;	   /* ... and of a failure */
	SSL *client;
	bool shaken; /* the client's side */
};

/* Server and client who have not spoken yet. sni = NULL sends none. */
static inline void
meeting_init(struct meeting *m, struct tls *tls, SSL_CTX *context,
    const char *sni)
{
	*m = (struct meeting){ .opened = STREAM_WANT_READ };
	assert_int_equal(
	    socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, m->ends), 0);
	tls_stream(&m->stream, tls, m->ends[0]);
	m->client = SSL_new(context);
	assert_non_null(m->client);
	SSL_set_fd(m->client, m->ends[1]);
	if (sni != NULL) {
		char copy[300];

		snprintf(copy, sizeof(copy), "%s", sni);
		assert_int_equal(SSL_set_tlsext_host_name(m->client, copy), 1);
	}
}

/* Let the server do what it can. */
static inline void
meeting_serve(struct meeting *m)
{
	if (m->opened != STREAM_WANT_READ && m->opened != STREAM_WANT_WRITE)
		return;
	m->opened = m->stream.ops->open(&m->stream);
	if (m->opened == STREAM_DONE)
		m->stream.ops->peer(&m->stream, &m->peer);
	else
		m->why = m->stream.ops->why(&m->stream);
}

static inline void
meeting_shake(struct meeting *m)
{
	for (int i = 0; i < 20; i++) {
		ERR_clear_error();
		m->shaken = SSL_connect(m->client) == 1;
		meeting_serve(m);
	}
}

/* The client says text, the server "yes"; whether both have heard. */
static inline bool
meeting_talk(struct meeting *m, struct str text)
{
	struct str parts[] = { STR("yes") };
	char heard[2048], answer[8];
	size_t len = 0, got = 0;

	ERR_clear_error();
	if (SSL_write(m->client, text.at, (int)text.len) != (int)text.len)
		return false;
	while (len < text.len) {
		if (m->stream.ops->read(&m->stream, heard + len,
			sizeof(heard) - len, &got) != STREAM_DONE)
			return false;
		len += got;
	}
	assert_str(((struct str){ heard, len }), text);
	assert_int_equal(m->stream.ops->send(&m->stream, parts, 1, false),
	    STREAM_DONE);
	ERR_clear_error();
	return SSL_read(m->client, answer, sizeof(answer)) == 3;
}

/* The client takes its leave: what it was given stays good for resuming. */
static inline void
meeting_end(struct meeting *m)
{
	SSL_shutdown(m->client);
	SSL_free(m->client);
	m->stream.ops->release(&m->stream);
	close(m->ends[0]);
	close(m->ends[1]);
	ERR_clear_error();
}

/* From the first byte to the last. */
static inline void
meeting_whole(struct meeting *m, struct tls *tls, SSL_CTX *context,
    const char *sni)
{
	meeting_init(m, tls, context, sni);
	meeting_shake(m);
	assert_true(m->shaken);
	assert_int_equal(m->opened, STREAM_DONE);
	assert_true(meeting_talk(m, STR("hello")));
}

/* Whether it is this certificate that the client was shown. */
static inline bool
meeting_showed(const struct meeting *m, X509 *cert)
{
	X509 *shown = SSL_get1_peer_certificate(m->client);
	bool same = shown != NULL && X509_cmp(shown, cert) == 0;

	X509_free(shown);
	return same;
}

static const int tls_versions[] = { TLS1_2_VERSION, TLS1_3_VERSION };

#endif
