/* SPDX-License-Identifier: ISC */
#include "net/tls_ticket.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <string.h>

#include "net/tickets.h"
#include "net/tls_hosts.h"

/* What OpenSSL wants to know of its callback. */
enum {
	TICKET_FAILED = -1,
	TICKET_UNKNOWN, /* a full handshake */
	TICKET_FINE,
	TICKET_RENEW, /* fine, and another one is to be sent */
};

static bool
set_mac(EVP_MAC_CTX *mac, struct ticket_key *key)
{
	char digest[] = "SHA256";
	OSSL_PARAM params[] = {
		OSSL_PARAM_octet_string(OSSL_MAC_PARAM_KEY, key->mac,
		    sizeof(key->mac)),
		OSSL_PARAM_utf8_string(OSSL_MAC_PARAM_DIGEST, digest,
		    sizeof(digest) - 1),
		OSSL_PARAM_END,
	};

	return EVP_MAC_CTX_set_params(mac, params) == 1;
}

static int
seal(const struct tickets *tickets, unsigned char *name, unsigned char *iv,
    EVP_CIPHER_CTX *cipher, EVP_MAC_CTX *mac)
{
	struct ticket_key key;
	bool sealed;

	tickets_newest(tickets, &key);
	memcpy(name, key.name, sizeof(key.name));
	sealed = RAND_bytes(iv, EVP_CIPHER_get_iv_length(EVP_aes_256_cbc())) ==
		     1 &&
		 EVP_EncryptInit_ex(cipher, EVP_aes_256_cbc(), NULL, key.cipher,
		     iv) == 1 &&
		 set_mac(mac, &key);
	OPENSSL_cleanse(&key, sizeof(key));
	return sealed ? TICKET_FINE : TICKET_FAILED;
}

/* A client of TLS 1.3 uses a ticket once: it needs another (RFC 8446 C.4). */
static int
open_with(struct ticket_key *key, bool newest, const SSL *ssl,
    const unsigned char *iv, EVP_CIPHER_CTX *cipher, EVP_MAC_CTX *mac)
{
	if (EVP_DecryptInit_ex(cipher, EVP_aes_256_cbc(), NULL, key->cipher,
		iv) != 1 ||
	    !set_mac(mac, key))
		return TICKET_FAILED;
	if (newest && SSL_version(ssl) < TLS1_3_VERSION)
		return TICKET_FINE;
	return TICKET_RENEW;
}

/* The signature is OpenSSL's. */
static int
ticket_key(SSL *ssl, unsigned char *name, unsigned char *iv,
    EVP_CIPHER_CTX *cipher, EVP_MAC_CTX *mac, int sealing)
{
	const struct tickets *tickets = tls_choice_of(ssl)->tls->tickets;
	struct ticket_key key;
	bool newest;
	int result;

	if (tickets == NULL)
		return TICKET_UNKNOWN;
	if (sealing)
		return seal(tickets, name, iv, cipher, mac);
	if (!tickets_find(tickets, name, &key, &newest))
		return TICKET_UNKNOWN;
	result = open_with(&key, newest, ssl, iv, cipher, mac);
	OPENSSL_cleanse(&key, sizeof(key));
	return result;
}

bool
tls_ticket_set(SSL_CTX *ctx)
{
	return SSL_CTX_set_tlsext_ticket_key_evp_cb(ctx, ticket_key) == 1;
}
