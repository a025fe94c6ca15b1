/* SPDX-License-Identifier: ISC */
#ifndef E2E_STORM_H
#define E2E_STORM_H

/*
 * storm -- many clients at once, each of which asks again as soon as it has its
 * reply, and looks closely at that.
 *
 * One thread: nothing happens but in storm_turn() and storm_calm(), so that a
 * test can do things to the server in between. Whatever a client does not get
 * as it should is counted as a fault, and the port it had is kept.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

#define STORM_WAIT_MS 10000 /* for a reply, from connecting on */
#define STORM_PORTS_MAX 4096

enum storm_fault {
	STORM_REFUSED, /* no connection */
	STORM_BROKEN,  /* reset, or the handshake failed */
	STORM_CUT,     /* ended early: TLS without close_notify */
	STORM_WRONG,   /* whole, but not what it should be */
	STORM_LATE,
	STORM_FAULTS,
};

/* What some of the clients ask for. Borrowed as long as the storm lasts. */
struct storm_target {
	uint16_t port;
	bool tls;
	struct str request; /* with its line end */
	size_t clients;
	/* Whether this is what the server has to say. */
	bool (*right)(void *arg, struct str reply);
	void *arg;
};

struct storm_result {
	uint64_t replies; /* right ones */
	uint64_t faults[STORM_FAULTS];
	int64_t median_us; /* from connecting to the end, of right ones */
	/* Of faulty connections: our side's port, and which fault it was. */
	struct {
		uint16_t port;
		enum storm_fault fault;
	} faulty[STORM_PORTS_MAX];
	size_t faulty_count;
};

struct storm;

struct storm *storm_new(const struct storm_target *targets, size_t count);
void storm_free(struct storm *storm);

/* Let them ask for so long. */
void storm_turn(struct storm *storm, int ms);

/* Let them ask until there have been so many more replies, or faults. */
void storm_ask(struct storm *storm, uint64_t replies);

/* Let each finish what it has begun, and ask for nothing more until a turn. */
void storm_calm(struct storm *storm);

/* Since the last storm_reset(), of one target. */
const struct storm_result *storm_result(struct storm *storm, size_t target);
uint64_t storm_replies(const struct storm *storm); /* of all */
uint64_t storm_faults(const struct storm *storm);
void storm_reset(struct storm *storm);

/* A line for each kind of fault that there was, for who reads a failed test. */
void storm_print(struct storm *storm);

#endif
