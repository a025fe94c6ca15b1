/* SPDX-License-Identifier: ISC */
#ifndef NET_SERVER_H
#define NET_SERVER_H

/*
 * server -- one worker: its listeners, its connections, its event loop.
 *
 * Runs until SIGTERM or SIGINT, then closes the listeners, lets replies under
 * way finish, and requests if they hurry, and returns, SERVER_DRAIN_MS
 * after the signal at the latest. SIGHUP is the supervisor's and is ignored.
 * At the descriptor limit it stops accepting for a moment instead of spinning,
 * and says so once a minute; as often it says how many connections the
 * limits have refused, and how many were closed because what came was no
 * proxy, or a proxy's without its header.
 */

#include <stdbool.h>
#include <stddef.h>

#include "front/front.h"
#include "net/conn.h"
#include "net/control.h"
#include "net/counters.h"
#include "net/limits.h"
#include "net/listener.h"
#include "net/signing.h"
#include "net/tls.h"

#define SERVER_DRAIN_MS 10000
#define SERVER_GRACE_MS 1000 /* for requests that are not whole yet */
#define SERVER_BACKOFF_MS 100
#define SERVER_BEAT_MS 1000 /* so often counters say that the loop turns */
#define SERVER_ACCEPTS_PER_TURN 16

struct service {
	struct listener listener;
	const struct front *front;
	int shelf;    /* what a plain protocol serves here */
	bool proxied; /* for proxies alone: see net/proxy.h */
};

struct server_config {
	const struct service *services; /* borrowed, as all of this */
	size_t service_count;
	struct library *library;
	struct tls *tls;    /* NULL if no service wants it */
	bool tls_for_plain; /* for plain services, too, who wants it */
	/* Who may connect to services that are for proxies. */
	const struct limits_block *proxies;
	size_t proxy_count;
	struct counters_worker *counters; /* of this worker */
	struct limits *limits;		  /* of all workers; NULL = none */
	size_t worker;			  /* which of them this is, from 0 */
	struct conn_times times;
	int control;		 /* to the supervisor; -1 = nobody */
	struct signing *signing; /* NULL = tls has the keys */
	/* Called for what comes there. */
	void (*told)(void *arg, struct control *message);
	/* Called at the end of each connection that has one; may be NULL. */
	void (*report)(void *arg, const struct conn_report *report);
	void *arg; /* of both */
};

/* False if the worker could not start. */
bool server_run(const struct server_config *config);

#endif
