/* SPDX-License-Identifier: ISC */
#ifndef NET_SIGNER_KEYS_H
#define NET_SIGNER_KEYS_H

/*
 * signer_keys -- the private keys, in the one process that has them.
 */

#include "base/buf.h"
#include "net/sign_wire.h"
#include "net/signer.h"

struct signer_keys;

struct signer_keys *signer_keys_new(void);
void signer_keys_free(struct signer_keys *keys);

/*
 * Take a host's pair from two open files, which may be the same; the one before
 * stays, the one before that does not. Its certificates, PEM, are appended to
 * text. Otherwise nothing changes, and text has the reason in words.
 */
enum signer_says signer_keys_take(struct signer_keys *keys, size_t host,
    int chain, int key, struct buf *text);

/* The signature; its length, 0 = refused, or there is no such key. */
size_t signer_keys_sign(const struct signer_keys *keys,
    const struct sign_request *request, unsigned char signature[SIGNING_MAX]);

#endif
