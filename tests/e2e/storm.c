/* SPDX-License-Identifier: ISC */
#include "e2e/storm.h"

#include <arpa/inet.h>
#include <errno.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "e2e/harness.h"
#include "e2e/wire.h"

#define EVENTS 64
#define SAMPLES 65536 /* times of replies that the median is taken of */

enum stage {
	STAGE_IDLE,
	STAGE_CONNECT,
	STAGE_SHAKE,
	STAGE_SEND,
	STAGE_HEAR,
};

/* What became of one step. */
enum step {
	STEP_ON,
	STEP_WAIT,
	STEP_DONE,
	STEP_CUT,
	STEP_BROKEN,
	STEP_REFUSED,
};

struct group {
	const struct storm_target *target;
	struct storm_result result;
	int64_t *samples;
};

struct client {
	struct storm *storm;
	struct group *group;
	enum stage stage;
	int fd;
	SSL *ssl;
	uint16_t port;
	int64_t began; /* us */
	struct buf heard;
};

struct storm {
	int epoll;
	SSL_CTX *context;
	struct group *groups;
	size_t group_count;
	struct client *clients;
	size_t client_count;
	bool calm; /* nobody begins anything */
};

static int64_t
now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void
client_end(struct client *c)
{
	SSL_free(c->ssl);
	c->ssl = NULL;
	if (c->fd >= 0)
		close(c->fd);
	c->fd = -1;
	c->stage = STAGE_IDLE;
}

static void
client_fault(struct client *c, enum storm_fault fault)
{
	struct storm_result *r = &c->group->result;

	r->faults[fault]++;
	if (r->faulty_count < STORM_PORTS_MAX) {
		r->faulty[r->faulty_count].port = c->port;
		r->faulty[r->faulty_count].fault = fault;
		r->faulty_count++;
	}
	client_end(c);
}

static void
client_done(struct client *c)
{
	struct group *g = c->group;

	if (!g->target->right(g->target->arg, buf_str(&c->heard))) {
		client_fault(c, STORM_WRONG);
		return;
	}
	g->samples[g->result.replies % SAMPLES] = now_us() - c->began;
	g->result.replies++;
	client_end(c);
}

