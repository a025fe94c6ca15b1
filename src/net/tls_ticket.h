/* SPDX-License-Identifier: ISC */
#ifndef NET_TLS_TICKET_H
#define NET_TLS_TICKET_H

/*
 * tls_ticket -- session tickets sealed with the keys that all workers share.
 */

#include <openssl/ssl.h>
#include <stdbool.h>

/*
 * Have all that begins with ctx seal and open tickets with the keys of
 * tls_choice_of(ssl)->tls->tickets: AES-256-CBC, then HMAC-SHA-256 (RFC 5077
 * 4).
 */
bool tls_ticket_set(SSL_CTX *ctx);

#endif
