/* SPDX-License-Identifier: ISC */
#ifndef NET_TLS_POLICY_H
#define NET_TLS_POLICY_H

/*
 * tls_policy -- which TLS we speak: versions, suites, groups, bounds.
 */

#include <openssl/ssl.h>
#include <stdbool.h>

/*
 * What holds for every context: TLS 1.2 and 1.3 with forward secrecy (G-90,
 * G-91), nobody asked for a certificate, nothing to resume with.
 */
bool tls_policy_set(SSL_CTX *ctx);

/* Ask clients for a certificate; without one they are as welcome (G-101). */
void tls_policy_ask(SSL_CTX *ctx);

/* Give each client one ticket to come back with (G-104). */
void tls_policy_resume(SSL_CTX *ctx);

/*
 * Have ssl obey host in all that SSL_set_SSL_CTX leaves as it was: whether to
 * ask, and whether to give tickets.
 */
void tls_policy_follow(SSL *ssl, const SSL_CTX *host);

#endif
