/* SPDX-License-Identifier: ISC */
#include "net/server.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "net/loop.h"

#define COMPLAIN_EVERY_MS 60000

/* What happens too often to be worth a line each time. */
struct complaint {
	int64_t last; /* when the last line was written; 0 = never */
	unsigned long count;
};

struct server {
	const struct server_config *config;
	struct loop *loop;
	struct door *doors; /* one per service */
	struct peer *peers; /* every open connection */
	struct watch *drain;
	struct watch *control;
	struct watch *beat;
	struct watch *signer;
	struct watch *flush;
	int signer_fd; /* the one that is watched; -1 = none */
	struct complaint full;
	struct complaint refused;
	struct complaint strangers;
	struct complaint misled;
	bool draining;
};

/* A listener and how it is being waited for. */
struct door {
	struct server *server;
	const struct service *service;
	struct conn_config conns;
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

/* Whether to say now that it has happened, count times since the last line. */
static bool
complain(struct server *server, struct complaint *c)
{
	int64_t now = loop_now(server->loop);

	c->count++;
	if (c->last != 0 && now - c->last < COMPLAIN_EVERY_MS)
		return false;
	c->last = now;
	return true;
}

/* A line with how often it has happened since the last one. */
static void
tell(struct server *server, struct complaint *c, const char *what)
{
	if (!complain(server, c))
		return;
	log_line("%s: %lu", what, c->count);
	c->count = 0;
}

/* What replies under way keep in memory, beside the images of now. */
static void
count_images(struct server *server)
{
	counters_set(&server->config->counters->images,
	    library_images(server->config->library));
}

static void
count_open(struct server *server, int change)
{
	counters_up(&server->config->counters->open, (uint64_t)change);
	count_images(server);
}

/* For the counters, and for the log if there is one. */
static void
peer_report(struct peer *p)
{
	const struct server_config *config = p->server->config;
	struct conn_report report;
	bool resumed;

	if (conn_has_shaken(&p->conn, &resumed))
		counters_shook(config->counters, resumed);
	if (!conn_describe(&p->conn, loop_now(p->server->loop), &report))
		return;
	counters_add(config->counters, &report);
	if (config->report != NULL)
		config->report(config->arg, &report);
}

static void
peer_close(struct peer *p)
{
	struct server *server = p->server;
	const struct server_config *config = server->config;

	peer_report(p);
	if (conn_is_misled(&p->conn))
		tell(server, &server->misled,
		    "connections of proxies without a PROXY header");
	if (config->limits != NULL)
		limits_leave(config->limits, config->worker,
		    p->conn.caller.pass);
	watch_free(p->watch);
	conn_release(&p->conn);
	count_open(server, -1);
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

/* To its deadline, which may be another than before. */
static void
peer_hold(struct peer *p)
{
	if (p->deadline != p->conn.deadline)
		watch_deadline(p->watch, p->conn.deadline);
	p->deadline = p->conn.deadline;
}

static void
peer_wait(struct peer *p, unsigned what)
{
	/* Most connections never get here: their first step does it all. */
	if (p->watch == NULL)
		p->watch = watch_new(
		    p->server->loop, p->conn.fd, peer_ready, p);
	watch_want(p->watch, what);
	peer_hold(p);
}

/* What one turn asks to have signed goes out together. */
static void
plan_flush(struct server *server)
{
	if (server->flush != NULL && signing_is_due(server->config->signing))
		watch_soon(server->flush);
}

static void
peer_step(struct peer *p)
{
	struct server *server = p->server;

	switch (conn_step(&p->conn, loop_now(server->loop))) {
	case CONN_WANT_READ:
		peer_wait(p, LOOP_READ);
		break;
	case CONN_WANT_WRITE:
		peer_wait(p, LOOP_WRITE);
		break;
	case CONN_WANT_WAKE:
		peer_wait(p, 0);
		plan_flush(server);
		break;
	case CONN_WANT_CLOSE:
		peer_close(p);
		break;
	}
}

static void
peer_wake(void *owner)
{
	peer_step(owner);
}

static void
peer_ready(void *arg, unsigned what)
{
	struct peer *p = arg;

	if (!(what & LOOP_DEADLINE))
		peer_step(p);
	else if (conn_expire(&p->conn, loop_now(p->server->loop)))
		peer_close(p);
	else
		peer_hold(p);
}

static void
peer_open(struct door *door, const struct conn_caller *caller, int fd,
    int64_t now)
{
	struct server *server = door->server;
	struct peer *p = mem_new(1, sizeof(*p));

	p->server = server;
	conn_init(&p->conn, &door->conns, caller, fd, now);
	p->conn.owner = p;
	p->next = server->peers;
	if (p->next != NULL)
		p->next->before = p;
	server->peers = p;
	counters_up(&server->config->counters->accepted, 1);
	count_open(server, 1);
	peer_step(p);
}

static void
reset(int fd)
{
	stream_reset_on_close(fd);
	close(fd);
}

static bool
refuse(struct server *server, struct complaint *c, const char *what)
{
	counters_up(&server->config->counters->refused, 1);
	tell(server, c, what);
	return false;
}

/* Far beyond the limits there is no handshake, and no word. */
static bool
enter(struct server *server, const struct sockaddr *who,
    struct limits_pass *pass)
{
	struct limits *limits = server->config->limits;

	if (limits != NULL)
		*pass = limits_enter(limits, server->config->worker, who,
		    loop_now(server->loop));
	if (!pass->refused)
		return true;
	return refuse(server, &server->refused,
	    "connections refused, far beyond the limits");
}

/* What a proxy asks in its own name is counted for nobody. */
static bool
admit_proxied(void *arg, struct conn_caller *caller, bool named)
{
	static const struct sockaddr nobody = { .sa_family = AF_UNSPEC };
	struct door *door = arg;

	return enter(door->server, named ? &caller->address.any : &nobody,
	    &caller->pass);
}

/* Anybody can write a header, and would be whoever they like. */
static bool
is_proxy(struct server *server, const union address *from)
{
	const struct server_config *config = server->config;

	if (limits_in_blocks(config->proxies, config->proxy_count, &from->any))
		return true;
	return refuse(server, &server->strangers,
	    "connections refused, as only proxies may connect there");
}

static void
admit(struct door *door, const union address *from, int fd)
{
	struct server *server = door->server;
	struct conn_caller caller = { .address = *from };
	bool welcome;

	/* Whose request a proxy brings is known, and counted, later. */
	if (door->service->proxied)
		welcome = is_proxy(server, from);
	else
		welcome = enter(server, &from->any, &caller.pass);
	if (welcome)
		peer_open(door, &caller, fd, loop_now(server->loop));
	else
		reset(fd);
}

/*
 * No descriptor is left: a listener that stays readable would spin the loop.
 * Look away from it until some connections may have gone.
 */
static void
door_rest(struct door *door)
{
	struct server *server = door->server;

	if (complain(server, &server->full))
		log_line("out of file descriptors: new connections wait");
	watch_want(door->watch, 0);
	watch_deadline(door->watch,
	    loop_now(server->loop) + SERVER_BACKOFF_MS);
}

static void
door_ready(void *arg, unsigned what)
{
	struct door *door = arg;
	union address from;
	int fd;

	if (what & LOOP_DEADLINE)
		watch_want(door->watch, LOOP_READ);
	for (int i = 0; i < SERVER_ACCEPTS_PER_TURN; i++) {
		switch (listener_accept(&door->service->listener, &fd,
		    &from)) {
		case ACCEPTED:
			admit(door, &from, fd);
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
		peer_hold(p);
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

static struct conn_config
conns_of(struct door *door)
{
	const struct server_config *config = door->server->config;
	const struct service *service = door->service;
	bool tls = service->front->tls || config->tls_for_plain;

	return (struct conn_config){
		.front = service->front,
		.library = config->library,
		.shelf = service->shelf,
		.tls = tls ? config->tls : NULL,
		.port = service->listener.port,
		.times = config->times,
		.admit = service->proxied ? admit_proxied : NULL,
		.arg = door,
		.wake = config->signing != NULL ? peer_wake : NULL,
	};
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
		door->conns = conns_of(door);
		door->watch = watch_new(server->loop,
		    door->service->listener.fd, door_ready, door);
		watch_want(door->watch, LOOP_READ);
	}
}

static void follow_signer(struct server *server);

static void
flush_ready(void *arg, unsigned what)
{
	struct server *server = arg;

	(void)what;
	signing_flush(server->config->signing);
	follow_signer(server);
}

static void
signer_ready(void *arg, unsigned what)
{
	struct server *server = arg;
	struct signing *signing = server->config->signing;
	uint64_t before = signing_count(signing);

	(void)what;
	signing_take(signing);
	counters_up(&server->config->counters->signatures,
	    signing_count(signing) - before);
	follow_signer(server);
}

/* Watch the signer that there is now, if it is another. */
static void
follow_signer(struct server *server)
{
	struct signing *signing = server->config->signing;
	int fd = signing != NULL ? signing_fd(signing) : -1;

	if (fd == server->signer_fd)
		return;
	watch_free(server->signer);
	server->signer = NULL;
	server->signer_fd = fd;
	if (fd < 0)
		return;
	server->signer = watch_new(server->loop, fd, signer_ready, server);
	watch_want(server->signer, LOOP_READ);
}

/* Who tells us nothing sensible any more is not listened to. */
static void
control_ready(void *arg, unsigned what)
{
	struct server *server = arg;
	const struct server_config *config = server->config;
	enum controlled taken = CONTROLLED;

	(void)what;
	while (taken == CONTROLLED)
		taken = control_take(config->control, config->told,
		    config->arg);
	if (taken == CONTROL_OVER)
		watch_want(server->control, 0);
	follow_signer(server);
}

static void
open_control(struct server *server)
{
	if (server->config->control < 0)
		return;
	server->control = watch_new(server->loop, server->config->control,
	    control_ready, server);
	watch_want(server->control, LOOP_READ);
}

/* Whoever hangs in a callback does not come here, and is noticed. */
static void
beat(void *arg, unsigned what)
{
	struct server *server = arg;
	int64_t now = loop_now(server->loop);

	(void)what;
	counters_set(&server->config->counters->turned, (uint64_t)now);
	count_images(server);
	watch_deadline(server->beat, now + SERVER_BEAT_MS);
}

static void
open_beat(struct server *server)
{
	server->beat = watch_new(server->loop, -1, beat, server);
	beat(server, 0);
}

static void
open_signer(struct server *server)
{
	if (server->config->signing == NULL)
		return;
	server->flush = watch_new(server->loop, -1, flush_ready, server);
	follow_signer(server);
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
	struct server server = {
		.config = config,
		.loop = loop_new(),
		.signer_fd = -1,
	};

	if (server.loop == NULL)
		return false;
	signal(SIGPIPE, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	loop_on_signal(server.loop, SIGTERM, on_stop, &server);
	loop_on_signal(server.loop, SIGINT, on_stop, &server);
	open_doors(&server);
	open_control(&server);
	open_signer(&server);
	open_beat(&server);
	loop_run(server.loop);
	server.draining = false;
	close_all(&server);
	for (size_t i = 0; i < config->service_count; i++)
		watch_free(server.doors[i].watch);
	free(server.doors);
	watch_free(server.drain);
	watch_free(server.control);
	watch_free(server.signer);
	watch_free(server.beat);
	watch_free(server.flush);
	loop_free(server.loop);
	return true;
}
