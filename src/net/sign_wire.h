/* SPDX-License-Identifier: ISC */
#ifndef NET_SIGN_WIRE_H
#define NET_SIGN_WIRE_H

/*
 * sign_wire -- what workers and signer say to each other, as bytes.
 *
 * A message is a batch: requests one way, signatures the other, one after the
 * other. Both ends are of one program on one machine, so numbers are as the
 * machine has them; that a message comes from a friend is nowhere assumed.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

#define SIGNING_TBS_MAX 512 /* bytes that a handshake has signed */
#define SIGNING_MAX 1024    /* bytes of a signature, RSA 8192 */
#define SIGNING_BATCH 32    /* signatures in one message */
#define SIGNING_KEY 32	    /* bytes that name a key: SHA-256 of its SPKI */

/* The longest message there is. */
#define SIGN_WIRE_MAX ((size_t)SIGNING_BATCH * (SIGNING_MAX + 16))

enum sign_digest {
	SIGN_PURE, /* Ed25519, Ed448 */
	SIGN_SHA224,
	SIGN_SHA256,
	SIGN_SHA384,
	SIGN_SHA512,
	SIGN_DIGESTS,
};

enum sign_padding {
	SIGN_UNPADDED, /* no RSA key */
	SIGN_PKCS1,
	SIGN_PSS, /* with MGF1 of the same digest, and a salt as long */
	SIGN_PADDINGS,
};

struct sign_request {
	uint64_t id; /* whatever the worker likes */
	unsigned char key[SIGNING_KEY];
	enum sign_digest digest;
	enum sign_padding padding;
	struct str tbs; /* at least 1 byte */
};

struct sign_answer {
	uint64_t id;
	struct str signature; /* empty = refused */
};

/* Append one; its lengths are in bounds. */
void sign_wire_request(struct buf *out, const struct sign_request *request);
void sign_wire_answer(struct buf *out, const struct sign_answer *answer);

/*
 * The next one of a batch, which *rest is brought past; its texts are views.
 * False if there is none, or the rest is no such thing: then *rest is not
 * empty.
 */
bool sign_wire_next_request(struct str *rest, struct sign_request *request);
bool sign_wire_next_answer(struct str *rest, struct sign_answer *answer);

/* OpenSSL's name of a digest; NULL of SIGN_PURE. */
const char *sign_digest_name(enum sign_digest digest);

/* Whether a TLS server may have to sign these bytes so: see net/signer.h. */
bool sign_is_handshake(const struct sign_request *request);

#endif
