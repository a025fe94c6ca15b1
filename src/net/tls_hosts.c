/* SPDX-License-Identifier: ISC */
#include "net/tls_hosts.h"

#include <assert.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "net/tls_alpn.h"
#include "net/tls_pair.h"
#include "net/tls_policy.h"
#include "net/tls_sni.h"
#include "net/tls_ticket.h"
#include "net/tls_why.h"
#include "net/tls_wire.h"
#include "site/shelf.h"

/* Which host the ClientHello names. */
static int
named(const struct tls *tls, SSL *ssl)
{
	char storage[TLS_SNI_MAX];
	const unsigned char *at;
	struct str data, name;

	if (tls->find == NULL ||
	    SSL_client_hello_get0_ext(ssl, TLSEXT_TYPE_server_name, &at,
		&data.len) != 1)
		return SHELF_NONE;
	data.at = (const char *)at;
	if (!tls_sni_name(data, storage, &name))
		return SHELF_NONE;
	return tls->find(tls->arg, name);
}

/* The first host's certificate is for those that have none, too (G-93). */
static SSL_CTX *
context_of(const struct tls *tls, int shelf)
{
	size_t host = shelf >= 0 ? (size_t)shelf : 0;

	assert(host < tls->count);
	return tls->hosts[host] != NULL ? tls->hosts[host] : tls->hosts[0];
}

/*
 * Before OpenSSL looks at a session that is offered: one of another host must
 * be known as such. Never a reason to fail (G-94).
 */
static int
choose(SSL *ssl, int *alert, void *arg)
{
	struct tls_choice *choice = tls_choice_of(ssl);
	SSL_CTX *host;

	(void)alert, (void)arg;
	choice->shelf = named(choice->tls, ssl);
	host = context_of(choice->tls, choice->shelf);
	choice->missing = host == NULL;
	if (host != NULL) {
		if (SSL_set_SSL_CTX(ssl, host) == NULL)
			return SSL_CLIENT_HELLO_ERROR;
		tls_policy_follow(ssl, host);
		if (choice->public)
			SSL_set_verify(ssl, SSL_VERIFY_NONE, NULL);
	}
	return SSL_CLIENT_HELLO_SUCCESS;
}

struct tls_choice *
tls_choice_of(const SSL *ssl)
{
	return SSL_get_app_data(ssl);
}

SSL *
tls_hosts_begin(const struct tls *tls, struct tls_choice *choice)
{
	SSL *ssl = SSL_new(tls->start);

	if (ssl == NULL)
		abort(); /* out of memory, and nothing else */
	*choice = (struct tls_choice){ .tls = tls, .shelf = SHELF_NONE };
	SSL_set_app_data(ssl, choice);
	return ssl;
}

static SSL_CTX *
context_new(void)
{
	SSL_CTX *ctx;

	ERR_clear_error();
	ctx = SSL_CTX_new(TLS_server_method());
	if (ctx != NULL && tls_policy_set(ctx)) {
		SSL_CTX_set_alpn_select_cb(ctx, tls_alpn_choose, NULL);
		return ctx;
	}
	log_line("TLS cannot be set up: %s", tls_reason());
	SSL_CTX_free(ctx);
	return NULL;
}

struct tls *
tls_new(size_t count, int (*find)(void *arg, struct str name), void *arg,
    const struct tickets *tickets)
{
	struct tls *tls = mem_new(1, sizeof(*tls));

	tls->hosts = mem_new(count, sizeof(SSL_CTX *));
	tls->count = count;
	tls->find = find;
	tls->arg = arg;
	tls->tickets = tickets;
	tls->output = tls_wire_output();
	tls->start = context_new();
	if (tls->output == NULL || tls->start == NULL ||
	    !tls_ticket_set(tls->start)) {
		tls_free(tls);
		return NULL;
	}
	SSL_CTX_set_client_hello_cb(tls->start, choose, NULL);
	return tls;
}

void
tls_free(struct tls *tls)
{
	if (tls == NULL)
		return;
	for (size_t i = 0; i < tls->count; i++)
		SSL_CTX_free(tls->hosts[i]);
	SSL_CTX_free(tls->start);
	sign_provider_free(tls->signer);
	BIO_meth_free(tls->output);
	free(tls->hosts);
	free(tls);
}

bool
tls_sign_by(struct tls *tls, struct signing *signing)
{
	tls->signer = sign_provider_new(signing);
	if (tls->signer != NULL)
		tls->signing = signing;
	else
		log_line("no keys can be held by a signer: %s", tls_reason());
	return tls->signer != NULL;
}

/*
 * A session belongs to a host and its certificate: at another one, or after
 * either has changed, there is a full handshake.
 */
static bool
mark_sessions(SSL_CTX *ctx, size_t host)
{
	unsigned char mark[SSL_MAX_SID_CTX_LENGTH];
	unsigned char of[sizeof(host) + EVP_MAX_MD_SIZE];
	unsigned len;

	memcpy(of, &host, sizeof(host));
	return X509_digest(SSL_CTX_get0_certificate(ctx), EVP_sha256(),
		   of + sizeof(host), &len) == 1 &&
	       EVP_Digest(of, sizeof(host) + len, mark, NULL, EVP_sha256(),
		   NULL) == 1 &&
	       SSL_CTX_set_session_id_context(ctx, mark, sizeof(mark)) == 1;
}

/*
 * A client that resumes is not asked for a certificate, and cannot take off the
 * one it had: who asks does not resume. With an EC key a full handshake is
 * cheaper (G-104).
 */
static void
set_sessions(SSL_CTX *ctx, const struct tls *tls, bool ask)
{
	const EVP_PKEY *key = SSL_CTX_get0_privatekey(ctx);

	if (ask)
		tls_policy_ask(ctx);
	else if (tls->tickets != NULL &&
		 (EVP_PKEY_is_a(key, "RSA") || EVP_PKEY_is_a(key, "RSA-PSS")))
		tls_policy_resume(ctx);
}

static enum tls_pair_fault
try_pair(const struct tls *tls, SSL_CTX *ctx, const struct tls_pair *pair)
{
	if (tls->signer != NULL && pair->key.len == 0)
		return tls_pair_use_public(ctx, pair->chain, tls->signer);
	return tls_pair_use(ctx, pair);
}

static bool
use_pair(const struct tls *tls, SSL_CTX *ctx, const struct tls_pair *pair)
{
	switch (try_pair(tls, ctx, pair)) {
	case TLS_PAIR_FINE:
		return true;
	case TLS_PAIR_CHAIN:
		log_line("%s: no usable certificate: %s", pair->chain_name,
		    tls_reason());
		break;
	case TLS_PAIR_KEY:
		log_line("%s: no usable key; it must be a PEM file without a"
			 " passphrase",
		    pair->key_name);
		break;
	case TLS_PAIR_OTHER:
		log_line("%s: not the key of %s", pair->key_name,
		    pair->chain_name);
		break;
	}
	return false;
}

bool
tls_use(struct tls *tls, size_t host, const struct tls_pair *pair, bool ask)
{
	SSL_CTX *ctx = context_new();

	assert(host < tls->count);
	if (ctx == NULL || !use_pair(tls, ctx, pair) ||
	    !mark_sessions(ctx, host)) {
		SSL_CTX_free(ctx);
		return false;
	}
	set_sessions(ctx, tls, ask);
	SSL_CTX_free(tls->hosts[host]);
	tls->hosts[host] = ctx;
	return true;
}
