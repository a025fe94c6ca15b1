/* SPDX-License-Identifier: ISC */
#include "net/tls_policy.h"

/* All that a client may show of itself, chain included. */
#define CLIENT_CHAIN_MAX ((long)16 * 1024)

bool
tls_policy_set(SSL_CTX *ctx)
{
	/* P-256 first would cost thrice as much; it stays for old peers. */
	static int groups[] = {
		NID_X25519,
		NID_X9_62_prime256v1,
		NID_secp384r1,
		NID_secp521r1, /* for keys of clients: TLS 1.2 asks here */
	};

	SSL_CTX_set_options(ctx,
	    SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_RENEGOTIATION |
		SSL_OP_NO_COMPRESSION | SSL_OP_NO_TICKET);
	SSL_CTX_set_num_tickets(ctx, 0);
	SSL_CTX_set_session_cache_mode(ctx, SSL_SESS_CACHE_OFF);
	SSL_CTX_set_max_early_data(ctx, 0);
	SSL_CTX_set_max_cert_list(ctx, CLIENT_CHAIN_MAX);
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
	       SSL_CTX_set1_groups(ctx, groups, 4) == 1;
}

/*
 * In place of all that OpenSSL would check of a chain. That the client has the
 * key of its certificate is proven elsewhere; what else there is to say about
 * the certificate is for the reply, not for an alert (G-102, G-103).
 */
static int
accept_any(X509_STORE_CTX *chain, void *arg)
{
	(void)arg;
	X509_STORE_CTX_set_error(chain, X509_V_OK);
	return 1;
}

void
tls_policy_ask(SSL_CTX *ctx)
{
	SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
	SSL_CTX_set_cert_verify_callback(ctx, accept_any, NULL);
}

void
tls_policy_resume(SSL_CTX *ctx)
{
	SSL_CTX_clear_options(ctx, SSL_OP_NO_TICKET);
	SSL_CTX_set_num_tickets(ctx, 1);
}

void
tls_policy_follow(SSL *ssl, const SSL_CTX *host)
{
	SSL_set_verify(ssl, SSL_CTX_get_verify_mode(host), NULL);
	if ((SSL_CTX_get_options(host) & SSL_OP_NO_TICKET) == 0)
		SSL_clear_options(ssl, SSL_OP_NO_TICKET);
	SSL_set_num_tickets(ssl, SSL_CTX_get_num_tickets(host));
}
