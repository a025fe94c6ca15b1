/* SPDX-License-Identifier: ISC */
#ifndef NET_LIMITS_H
#define NET_LIMITS_H

/*
 * limits -- how much of the server one address, and all together, may have.
 *
 * Shared by all workers, in memory that is mapped before they are forked. An
 * address is an IPv4 address, however an IPv6 socket shows it, or the first 64
 * bits of an IPv6 one; what is kept of it is a keyed hash, in memory
 * alone. One connection is one request, so both are counted when it is
 * accepted: constant time, and no system call. No lock is ever held: a worker
 * that dies leaves nothing behind but its own counts, which limits_forget()
 * takes back.
 *
 * The table has LIMITS_SLOTS places, and an address a few of them that it may
 * have. Only one that would be as good as new is given to somebody else. When
 * others use all of its places, an address is not limited on its own, only with
 * all together.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

#include "front/front.h"

#define LIMITS_SLOTS 16384
#define LIMITS_EXEMPT_MAX 32

/* An address block: 127.0.0.0/8, ::1/128. One of IPv6 has no IPv4 in it. */
struct limits_block {
	unsigned char bytes[16]; /* IPv4 as ::ffff:0:0/96 */
	unsigned bits;		 /* of 128 */
};

struct limits_config { /* 0 = no such limit */
	/* Open at a time, by all and by one address. */
	uint32_t connections;
	uint32_t connections_per_address;
	/* Requests of one address: a minute, and of these at once. */
	uint32_t rate;
	uint32_t burst;
	/* Who is counted with all together alone. */
	struct limits_block exempt[LIMITS_EXEMPT_MAX];
	size_t exempt_count;
};

struct limits;

/* NULL, with a line in the log, if the system gives no memory. */
struct limits *limits_new(const struct limits_config *config, size_t workers);
void limits_free(struct limits *limits);

/* What limits_enter() says, and limits_leave() wants back. */
struct limits_pass {
	enum admission admission;
	unsigned wait_s; /* of ADMIT_SLOWER: 1 to 60 */
	bool refused;	 /* close it without a word: far beyond a limit */
	bool counted;	 /* has entered: there is something to leave */
	uint32_t slot;
};

/*
 * Somebody has connected to a worker, counted from 0. Beyond the connections of
 * all it is ADMIT_LATER, beyond those of its address or its rate ADMIT_SLOWER:
 * after wait_s seconds the rate lets the next request of that address pass
 * (G-78), as only requests that passed count for it. Beyond twice an address's
 * connections, or an eighth above those of all, it is refused; who is refused
 * is not counted, and leaving is nothing to it. Times are of one clock in all
 * workers. Who is of neither family is counted with all together alone.
 */
struct limits_pass limits_enter(struct limits *limits, size_t worker,
    const struct sockaddr *address, int64_t now_ms);
void limits_leave(struct limits *limits, size_t worker,
    struct limits_pass pass);

/* In the supervisor: that worker is gone, and its connections with it. */
void limits_forget(struct limits *limits, size_t worker);

/*
 * "192.0.2.0/24", "2001:db8::/32", or an address alone; bits behind the prefix
 * do not matter. False if it is none.
 */
bool limits_block(struct str text, struct limits_block *block);

/* Whether an address is in one of these. */
bool limits_in_blocks(const struct limits_block *blocks, size_t count,
    const struct sockaddr *address);

#endif
