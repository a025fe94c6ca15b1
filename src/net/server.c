/* SPDX-License-Identifier: ISC */
#include "net/server.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "net/loop.h"

#define COMPLAIN_EVERY_MS 60000

struct server {
	const struct server_config *config;
	struct loop *loop;
	struct door *doors; /* one per service */
	struct peer *peers; /* every open connection */
	struct watch *drain;
	int64_t complained; /* when the descriptor limit was last mentioned */
	bool draining;
};

/* A listener and how it is being waited for. */
struct door {
	struct server *server;
	const struct service *service;
	struct watch *watch;
};

/* A connection and how it is being waited for. */
struct peer {
	struct server *server;
	struct conn conn;
	struct watch *watch;
	int64_t deadline; /* the one the watch knows */
	struct peer *next;
	struct peer *before;
};

static void
peer_close(struct peer *p)
{
	struct server *server = p->server;
	struct conn_report report;

	if (server->config->report != NULL && conn_describe(&p->conn, &report))
		server->config->report(&report);
	watch_free(p->watch);
	conn_release(&p->conn);
	if (p->before != NULL)
		p->before->next = p->next;
	else
		server->peers = p->next;
	if (p->next != NULL)
		p->next->before = p->before;
	free(p);
	if (server->draining && server->peers == NULL)
		loop_stop(server->loop);
}

static void peer_ready(void *arg, unsigned what);

static void
peer_wait(struct peer *p, unsigned what)
{
	/* Most connections never get here: their first step does it all. */
	if (p->watch == NULL)
		p->watch = watch_new(
		    p->server->loop, p->conn.fd, peer_ready, p);
	watch_want(p->watch, what);
	if (p->deadline != p->conn.deadline)
		watch_deadline(p->watch, p->conn.deadline);
	p->deadline = p->conn.deadline;
}

static void
peer_step(struct peer *p)
{
	switch (conn_step(&p->conn, loop_now(p->server->loop))) {
	case CONN_WANT_READ:
		peer_wait(p, LOOP_READ);
		break;
	case CONN_WANT_WRITE:
		peer_wait(p, LOOP_WRITE);
		break;
	case CONN_WANT_CLOSE:
		peer_close(p);
		break;
	}
}

static void
peer_ready(void *arg, unsigned what)
{
	struct peer *p = arg;

	if (what & LOOP_DEADLINE) {
		conn_expire(&p->conn);
		peer_close(p);
		return;
	}
	peer_step(p);
}

static void
peer_open(struct server *server, const struct service *service, int fd)
{
	struct peer *p = mem_new(1, sizeof(*p));

	p->server = server;
	conn_init(&p->conn, service->front, server->config->shelf,
	    service->front->tls ? server->config->tls : NULL, fd,
	    service->listener.port, loop_now(server->loop));
	p->next = server->peers;
	if (p->next != NULL)
		p->next->before = p;
	server->peers = p;
	peer_step(p);
}

/*
 * No descriptor is left: a listener that stays readable would spin the loop.
 * Look away from it until some connections may have gone.
 */
static void
door_rest(struct door *door)
{
	struct server *server = door->server;
	int64_t now = loop_now(server->loop);

	if (server->complained == 0 ||
	    now - server->complained > COMPLAIN_EVERY_MS) {
		log_line("out of file descriptors: new connections wait");
		server->complained = now;
	}
	watch_want(door->watch, 0);
	watch_deadline(door->watch, now + SERVER_BACKOFF_MS);
}

static void
door_ready(void *arg, unsigned what)
{
	struct door *door = arg;
	int fd;

	if (what & LOOP_DEADLINE)
		watch_want(door->watch, LOOP_READ);
	for (int i = 0; i < SERVER_ACCEPTS_PER_TURN; i++) {
		switch (listener_accept(&door->service->listener, &fd)) {
		case ACCEPTED:
			peer_open(door->server, door->service, fd);
			break;
		case ACCEPT_NONE:
			return;
		case ACCEPT_FULL:
			door_rest(door);
			return;
		}
	}
}

static void
drain_over(void *arg, unsigned what)
{
	struct server *server = arg;

	(void)what;
	loop_stop(server->loop);
}

static void
hurry_all(struct server *server)
{
	int64_t latest = loop_now(server->loop) + SERVER_GRACE_MS;

	for (struct peer *p = server->peers; p != NULL; p = p->next) {
		conn_hurry(&p->conn, latest);
		if (p->deadline != p->conn.deadline)
			watch_deadline(p->watch, p->conn.deadline);
		p->deadline = p->conn.deadline;
	}
}

static void
on_stop(void *arg, int number)
{
	struct server *server = arg;

	(void)number;
	if (server->draining)
		return;
	server->draining = true;
	for (size_t i = 0; i < server->config->service_count; i++) {
		watch_free(server->doors[i].watch);
		server->doors[i].watch = NULL;
		close(server->doors[i].service->listener.fd);
	}
	server->drain = watch_new(server->loop, -1, drain_over, server);
	watch_deadline(
	    server->drain, loop_now(server->loop) + SERVER_DRAIN_MS);
	hurry_all(server);
	if (server->peers == NULL)
		loop_stop(server->loop);
}

static void
open_doors(struct server *server)
{
	size_t count = server->config->service_count;

	server->doors = mem_new(count, sizeof(*server->doors));
	for (size_t i = 0; i < count; i++) {
		struct door *door = &server->doors[i];

		door->server = server;
		door->service = &server->config->services[i];
		door->watch = watch_new(server->loop,
		    door->service->listener.fd, door_ready, door);
		watch_want(door->watch, LOOP_READ);
	}
}

static void
close_all(struct server *server)
{
	struct peer *next;

	for (struct peer *p = server->peers; p != NULL; p = next) {
		next = p->next;
		peer_close(p);
	}
}

bool
server_run(const struct server_config *config)
{
	struct server server = { .config = config, .loop = loop_new() };

	if (server.loop == NULL)
		return false;
	signal(SIGPIPE, SIG_IGN);
	loop_on_signal(server.loop, SIGTERM, on_stop, &server);
	loop_on_signal(server.loop, SIGINT, on_stop, &server);
	open_doors(&server);
	loop_run(server.loop);
	server.draining = false;
	close_all(&server);
	for (size_t i = 0; i < config->service_count; i++)
		watch_free(server.doors[i].watch);
	free(server.doors);
	watch_free(server.drain);
	loop_free(server.loop);
	return true;
}
