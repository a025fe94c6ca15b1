/* SPDX-License-Identifier: ISC */
#ifndef NET_SERVER_H
#define NET_SERVER_H

/*
 * server -- one worker: its listeners, its connections, its event loop.
 *
 * Runs until SIGTERM or SIGINT, then closes the listeners, lets replies under
 * way finish, and requests if they hurry, and returns, SERVER_DRAIN_MS
 * after the signal at the latest.
 * At the descriptor limit it stops accepting for a moment instead of spinning,
 * and says so once a minute.
 */

#include <stdbool.h>
#include <stddef.h>

#include "front/front.h"
#include "net/conn.h"
#include "net/listener.h"
#include "net/tls.h"

#define SERVER_DRAIN_MS 10000
#define SERVER_GRACE_MS 1000 /* for requests that are not whole yet */
#define SERVER_BACKOFF_MS 100
#define SERVER_ACCEPTS_PER_TURN 16

struct service {
	struct listener listener;
	const struct front *front;
};

struct server_config {
	const struct service *services; /* borrowed, as all of this */
	size_t service_count;
	const struct shelf *shelf;
	struct tls *tls; /* NULL if no service wants it */
	/* Called for each request that was answered; may be NULL. */
	void (*report)(const struct conn_report *report);
};

/* False if the worker could not start. */
bool server_run(const struct server_config *config);

#endif
