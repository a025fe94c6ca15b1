/* SPDX-License-Identifier: ISC */
#ifndef E2E_WEATHER_H
#define E2E_WEATHER_H

/*
 * weather -- a server whose pages change while a storm asks for them, and what
 * may happen to it meanwhile.
 */

#include "e2e/harness.h"
#include "e2e/proof.h"
#include "e2e/sockets.h"
#include "e2e/storm.h"

#define WEATHER_WORKERS 2

/* The pages of the capsule, and what they become on either protocol. */
enum target {
	GEMINI_TEXT,
	GEMINI_PAGE,
	GOPHER_TEXT,
	GOPHER_MENU,
	TARGETS,
};

struct weather {
	struct server server;
	struct storm_target targets[TARGETS];
	struct proof_seen seen[TARGETS];
	struct storm *storm;
	uint64_t edition; /* the newest */
};

enum climate {
	MILD,
	PATIENT, /* it waits minutes for handshakes and requests */
	OURS,	 /* its processes run as whoever runs the tests */
};

/* Make a capsule with a first edition, and serve it. */
void weather_start(struct weather *w, enum climate climate);
void weather_stop(struct weather *w);

/* A new edition of all pages, saved as editors do. */
void weather_publish(struct weather *w);

/* Let the storm ask until that has arrived in every form; false if it won't. */
bool weather_arrives(struct weather *w);

/* A certificate for the same key, and SIGHUP. */
void weather_renew(const struct weather *w);

/* SIGKILL for some worker; the connections that it had are added to held. */
void weather_kill(struct weather *w, struct sockets *held);

/* SIGUSR2; false if the server is not ready again within a while. */
bool weather_restart(struct weather *w);

/* Let the storm finish; fails if there was any fault. */
void weather_was_calm(struct weather *w);

/* Fails if a faulty connection was none of these. */
void weather_blames(struct weather *w, const struct sockets *held);

#endif
