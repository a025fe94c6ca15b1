/* SPDX-License-Identifier: ISC */
#include "net/signer_keys.h"

#include <errno.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/ssl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "net/tls_pair.h"
#include "net/tls_pem.h"
#include "net/tls_visitor.h"
#include "net/tls_why.h"

struct named_key {
	EVP_PKEY *key; /* NULL = none */
	unsigned char name[SIGNING_KEY];
};

/* Whose handshakes began with the certificate before need the key before. */
struct host_keys {
	struct named_key now;
	struct named_key before;
};

/* What was read; it does not move, so that there is one copy to wipe. */
struct secret {
	char *at; /* room for SIGNER_FILE_MAX */
	size_t len;
};

struct signer_keys {
	struct host_keys *hosts;
	size_t count;
	struct secret chain;
	struct secret key;
};

struct signer_keys *
signer_keys_new(void)
{
	struct signer_keys *keys = mem_new(1, sizeof(*keys));

	keys->chain.at = mem_new(1, SIGNER_FILE_MAX);
	keys->key.at = mem_new(1, SIGNER_FILE_MAX);
	return keys;
}

void
signer_keys_free(struct signer_keys *keys)
{
	for (size_t i = 0; i < keys->count; i++) {
		EVP_PKEY_free(keys->hosts[i].now.key);
		EVP_PKEY_free(keys->hosts[i].before.key);
	}
	free(keys->hosts);
	free(keys->chain.at);
	free(keys->key.at);
	free(keys);
}

/*
 * From the start, wherever others with the same descriptor are. NULL, or why it
 * cannot be read.
 */
static const char *
read_secret(int fd, struct secret *secret)
{
	ssize_t got;

	secret->len = 0;
	do {
		if (secret->len == SIGNER_FILE_MAX)
			return "too long";
		got = pread(fd, secret->at + secret->len,
		    SIGNER_FILE_MAX - secret->len, (off_t)secret->len);
		if (got > 0)
			secret->len += (size_t)got;
	} while (got > 0 || (got < 0 && errno == EINTR));
	return got < 0 ? strerror(errno) : NULL;
}

static void
wipe(struct secret *secret)
{
	OPENSSL_cleanse(secret->at, secret->len);
	secret->len = 0;
}

static struct host_keys *
keys_of(struct signer_keys *keys, size_t host)
{
	const size_t old = keys->count;

	if (host < old)
		return &keys->hosts[host];
	keys->hosts = mem_grow(keys->hosts, host + 1, sizeof(*keys->hosts));
	memset(keys->hosts + old, 0, (host + 1 - old) * sizeof(*keys->hosts));
	keys->count = host + 1;
	return &keys->hosts[host];
}

static void
keep(struct host_keys *host, const struct named_key *key)
{
	struct named_key *goes = &host->before;

	if (host->now.key != NULL &&
	    memcmp(host->now.name, key->name, sizeof(key->name)) == 0)
		goes = &host->now;
	EVP_PKEY_free(goes->key);
	if (goes == &host->before)
		host->before = host->now;
	host->now = *key;
}

/* What of the chain's file may be known. */
static bool
write_chain(struct str pem, struct buf *text)
{
	BIO *out = BIO_new(BIO_s_mem());
	struct tls_chain chain;
	bool written;
	char *at;
	long len;

	if (out == NULL || !tls_pem_chain(pem, &chain)) {
		BIO_free(out);
		return false;
	}
	written = PEM_write_bio_X509(out, chain.first) == 1;
	for (int i = 0; i < sk_X509_num(chain.rest); i++)
		written = written && PEM_write_bio_X509(out,
					 sk_X509_value(chain.rest, i)) == 1;
	len = BIO_get_mem_data(out, &at);
	if (len > 0)
		buf_add(text, (struct str){ at, (size_t)len });
	BIO_free(out);
	tls_chain_release(&chain);
	return written;
}

static enum signer_says
fault_of(enum tls_pair_fault fault)
{
	switch (fault) {
	case TLS_PAIR_FINE:
		break;
	case TLS_PAIR_CHAIN:
		return SIGNER_BAD_CHAIN;
	case TLS_PAIR_KEY:
		return SIGNER_BAD_KEY;
	case TLS_PAIR_OTHER:
		return SIGNER_OTHER_KEY;
	}
	return SIGNER_FINE;
}

