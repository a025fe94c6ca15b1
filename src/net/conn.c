/* SPDX-License-Identifier: ISC */
#include "net/conn.h"

#include <assert.h>
#include <linux/sockios.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/mem.h"
#include "net/pieces.h"

#define TLS_HANDSHAKE '\x16' /* record type, RFC 8446 5.1 */

enum part {
	PART_HEAD,
	PART_BODY,
	PART_PIECE, /* of the file behind it */
	PARTS,
};

/* What a connection needs from its first byte on. */
struct exchange {
	struct reply reply;
	struct pieces file;	 /* what comes behind the body */
	struct str parts[PARTS]; /* what is still to send */
	uint64_t given;		 /* bytes that these have been so far */
	int64_t latest;		 /* that the reply may go on, in ms */
	int64_t taken;		 /* see made_progress() */
	const char *failed;	 /* why the handshake did */
	struct edition *edition; /* which the reply views; NULL = no reply */
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
	STEP_WAKE,
	STEP_CLOSE,
};

void
conn_init(struct conn *c, const struct conn_config *config,
    const struct conn_caller *caller, int fd, int64_t now)
{
	const struct conn_times *times = &config->times;
	bool tls = config->front->tls;

	assert(!tls || config->tls != NULL);
	*c = (struct conn){
		.config = config,
		.caller = *caller,
		.fd = fd,
		.state = config->admit != NULL ? CONN_PROXY : CONN_WAIT,
		.accepted = now,
		.deadline = now + (tls ? times->handshake : times->request),
		.latest = INT64_MAX,
	};
	if (c->state == CONN_PROXY)
		c->intake = mem_new(1, sizeof(*c->intake));
}

void
conn_release(struct conn *c)
{
	if (c->state == CONN_REPLY && !c->exchange->complete)
		stream_reset_on_close(c->fd);
	if (c->exchange != NULL) {
		c->stream.ops->release(&c->stream);
		pieces_release(&c->exchange->file);
		reply_release(&c->exchange->reply);
		if (c->exchange->edition != NULL)
			library_let_go(c->config->library,
			    c->exchange->edition);
	}
	free(c->exchange);
	c->exchange = NULL;
	free(c->intake);
	c->intake = NULL;
	close(c->fd);
}

static int64_t
earlier(int64_t a, int64_t b)
{
	return a < b ? a : b;
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
	case STREAM_WANT_WAKE:
		return STEP_WAKE;
	case STREAM_END:
	case STREAM_FAILED:
		break;
	}
	return STEP_CLOSE;
}

/* Whom a proxy speaks for; limits and log know nobody else from then on. */
static enum step
conn_proxy(struct conn *c)
{
	const struct conn_config *config = c->config;
	struct proxy_header header;

	switch (proxy_take(c->intake, c->fd, &header)) {
	case PROXY_MORE:
		return STEP_READ;
	case PROXY_BAD:
		return STEP_CLOSE;
	case PROXY_DONE:
		break;
	}
	free(c->intake);
	c->intake = NULL;
	if (header.known)
		c->caller.address = header.from;
	c->state = CONN_WAIT;
	if (config->admit(config->arg, &c->caller, header.known))
		return STEP_ON;
	stream_reset_on_close(c->fd);
	return STEP_CLOSE;
}

/* Which kind of stream the first byte asks for. */
static void
choose_stream(struct conn *c, char first)
{
	const struct conn_config *config = c->config;

	c->tls = config->front->tls ||
		 (config->tls != NULL && first == TLS_HANDSHAKE);
	if (config->front->tls)
		tls_stream(&c->stream, config->tls, c->fd);
	else if (c->tls)
		tls_stream_public(&c->stream, config->tls, c->fd,
		    str_of(config->front->name));
	else
		stream_plain(&c->stream, c->fd);
	c->stream.wake = config->wake;
	c->stream.arg = c->owner;
	if (c->tls)
		c->deadline = earlier(c->accepted + config->times.handshake,
		    c->latest);
}

/* Stay small until there is a first byte, or an end. */
static enum step
conn_wait(struct conn *c)
{
	char first = '\0';

	if (recv(c->fd, &first, 1, MSG_PEEK) < 0)
		return step_of(stream_failure(STREAM_WANT_READ));
	c->exchange =
	    mem_new(1, sizeof(*c->exchange) + c->config->front->line_max);
	reply_init(&c->exchange->reply);
	choose_stream(c, first);
	c->state = CONN_OPEN;
	return STEP_ON;
}

static enum step
conn_open(struct conn *c, int64_t now)
{
	const struct stream_ops *ops = c->stream.ops;
	enum step step = step_of(ops->open(&c->stream));

	if (step == STEP_CLOSE && ops->why != NULL)
		c->exchange->failed = ops->why(&c->stream);
	if (step != STEP_ON)
		return step;
	if (c->tls)
		c->deadline =
		    earlier(now + c->config->times.request, c->latest);
	c->state = CONN_REQUEST;
	return STEP_ON;
}

static void
conn_start_reply(struct conn *c, int64_t now)
{
	struct exchange *x = c->exchange;
	struct reply *reply = &x->reply;
	uint64_t length;

	x->parts[PART_HEAD] = reply->head;
	x->parts[PART_BODY] = reply->body;
	x->given = (uint64_t)reply->head.len + reply->body.len;
	pieces_init(&x->file, reply->file, reply->file_size,
	    reply->file_lines);
	length = x->given + pieces_length(&x->file);
	x->taken = (int64_t)c->stream.sent; /* of a handshake */
	x->latest = now + CONN_REPLY_MS + (int64_t)(length / CONN_REPLY_FLOOR);
	c->deadline = earlier(x->latest, now + c->config->times.stall);
	c->state = CONN_REPLY;
}

