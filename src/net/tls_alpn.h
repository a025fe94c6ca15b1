/* SPDX-License-Identifier: ISC */
#ifndef NET_TLS_ALPN_H
#define NET_TLS_ALPN_H

/*
 * tls_alpn -- the protocol that a client wants to speak, by RFC 7301.
 */

#include <openssl/ssl.h>

/*
 * OpenSSL's callback: takes the protocol of the connection's tls_choice if it
 * is among those offered, and otherwise answers nothing, as servers did before
 * there was ALPN.
 */
int tls_alpn_choose(SSL *ssl, const unsigned char **out, unsigned char *len,
    const unsigned char *in, unsigned in_len, void *arg);

#endif
