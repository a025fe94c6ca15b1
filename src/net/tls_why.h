/* SPDX-License-Identifier: ISC */
#ifndef NET_TLS_WHY_H
#define NET_TLS_WHY_H

/*
 * tls_why -- the reason why OpenSSL's last call of this thread failed.
 */

/*
 * Of a handshake or a stream, in static words for a log; NULL if the peer has
 * merely left.
 */
const char *tls_why(void);

/* Of anything else, in OpenSSL's own words, which are static as well. */
const char *tls_reason(void);

#endif
