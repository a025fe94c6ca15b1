/* SPDX-License-Identifier: ISC */
#include "net/conn.h"

#include <assert.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/mem.h"

/* What a connection needs from its first byte on. */
struct exchange {
	struct reply reply;
	struct str parts[2]; /* head and body: what is still to send */
	uint64_t length;     /* of both at the start */
	bool answered;
	bool complete;
	bool ended; /* the peer's side */
	size_t drained;
	size_t len;
	char in[]; /* front->line_max bytes */
};

/* What a state function returns: stay and wait, or go on. */
enum step {
	STEP_ON,
	STEP_READ,
	STEP_WRITE,
	STEP_CLOSE,
};

void
conn_init(struct conn *c, const struct front *front, const struct shelf *shelf,
    struct tls *tls, int fd, uint16_t port, int64_t now)
{
	assert(!front->tls || tls != NULL);
	*c = (struct conn){
		.front = front,
		.shelf = shelf,
		.tls = tls,
		.fd = fd,
		.port = port,
		.state = CONN_WAIT,
		.deadline = now + CONN_REQUEST_MS,
	};
}

/*
 * Plain text that just ended would look whole. A reset does not, and frees what
 * the kernel still holds for a peer that does not read.
 */
static void
reset_on_close(int fd)
{
	const struct linger at_once = { .l_onoff = 1 };

	setsockopt(fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
}

void
conn_release(struct conn *c)
{
	if (c->state == CONN_REPLY && !c->exchange->complete)
		reset_on_close(c->fd);
	if (c->exchange != NULL) {
		c->stream.ops->release(&c->stream);
		reply_release(&c->exchange->reply);
	}
	free(c->exchange);
	c->exchange = NULL;
	close(c->fd);
}

static enum step
step_of(enum stream_result result)
{
	switch (result) {
	case STREAM_DONE:
		return STEP_ON;
	case STREAM_WANT_READ:
		return STEP_READ;
	case STREAM_WANT_WRITE:
		return STEP_WRITE;
	case STREAM_END:
	case STREAM_FAILED:
		break;
	}
	return STEP_CLOSE;
}

/* Stay small until there is a first byte, or an end. */
static enum step
conn_wait(struct conn *c)
{
	char first;

	if (recv(c->fd, &first, 1, MSG_PEEK) < 0)
		return step_of(stream_failure(STREAM_WANT_READ));
	c->exchange = mem_new(1, sizeof(*c->exchange) + c->front->line_max);
	reply_init(&c->exchange->reply);
	if (c->front->tls)
		tls_stream(&c->stream, c->tls, c->fd);
	else
		stream_plain(&c->stream, c->fd);
	c->state = CONN_OPEN;
	return STEP_ON;
}

static enum step
conn_open(struct conn *c)
{
	enum step step = step_of(c->stream.ops->open(&c->stream));

	if (step == STEP_ON)
		c->state = CONN_REQUEST;
	return step;
}

static void
conn_start_reply(struct conn *c, int64_t now)
{
	struct exchange *x = c->exchange;

	x->parts[0] = x->reply.head;
	x->parts[1] = x->reply.body;
	x->length = (uint64_t)x->reply.head.len + x->reply.body.len;
	c->deadline = now + CONN_REPLY_MS +
		      (int64_t)(x->length / CONN_REPLY_FLOOR);
	c->state = CONN_REPLY;
}

static enum step
conn_answer(struct conn *c, int64_t now)
{
	struct exchange *x = c->exchange;
	struct request request = {
		.bytes = { x->in, x->len },
		.ended = x->ended,
		.port = c->port,
	};

	reply_init(&x->reply);
	switch (c->front->answer(c->shelf, &request, &x->reply)) {
	case ANSWER_MORE:
		assert(x->len < c->front->line_max);
		if (!x->ended)
			return STEP_ON;
		x->reply.head = x->reply.body = (struct str){ 0 };
		break; /* half a request, and no more to come: G-16 */
	case ANSWER_SEND:
		x->answered = true;
		break;
	case ANSWER_SILENT:
		x->reply.head = x->reply.body = (struct str){ 0 };
		break;
	}
	conn_start_reply(c, now);
	return STEP_ON;
}

static enum step
conn_request(struct conn *c, int64_t now)
{
	struct exchange *x = c->exchange;
	enum stream_result result;
	size_t got = 0;

	result = c->stream.ops->read(&c->stream, x->in + x->len,
	    c->front->line_max - x->len, &got);
	if (result == STREAM_END)
		x->ended = true;
	else if (result != STREAM_DONE)
		return step_of(result);
	x->len += got;
	return conn_answer(c, now);
}

static enum step
conn_reply(struct conn *c, int64_t now)
{
	struct exchange *x = c->exchange;
	enum step step;

	step = step_of(c->stream.ops->send(&c->stream, x->parts, 2));
	if (step != STEP_ON)
		return step;
	x->complete = true;
	if (x->ended || shutdown(c->fd, SHUT_WR) < 0)
		return STEP_CLOSE;
	c->deadline = now + CONN_DRAIN_MS;
	c->state = CONN_DRAIN;
	return STEP_ON;
}

/*
 * Closing with unread input makes the kernel send a reset, which can destroy
 * a reply that the peer has not read yet: read a bounded amount first (G-04).
 */
static enum step
conn_drain(struct conn *c)
{
	char waste[16 * 1024];
	ssize_t len = recv(c->fd, waste, sizeof(waste), 0);

	if (len < 0)
		return step_of(stream_failure(STREAM_WANT_READ));
	c->exchange->drained += (size_t)len;
	if (len == 0 || c->exchange->drained > CONN_DRAIN_MAX)
		return STEP_CLOSE;
	return STEP_ON;
}

static enum step
conn_advance(struct conn *c, int64_t now)
{
	switch (c->state) {
	case CONN_WAIT:
		return conn_wait(c);
	case CONN_OPEN:
		return conn_open(c);
	case CONN_REQUEST:
		return conn_request(c, now);
	case CONN_REPLY:
		return conn_reply(c, now);
	case CONN_DRAIN:
		return conn_drain(c);
	}
	return STEP_CLOSE;
}

enum conn_want
conn_step(struct conn *c, int64_t now)
{
	for (;;) {
		switch (conn_advance(c, now)) {
		case STEP_ON:
			break;
		case STEP_READ:
			return CONN_WANT_READ;
		case STEP_WRITE:
			return CONN_WANT_WRITE;
		case STEP_CLOSE:
			return CONN_WANT_CLOSE;
		}
	}
}

void
conn_expire(struct conn *c)
{
	if (c->state == CONN_REQUEST)
		c->stream.ops->send(&c->stream, NULL, 0);
}

void
conn_hurry(struct conn *c, int64_t latest)
{
	if (c->state != CONN_REPLY && c->deadline > latest)
		c->deadline = latest;
}

bool
conn_describe(const struct conn *c, struct conn_report *report)
{
	const struct exchange *x = c->exchange;

	if (x == NULL || !x->answered)
		return false;
	*report = (struct conn_report){
		.front = c->front,
		.status = x->reply.status,
		.path = x->reply.path,
		.bytes = x->length - x->parts[0].len - x->parts[1].len,
		.complete = x->complete,
	};
	return true;
}
