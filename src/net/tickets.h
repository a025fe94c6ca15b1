/* SPDX-License-Identifier: ISC */
#ifndef NET_TICKETS_H
#define NET_TICKETS_H

/*
 * tickets -- the keys that seal TLS session tickets, shared by all workers.
 *
 * In memory only, in a mapping that is made before the workers are forked and
 * that one process, the supervisor, writes: a session begun with one worker
 * resumes with another. Only hosts with an RSA key hand out tickets (G-104).
 */

#include <stdbool.h>
#include <stdint.h>

#define TICKETS_ROTATE_MS ((int64_t)6 * 3600 * 1000)

#define TICKETS_NAME 16

struct ticket_key {
	unsigned char name[TICKETS_NAME]; /* in front of what it has sealed */
	unsigned char cipher[32];
	unsigned char mac[32];
};

struct tickets;

/* With a first key; NULL, and a line in the log, if that fails. */
struct tickets *tickets_new(int64_t now_ms);

/*
 * In whoever made it, once the workers are gone, this also wipes the keys;
 * elsewhere it lets go of them.
 */
void tickets_free(struct tickets *tickets);

/*
 * In the supervisor: a new key if the newest is older than TICKETS_ROTATE_MS.
 * The one before still opens tickets, those before that are gone.
 */
void tickets_rotate(struct tickets *tickets, int64_t now_ms);

/* In a worker: the key to seal with, copied. Wipe the copy. */
void tickets_newest(const struct tickets *tickets, struct ticket_key *key);

/*
 * The key that is called so, copied, if it still opens tickets; newest = false
 * if what it opens had better be sealed anew.
 */
bool tickets_find(const struct tickets *tickets,
    const unsigned char name[TICKETS_NAME], struct ticket_key *key,
    bool *newest);

#endif
