/* SPDX-License-Identifier: ISC */
#ifndef NET_SIGNING_H
#define NET_SIGNING_H

/*
 * signing -- a worker's way to the signer, which alone has the keys.
 *
 * A provider for OpenSSL 3 (net/sign_provider.h) has a key that is but its
 * public half; where libssl wants a signature with it, the handshake pauses as
 * an asynchronous job (SSL_MODE_ASYNC), and what is to be signed is queued
 * here. At the end of a turn of the loop all that is queued goes out in as few
 * messages as it takes; signatures that come back wake the connections they
 * belong to. The loop never waits for the signer. A signature that is wanted
 * outside such a job, as in a process without a loop, is waited for, up to
 * SIGNING_WAIT_MS.
 *
 * A signer that is gone: what it has not answered is asked again of the next
 * one (signing_use), so that its end costs a pause, no handshake.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "net/sign_wire.h"

#define SIGNING_WAIT_MS 2000
#define SIGNING_JOBS 1024 /* handshakes that pause; further ones wait outside */

struct signing;
struct signing_job;

/* Somebody who may have to wait for a signature: a handshake. */
struct signing_waiter {
	/* Set by the owner. It may end in there, and free this. */
	void (*wake)(void *arg);
	void *arg;
	/* The rest is filled in here. */
	struct signing_job *job; /* what it waits for */
	bool given_up;
	bool in_line; /* for a job to pause in */
	struct signing_waiter *next;
	struct signing_waiter *before;
};

/*
 * Whether handshakes can pause on this system; where not, signatures are waited
 * for instead. Under AddressSanitizer they do: it says once that a stack is not
 * the one it knows, and checks on.
 */
bool signing_pauses(void);

struct signing *signing_new(void);
void signing_free(struct signing *s); /* nobody may wait any more */

/* From now on ask over this socket, which is s's; the old one is closed. */
bool signing_use(struct signing *s, int fd);

int signing_fd(const struct signing *s); /* -1 = no signer now */

/* Whether there is something to be sent. */
bool signing_is_due(const struct signing *s);

/* At the end of a turn: send what was asked. */
void signing_flush(struct signing *s);

/* It is readable: take answers, and call each one's wake. */
void signing_take(struct signing *s);

/* How many signatures have come. */
uint64_t signing_count(const struct signing *s);

/*
 * For net/tls. What is asked until the next call is asked by w; NULL = by
 * nobody in particular.
 */
void signing_for(struct signing *s, struct signing_waiter *w);

/*
 * Whoever waits does so no longer: a job that is paused is to be resumed, and
 * is told that there will be no signature. Harmless if it does not wait.
 */
void signing_give_up(struct signing *s, struct signing_waiter *w);

/* All jobs are taken: wake w when one may be free. */
void signing_line_up(struct signing *s, struct signing_waiter *w);

/*
 * For net/sign_provider: have request signed. request->id is filled in. False
 * if there is no signature, which then nobody should ask for again.
 */
bool signing_ask(struct signing *s, const struct sign_request *request,
    unsigned char signature[SIGNING_MAX], size_t *len);

#endif