/* The same checks as where keys are in the workers. */
static enum signer_says
try_pair(SSL_CTX *ctx, const struct tls_pair *pair, struct named_key *key,
    struct buf *text)
{
	enum signer_says says = fault_of(tls_pair_use(ctx, pair));
	X509 *cert = SSL_CTX_get0_certificate(ctx);

	if (says == SIGNER_FINE && (!tls_visitor_key(cert, key->name) ||
				       !write_chain(pair->chain, text)))
		says = SIGNER_BAD_CHAIN;
	if (says != SIGNER_FINE) {
		buf_clear(text);
		buf_add(text, str_of(tls_reason()));
		return says;
	}
	key->key = SSL_CTX_get0_privatekey(ctx);
	EVP_PKEY_up_ref(key->key);
	return says;
}

static enum signer_says
use(struct signer_keys *keys, size_t host, struct buf *text)
{
	const struct tls_pair pair = {
		.chain = { keys->chain.at, keys->chain.len },
		.key = { keys->key.at, keys->key.len },
	};
	SSL_CTX *ctx = SSL_CTX_new(TLS_server_method());
	enum signer_says says = SIGNER_BAD_CHAIN;
	struct named_key key;

	if (ctx != NULL)
		says = try_pair(ctx, &pair, &key, text);
	if (says == SIGNER_FINE)
		keep(keys_of(keys, host), &key);
	SSL_CTX_free(ctx);
	ERR_clear_error();
	return says;
}

enum signer_says
signer_keys_take(struct signer_keys *keys, size_t host, int chain, int key,
    struct buf *text)
{
	const char *why = read_secret(chain, &keys->chain);
	enum signer_says says = SIGNER_UNREAD;

	if (why == NULL)
		why = read_secret(key, &keys->key);
	if (why == NULL)
		says = use(keys, host, text);
	else
		buf_add(text, str_of(why));
	wipe(&keys->chain);
	wipe(&keys->key);
	return says;
}

static EVP_PKEY *
find(const struct signer_keys *keys, const unsigned char name[SIGNING_KEY])
{
	for (size_t i = 0; i < keys->count; i++) {
		const struct host_keys *h = &keys->hosts[i];

		if (h->now.key != NULL &&
		    memcmp(h->now.name, name, SIGNING_KEY) == 0)
			return h->now.key;
		if (h->before.key != NULL &&
		    memcmp(h->before.name, name, SIGNING_KEY) == 0)
			return h->before.key;
	}
	return NULL;
}

/* Whether a key of that kind is used so. */
static bool
is_fit(const EVP_PKEY *key, const struct sign_request *request)
{
	bool pure = EVP_PKEY_is_a(key, "ED25519") ||
		    EVP_PKEY_is_a(key, "ED448");

	if (EVP_PKEY_get_size(key) > SIGNING_MAX ||
	    pure != (request->digest == SIGN_PURE))
		return false;
	if (EVP_PKEY_is_a(key, "RSA"))
		return request->padding != SIGN_UNPADDED;
	if (EVP_PKEY_is_a(key, "RSA-PSS"))
		return request->padding == SIGN_PSS;
	return request->padding == SIGN_UNPADDED;
}

static bool
set_padding(EVP_PKEY_CTX *how, enum sign_padding padding)
{
	if (padding != SIGN_PSS)
		return true;
	return EVP_PKEY_CTX_set_rsa_padding(how, RSA_PKCS1_PSS_PADDING) > 0 &&
	       EVP_PKEY_CTX_set_rsa_pss_saltlen(how, RSA_PSS_SALTLEN_DIGEST) >
		   0;
}

size_t
signer_keys_sign(const struct signer_keys *keys,
    const struct sign_request *request, unsigned char signature[SIGNING_MAX])
{
	const unsigned char *tbs = (const unsigned char *)request->tbs.at;
	EVP_PKEY *key = find(keys, request->key);
	EVP_PKEY_CTX *how;
	EVP_MD_CTX *md;
	size_t len = SIGNING_MAX;

	if (key == NULL || !is_fit(key, request) ||
	    !sign_is_handshake(request))
		return 0;
	md = EVP_MD_CTX_new();
	if (md == NULL ||
	    EVP_DigestSignInit_ex(md, &how, sign_digest_name(request->digest),
		NULL, NULL, key, NULL) != 1 ||
	    !set_padding(how, request->padding) ||
	    EVP_DigestSign(md, signature, &len, tbs, request->tbs.len) != 1)
		len = 0;
	EVP_MD_CTX_free(md);
	ERR_clear_error();
	return len;
}
