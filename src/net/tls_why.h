/* SPDX-License-Identifier: ISC */
#ifndef NET_TLS_WHY_H
#define NET_TLS_WHY_H

/*
 * tls_why -- the reason for a failed handshake in words for a log.
 */

/*
 * Why OpenSSL's last call of this thread failed, in static words; NULL if the
 * peer has merely left.
 */
const char *tls_why(void);

#endif
