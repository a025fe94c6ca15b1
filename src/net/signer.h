/* SPDX-License-Identifier: ISC */
#ifndef NET_SIGNER_H
#define NET_SIGNER_H

/*
 * signer -- the process that has the private keys, and signs for workers.
 *
 * It knows keys by the SHA-256 of their public half, so that a handshake begun
 * with the certificate before is signed with the key before: of each host it
 * has the last two. It signs nothing but what a TLS server signs: the
 * CertificateVerify of TLS 1.3 (RFC 8446 4.4.3, the server's context string in
 * front) and the ServerKeyExchange of TLS 1.2 (RFC 8422 5.4, a named curve);
 * whoever has broken into a worker can use a key while they are there, for
 * handshakes, and take nothing away.
 *
 * Of each worker one batch is answered in a turn, so that none waits for more
 * than the batches of the others. A worker that does not take its answers is
 * not listened to until it does.
 *
 * From the supervisor: CONTROL_PAIR with the chain's file and SIGNER_CHAIN, the
 * same with the key's file and SIGNER_KEY, answered by one CONTROL_SIGNS, whose
 * part is an enum signer_says and whose bytes are the certificates in the
 * chain, or a reason in words; and CONTROL_CLIENT with a socket to a worker
 * (net/sign_wire.h).
 */

#include <stdbool.h>
#include <stddef.h>

#include "net/control.h"

#define SIGNER_HOSTS_MAX 65536
#define SIGNER_CLIENTS_MAX 1024		  /* more than there can be workers */
#define SIGNER_FILE_MAX ((size_t)1 << 20) /* bytes of a PEM file */

/* Which file of a pair it is: the part of CONTROL_PAIR. */
enum signer_file {
	SIGNER_CHAIN,
	SIGNER_KEY,
};

/* What it says of a pair: the part of CONTROL_SIGNS. */
enum signer_says {
	SIGNER_FINE,
	SIGNER_BAD_CHAIN, /* no usable certificate */
	SIGNER_BAD_KEY,	  /* no PEM, or with a passphrase */
	SIGNER_OTHER_KEY, /* that of another certificate */
	SIGNER_UNREAD,	  /* the file of the chain or the key */
	SIGNER_SAYS,
};

/*
 * In the process that will be the signer, before its sandbox: nobody may look
 * into its memory, and keys are not swapped out where that can be had.
 */
void signer_guard(void);

/* Until told to stop (SIGTERM, or control's end); true if so. */
bool signer_run(int control);

#endif