/* Whether a host that TLS has named is one for this protocol (O-53). */
static bool
is_served(const struct conn_config *config, int shelf)
{
	const struct shelves *shelves = library_shelves(config->library);

	return shelf != SHELF_NONE &&
	       shelf_has_view(&shelves->at[shelf], config->front->view);
}

static struct stream_peer
conn_peer(const struct conn *c)
{
	const struct conn_config *config = c->config;
	struct stream_peer peer = { .shelf = config->shelf };

	if (c->stream.ops->peer == NULL)
		return peer;
	c->stream.ops->peer(&c->stream, &peer);
	if (!config->front->tls && !is_served(config, peer.shelf))
		peer.shelf = config->shelf;
	return peer;
}

static enum step
conn_answer(struct conn *c, int64_t now)
{
	struct exchange *x = c->exchange;
	struct stream_peer peer = conn_peer(c);
	struct request request = {
		.bytes = { x->in, x->len },
		.ended = x->ended,
		.port = c->config->port,
		.tls_here = c->config->tls != NULL,
		.shelf = peer.shelf,
		.visitor = peer.visitor,
		.admission = c->caller.pass.admission,
		.wait_s = c->caller.pass.wait_s,
	};

	switch (c->config->front->answer(library_shelves(c->config->library),
	    &request, &x->reply)) {
	case ANSWER_MORE:
		assert(!x->ended && x->len < c->config->front->line_max);
		return STEP_ON;
	case ANSWER_SEND:
		x->answered = true;
		x->edition = library_hold(c->config->library);
		break;
	case ANSWER_SILENT:
		reply_release(&x->reply);
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
	    c->config->front->line_max - x->len, &got);
	if (result == STREAM_END)
		x->ended = true;
	else if (result != STREAM_DONE)
		return step_of(result);
	x->len += got;
	return conn_answer(c, now);
}

/* Whether there is one, if one is due. */
static bool
next_piece(struct exchange *x)
{
	struct str *piece = &x->parts[PART_PIECE];

	if (piece->len > 0 || x->file.left == 0)
		return true;
	if (!pieces_next(&x->file, piece))
		return false;
	x->given += piece->len;
	return true;
}

/* A piece of a file is a turn: what follows has to wait for the next. */
static enum step
conn_reply(struct conn *c, int64_t now)
{
	struct exchange *x = c->exchange;
	bool more;
	enum step step;

	if (!next_piece(x))
		return STEP_CLOSE;
	more = x->file.left > 0;
	step = step_of(c->stream.ops->send(&c->stream, x->parts, PARTS, more));
	if (step != STEP_ON)
		return step;
	if (more)
		return STEP_WRITE;
	x->complete = true;
	pieces_release(&x->file);
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
	case CONN_PROXY:
		return conn_proxy(c);
	case CONN_WAIT:
		return conn_wait(c);
	case CONN_OPEN:
		return conn_open(c, now);
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
		case STEP_WAKE:
			return CONN_WANT_WAKE;
		case STEP_CLOSE:
			return CONN_WANT_CLOSE;
		}
	}
}

/*
 * Whether the peer took some of the reply since the last look. What it did not
 * acknowledge is still with the kernel, which may have megabytes of it: a
 * reader on a slow line takes bytes for minutes before the next are wanted.
 */
static bool
made_progress(struct conn *c)
{
	struct exchange *x = c->exchange;
	int64_t before = x->taken;
	int queued = 0;

	ioctl(c->fd, SIOCOUTQ, &queued);
	x->taken = (int64_t)c->stream.sent - queued;
	return x->taken > before;
}

bool
conn_expire(struct conn *c, int64_t now)
{
	if (c->state == CONN_REPLY && now < c->exchange->latest &&
	    made_progress(c)) {
		c->deadline = earlier(c->exchange->latest,
		    now + c->config->times.stall);
		return false;
	}
	if (c->state == CONN_REQUEST)
		c->stream.ops->send(&c->stream, NULL, 0, false);
	if (c->state == CONN_OPEN)
		c->exchange->failed = "not done in time";
	return true;
}

void
conn_hurry(struct conn *c, int64_t latest)
{
	c->latest = latest;
	if (c->state != CONN_REPLY)
		c->deadline = earlier(c->deadline, latest);
}

static uint64_t
bytes_sent(const struct exchange *x)
{
	uint64_t bytes = x->given;

	for (enum part i = 0; i < PARTS; i++)
		bytes -= x->parts[i].len;
	return bytes;
}

bool
conn_describe(const struct conn *c, int64_t now, struct conn_report *report)
{
	const struct exchange *x = c->exchange;
	struct stream_peer peer;

	if (x == NULL || (!x->answered && x->failed == NULL))
		return false;
	*report = (struct conn_report){
		.front = c->config->front,
		.failed = x->failed,
		.shelf = x->reply.shelf,
		.status = x->reply.status,
		.path = x->reply.path,
		.bytes = bytes_sent(x),
		.complete = x->complete,
		.ms = now - c->accepted,
		.when = time(NULL),
		.address = &c->caller.address.any,
	};
	if (!x->answered)
		return true;
	peer = conn_peer(c);
	report->tls = peer.version;
	report->resumed = peer.resumed;
	return true;
}

bool
conn_has_shaken(const struct conn *c, bool *resumed)
{
	if (!c->tls || c->state <= CONN_OPEN)
		return false;
	*resumed = conn_peer(c).resumed;
	return true;
}

bool
conn_is_misled(const struct conn *c)
{
	return c->intake != NULL && c->intake->len > 0;
}
