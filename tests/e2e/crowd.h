/* SPDX-License-Identifier: ISC */
#ifndef E2E_CROWD_H
#define E2E_CROWD_H

/*
 * crowd -- clients that ask for too much, in number or in size.
 */

#include "e2e/harness.h"
#include "e2e/wire.h"

/*
 * Without a word, at a port of TLS also without a handshake. Let them come in
 * where the first request does: only then is it sure that they were counted
 * before it.
 */
void crowd_open(struct wire *crowd, size_t count, uint16_t port);
void crowd_close(struct wire *crowd, size_t count);

/* More bytes than the kernel takes from us for a peer that does not read. */
#define BIG ((size_t)16 * 1024 * 1024)

/* As server_make: a profile, and a text of so many bytes at /big.txt. */
void server_make_big(struct server *s);

/* Both ask for it, and read nothing of it yet. */
void crowd_ask_big(const struct server *s, struct wire *tls,
    struct wire *plain);

#endif