static void
connect_client(struct client *c)
{
	const struct storm_target *t = c->group->target;
	const struct sockaddr_in to = {
		.sin_family = AF_INET,
		.sin_port = htons(t->port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	struct epoll_event event = {
		.events = EPOLLIN | EPOLLOUT | EPOLLET,
		.data.ptr = c,
	};
	struct sockaddr_in own = { 0 };
	socklen_t len = sizeof(own);

	c->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	assert_true(c->fd >= 0);
	c->began = now_us();
	c->stage = STAGE_CONNECT;
	buf_clear(&c->heard);
	if (connect(c->fd, (const void *)&to, sizeof(to)) < 0 &&
	    errno != EINPROGRESS) {
		client_fault(c, STORM_REFUSED);
		return;
	}
	if (getsockname(c->fd, (void *)&own, &len) == 0)
		c->port = ntohs(own.sin_port);
	assert_int_equal(
	    epoll_ctl(c->storm->epoll, EPOLL_CTL_ADD, c->fd, &event), 0);
}

/* What OpenSSL's result asks for. */
static enum step
step_of(const struct client *c, int result)
{
	switch (SSL_get_error(c->ssl, result)) {
	case SSL_ERROR_WANT_READ:
	case SSL_ERROR_WANT_WRITE:
		return STEP_WAIT;
	case SSL_ERROR_ZERO_RETURN:
		return STEP_DONE;
	default:
		ERR_clear_error();
		return STEP_BROKEN;
	}
}

static enum step
connected(struct client *c)
{
	const struct storm_target *t = c->group->target;
	int error = 0;
	socklen_t len = sizeof(error);

	getsockopt(c->fd, SOL_SOCKET, SO_ERROR, &error, &len);
	if (error != 0)
		return error == ECONNREFUSED ? STEP_REFUSED : STEP_BROKEN;
	c->stage = STAGE_SEND;
	if (!t->tls)
		return STEP_ON;
	c->stage = STAGE_SHAKE;
	c->ssl = SSL_new(c->storm->context);
	assert_non_null(c->ssl);
	SSL_set_fd(c->ssl, c->fd);
	SSL_set_tlsext_host_name(c->ssl, "localhost");
	return STEP_ON;
}

static enum step
shake(struct client *c)
{
	int result = SSL_connect(c->ssl);

	if (result != 1)
		return step_of(c, result);
	c->stage = STAGE_SEND;
	return STEP_ON;
}

/* A request is so short that it goes as a whole. */
static enum step
ask(struct client *c)
{
	const struct str line = c->group->target->request;
	ssize_t sent;
	int result;

	if (c->ssl != NULL) {
		result = SSL_write(c->ssl, line.at, (int)line.len);
		if (result <= 0)
			return step_of(c, result);
	} else {
		sent = send(c->fd, line.at, line.len, MSG_NOSIGNAL);
		if (sent < 0)
			return errno == EAGAIN ? STEP_WAIT : STEP_BROKEN;
	}
	c->stage = STAGE_HEAR;
	return STEP_ON;
}

static enum step
hear_tls(struct client *c, char *block, size_t size, size_t *got)
{
	int result = SSL_read(c->ssl, block, (int)size);

	if (result <= 0 && SSL_get_error(c->ssl, result) == SSL_ERROR_SSL &&
	    ERR_GET_REASON(ERR_peek_error()) ==
		SSL_R_UNEXPECTED_EOF_WHILE_READING) {
		ERR_clear_error();
		return STEP_CUT;
	}
	if (result <= 0)
		return step_of(c, result);
	*got = (size_t)result;
	return STEP_ON;
}

static enum step
hear_plain(struct client *c, char *block, size_t size, size_t *got)
{
	ssize_t result = recv(c->fd, block, size, 0);

	if (result < 0)
		return errno == EAGAIN ? STEP_WAIT : STEP_BROKEN;
	*got = (size_t)result;
	return result == 0 ? STEP_DONE : STEP_ON;
}

static enum step
hear(struct client *c)
{
	char block[16384];
	size_t got = 0;
	enum step step;

	if (c->ssl != NULL)
		step = hear_tls(c, block, sizeof(block), &got);
	else
		step = hear_plain(c, block, sizeof(block), &got);
	buf_add(&c->heard, (struct str){ block, got });
	return step;
}

static enum step
client_step(struct client *c)
{
	switch (c->stage) {
	case STAGE_CONNECT:
		return connected(c);
	case STAGE_SHAKE:
		return shake(c);
	case STAGE_SEND:
		return ask(c);
	case STAGE_HEAR:
		return hear(c);
	case STAGE_IDLE:
		break;
	}
	return STEP_WAIT;
}

static void
client_run(struct client *c)
{
	enum step step = STEP_ON;

	while (step == STEP_ON)
		step = client_step(c);
	if (step == STEP_DONE)
		client_done(c);
	else if (step == STEP_CUT)
		client_fault(c, STORM_CUT);
	else if (step == STEP_BROKEN)
		client_fault(c, STORM_BROKEN);
	else if (step == STEP_REFUSED)
		client_fault(c, STORM_REFUSED);
}

static bool
any_asks(const struct storm *storm)
{
	for (size_t i = 0; i < storm->client_count; i++)
		if (storm->clients[i].stage != STAGE_IDLE)
			return true;
	return false;
}

/* Those who have nothing to do ask; those who have waited too long do not. */
static void
look_after(struct storm *storm)
{
	const int64_t oldest = now_us() - (int64_t)STORM_WAIT_MS * 1000;

	for (size_t i = 0; i < storm->client_count; i++) {
		struct client *c = &storm->clients[i];

		if (c->stage != STAGE_IDLE && c->began < oldest)
			client_fault(c, STORM_LATE);
		if (c->stage == STAGE_IDLE && !storm->calm)
			connect_client(c);
	}
}

static void
blow(struct storm *storm, int ms)
{
	struct epoll_event events[EVENTS];
	int count;

	look_after(storm);
	count = epoll_wait(storm->epoll, events, EVENTS, ms);
	for (int i = 0; i < count; i++)
		client_run(events[i].data.ptr);
}

static size_t
count_clients(const struct storm_target *targets, size_t count)
{
	size_t clients = 0;

	for (size_t i = 0; i < count; i++)
		clients += targets[i].clients;
	return clients;
}

static void
add_group(struct storm *storm, const struct storm_target *target)
{
	struct group *g = &storm->groups[storm->group_count++];

	g->target = target;
	g->samples = mem_new(SAMPLES, sizeof(*g->samples));
	for (size_t i = 0; i < target->clients; i++) {
		struct client *c = &storm->clients[storm->client_count++];

		*c = (struct client){ .storm = storm, .group = g, .fd = -1 };
		buf_init(&c->heard);
	}
}

struct storm *
storm_new(const struct storm_target *targets, size_t count)
{
	struct storm *storm = mem_new(1, sizeof(*storm));

	signal(SIGPIPE, SIG_IGN);
	storm->epoll = epoll_create1(EPOLL_CLOEXEC);
	assert_true(storm->epoll >= 0);
	storm->context = wire_context(0);
	storm->groups = mem_new(count, sizeof(*storm->groups));
	storm->clients = mem_new(
	    count_clients(targets, count), sizeof(*storm->clients));
	for (size_t i = 0; i < count; i++)
		add_group(storm, &targets[i]);
	return storm;
}

void
storm_free(struct storm *storm)
{
	for (size_t i = 0; i < storm->client_count; i++) {
		client_end(&storm->clients[i]);
		buf_release(&storm->clients[i].heard);
	}
	for (size_t i = 0; i < storm->group_count; i++)
		free(storm->groups[i].samples);
	free(storm->clients);
	free(storm->groups);
	SSL_CTX_free(storm->context);
	close(storm->epoll);
	free(storm);
}

void
storm_turn(struct storm *storm, int ms)
{
	const int64_t latest = now_ms() + ms;

	storm->calm = false;
	while (now_ms() < latest)
		blow(storm, 1);
}

void
storm_ask(struct storm *storm, uint64_t replies)
{
	const uint64_t faults = storm_faults(storm);
	const uint64_t all = storm_replies(storm) + replies;

	storm->calm = false;
	while (storm_replies(storm) + storm_faults(storm) - faults < all)
		blow(storm, 10);
}

void
storm_calm(struct storm *storm)
{
	storm->calm = true;
	while (any_asks(storm))
		blow(storm, 10);
}

static int
compare(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

const struct storm_result *
storm_result(struct storm *storm, size_t target)
{
	struct group *g = &storm->groups[target];
	uint64_t count = g->result.replies;

	if (count > SAMPLES)
		count = SAMPLES;
	qsort(g->samples, (size_t)count, sizeof(*g->samples), compare);
	g->result.median_us = count > 0 ? g->samples[count / 2] : 0;
	return &g->result;
}

uint64_t
storm_replies(const struct storm *storm)
{
	uint64_t replies = 0;

	for (size_t i = 0; i < storm->group_count; i++)
		replies += storm->groups[i].result.replies;
	return replies;
}

uint64_t
storm_faults(const struct storm *storm)
{
	uint64_t faults = 0;

	for (size_t i = 0; i < storm->group_count; i++)
		for (int f = 0; f < STORM_FAULTS; f++)
			faults += storm->groups[i].result.faults[f];
	return faults;
}

void
storm_reset(struct storm *storm)
{
	for (size_t i = 0; i < storm->group_count; i++)
		storm->groups[i].result = (struct storm_result){ 0 };
}

void
storm_print(struct storm *storm)
{
	static const char *const names[STORM_FAULTS] = { "refused", "broken",
		"cut", "wrong", "late" };

	for (size_t i = 0; i < storm->group_count; i++) {
		const struct storm_result *r = storm_result(storm, i);

		print_message("# %.*s: %llu replies, median %lld us\n",
		    STR_ARG(str_trim(storm->groups[i].target->request)),
		    (unsigned long long)r->replies,
		    (long long)r->median_us);
		for (int f = 0; f < STORM_FAULTS; f++)
			if (r->faults[f] > 0)
				print_message("#   %s: %llu\n", names[f],
				    (unsigned long long)r->faults[f]);
	}
}
