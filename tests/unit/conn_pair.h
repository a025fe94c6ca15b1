/* SPDX-License-Identifier: ISC */
#ifndef UNIT_CONN_PAIR_H
#define UNIT_CONN_PAIR_H

/*
 * conn_pair -- a connection to a front that gives a line back, on one end of a
 * socket pair; the test is the other end. For what a connection begins with.
 */

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "net/conn.h"
#include "unit/unit.h"

#define NOW 1000
#define HANDSHAKE_MS 700
#define REQUEST_MS 900
#define HEADER "PROXY TCP4 198.51.100.7 203.0.113.8 56324 70\r\n"

/* What the front was asked last. */
static struct request asked;

static inline enum answer
echo(const struct shelves *shelves, const struct request *request,
    struct reply *reply)
{
	struct str line, rest;

	(void)shelves;
	reply_init(reply);
	asked = *request;
	if (!str_cut(request->bytes, '\n', &line, &rest))
		return request->ended ? ANSWER_SILENT : ANSWER_MORE;
	buf_printf(&reply->out, "<%.*s>", STR_ARG(line));
	reply->head = buf_str(&reply->out);
	reply->path = line;
	return ANSWER_SEND;
}

static const struct front echo_front = {
	.name = "echo",
	.view = VIEW_GOPHER,
	.line_max = 64,
	.answer = echo,
};

/* Three hosts, of which the third is not to be had by this protocol. */
static const struct image images[] = {
	{ .origin.port = { 1965, 70 } },
	{ .origin.port = { 1965, 7070 } },
	{ .origin.port = { 1965, 0 } },
};
static const struct shelf each[] = {
	{ .image = &images[0] },
	{ .image = &images[1] },
	{ .image = &images[2] },
};
static const struct shelves shelves = { each, COUNT(each) };

/* Who lets in the clients of proxies: what admit() was told, and is to say. */
struct doorman {
	struct conn_caller admitted;
	bool named;
	bool refuses;
	int asked;
};

static inline bool
admit(void *arg, struct conn_caller *caller, bool named)
{
	struct doorman *d = arg;

	d->asked++;
	d->admitted = *caller;
	d->named = named;
	caller->pass.admission = ADMIT_SLOWER;
	return !d->refuses;
}

/* One for all: it is still reachable when the tests end. */
static inline struct library *
pair_library(void)
{
	static struct library *library;

	if (library == NULL)
		library = library_fixed(&shelves);
	return library;
}

/* Without a doorman, those who connect speak for themselves. */
static inline struct conn_config
pair_config(struct doorman *doorman)
{
	return (struct conn_config){
		.front = &echo_front,
		.library = pair_library(),
		.shelf = 0,
		.times = { HANDSHAKE_MS, REQUEST_MS, 8000 },
		.admit = doorman != NULL ? admit : NULL,
		.arg = doorman,
	};
}

struct pair {
	struct conn_config config;
	struct conn conn;
	int peer;
};

static inline void
pair_open(struct pair *p, const struct conn_config *config)
{
	struct conn_caller caller = { 0 };
	int ends[2];

	assert_true(address_parse(STR("127.0.0.9"), &caller.address));
	assert_int_equal(
	    socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends), 0);
	asked = (struct request){ 0 };
	p->config = *config;
	p->peer = ends[1];
	conn_init(&p->conn, &p->config, &caller, ends[0], NOW);
}

static inline void
pair_close(struct pair *p)
{
	conn_release(&p->conn);
	close(p->peer);
}

static inline enum conn_want
say(struct pair *p, struct str text)
{
	assert_int_equal(write(p->peer, text.at, text.len), text.len);
	return conn_step(&p->conn, NOW);
}

static inline void
expect(const struct pair *p, const char *text)
{
	char got[64];
	ssize_t len = read(p->peer, got, sizeof(got));

	assert_str(((struct str){ got, len > 0 ? (size_t)len : 0 }),
	    str_of(text));
}

static inline bool
is_address(const struct sockaddr *a, const char *text)
{
	unsigned char one[ADDRESS_BYTES], two[ADDRESS_BYTES];
	union address want;

	assert_true(address_parse(str_of(text), &want));
	assert_true(address_bytes(a, one));
	assert_true(address_bytes(&want.any, two));
	return memcmp(one, two, sizeof(one)) == 0;
}

#endif
