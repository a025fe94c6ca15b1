/* SPDX-License-Identifier: ISC */
#include "net/signer.h"

#include <errno.h>
#include <openssl/crypto.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "net/server.h"
#include "net/signer_keys.h"

#define SECURE_BYTES ((size_t)1 << 20)
#define SECURE_LEAST 32
#define LEAVE_MS (SERVER_DRAIN_MS + 1000) /* workers are gone by then */

struct client {
	int fd;
	struct buf late; /* answers that it did not take yet */
};

struct signer {
	struct signer_keys *keys;
	struct client *clients;
	size_t count;
	int control; /* -1 = the supervisor is gone, or another program */
	int signals;
	int64_t leave_at; /* once told to stop; 0 = not yet */
	/* The first file of the pair that comes. */
	uint32_t host;
	int chain;
};

void
signer_guard(void)
{
	const struct rlimit none = { 0, 0 };

	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	setrlimit(RLIMIT_CORE, &none);
	/* It locks what it may; without, keys are in ordinary memory. */
	CRYPTO_secure_malloc_init(SECURE_BYTES, SECURE_LEAST);
	/* While its configuration may still be read. */
	OPENSSL_init_ssl(0, NULL);
}

static void
tell(const struct signer *s, uint32_t host, enum signer_says says,
    struct str text)
{
	const struct control message = {
		.what = CONTROL_SIGNS,
		.host = host,
		.part = says,
		.bytes = text,
		.handle = -1,
	};
	int fd = control_seal(text);

	if (fd < 0 || !control_send(s->control, &message, fd))
		log_line("the signer cannot tell what it has found");
	if (fd >= 0)
		close(fd);
}

static void
forget_chain(struct signer *s)
{
	if (s->chain >= 0)
		close(s->chain);
	s->chain = -1;
}

static void
take_pair(struct signer *s, struct control *message)
{
	struct buf text;
	enum signer_says says;

	if (message->part == SIGNER_CHAIN) {
		forget_chain(s);
		s->chain = message->handle;
		s->host = message->host;
		message->handle = -1;
		return;
	}
	if (message->host != s->host || message->host >= SIGNER_HOSTS_MAX)
		return;
	buf_init(&text);
	says = signer_keys_take(s->keys, message->host, s->chain,
	    message->handle, &text);
	tell(s, message->host, says, buf_str(&text));
	forget_chain(s);
	buf_release(&text);
}

static void
take_client(struct signer *s, struct control *message)
{
	struct client *c;

	if (message->handle < 0 || s->count == SIGNER_CLIENTS_MAX)
		return;
	c = &s->clients[s->count++];
	c->fd = message->handle;
	buf_init(&c->late);
	message->handle = -1;
}

static void
take(void *arg, struct control *message)
{
	if (message->what == CONTROL_PAIR)
		take_pair(arg, message);
	else if (message->what == CONTROL_CLIENT)
		take_client(arg, message);
}

/* Without a supervisor there are no new keys; workers may still need those. */
static void
listen_to_control(struct signer *s)
{
	enum controlled taken = CONTROLLED;

	while (taken == CONTROLLED)
		taken = control_take(s->control, take, s);
	if (taken != CONTROL_OVER)
		return;
	close(s->control);
	s->control = -1;
}

/* True if all went; false if not, and then errno may say: later. */
static bool
send_all(int fd, struct str bytes)
{
	ssize_t sent;

	do
		sent = send(fd, bytes.at, bytes.len,
		    MSG_NOSIGNAL | MSG_DONTWAIT);
	while (sent < 0 && errno == EINTR);
	return sent >= 0;
}

/* What it does not take waits; one batch of it, at most. */
static bool
client_send(struct client *c, struct buf *out)
{
	if (out->len > 0 &&
	    (c->late.len > 0 || !send_all(c->fd, buf_str(out)))) {
		if (c->late.len == 0 && errno != EAGAIN)
			return false;
		buf_add(&c->late, buf_str(out));
	}
	buf_clear(out);
	return true;
}

static bool
client_resume(struct client *c)
{
	if (!send_all(c->fd, buf_str(&c->late)))
		return errno == EAGAIN;
	buf_release(&c->late);
	return true;
}

static void
answer(const struct signer *s, const struct sign_request *request,
    struct buf *out)
{
	unsigned char signature[SIGNING_MAX];
	struct sign_answer said = { .id = request->id };

	said.signature.len = signer_keys_sign(s->keys, request, signature);
	said.signature.at = (const char *)signature;
	sign_wire_answer(out, &said);
}

/*
 * A batch; false if it is none. Signatures that take long, as RSA's, do not
 * wait for each other: what is there goes out once in a millisecond.
 */
static bool
answer_all(const struct signer *s, struct client *c, struct str batch)
{
	char storage[SIGN_WIRE_MAX];
	struct sign_request request;
	int64_t since = clock_ms();
	struct buf out;
	int count = 0;

	buf_fixed(&out, storage, sizeof(storage));
	while (sign_wire_next_request(&batch, &request)) {
		if (++count > SIGNING_BATCH)
			return false;
		answer(s, &request, &out);
		if (clock_ms() == since)
			continue;
		if (!client_send(c, &out))
			return false;
		since = clock_ms();
	}
	return batch.len == 0 && client_send(c, &out);
}

/* Whoever talks nonsense is not listened to any more: false. */
static bool
client_serve(const struct signer *s, struct client *c)
{
	char in[SIGN_WIRE_MAX + 1];
	ssize_t got;

	if (c->late.len > 0)
		return client_resume(c);
	got = recv(c->fd, in, sizeof(in), MSG_DONTWAIT);
	if (got < 0)
		return errno == EAGAIN || errno == EINTR;
	return got > 0 && answer_all(s, c, (struct str){ in, (size_t)got });
}

static void
drop(struct signer *s, size_t client)
{
	struct client *c = &s->clients[client];

	close(c->fd);
	buf_release(&c->late);
	*c = s->clients[--s->count];
}

/* From the last: whoever takes the place of a client dropped is done. */
static void
serve_all(struct signer *s, const struct pollfd *polls, size_t count)
{
	while (count-- > 0)
		if (polls[count].revents != 0 &&
		    !client_serve(s, &s->clients[count]))
			drop(s, count);
}

static void
take_signal(struct signer *s)
{
	struct signalfd_siginfo info;

	if (read(s->signals, &info, sizeof(info)) > 0 && s->leave_at == 0)
		s->leave_at = clock_ms() + LEAVE_MS;
}

/* One that is not ready for answers is asked for nothing else. */
static int
wait_for_all(const struct signer *s, struct pollfd *polls)
{
	int64_t left = -1;

	polls[0] = (struct pollfd){ .fd = s->control, .events = POLLIN };
	polls[1] = (struct pollfd){ .fd = s->signals, .events = POLLIN };
	for (size_t i = 0; i < s->count; i++) {
		const struct client *c = &s->clients[i];

		polls[2 + i] = (struct pollfd){ .fd = c->fd,
			.events = c->late.len > 0 ? POLLOUT : POLLIN };
	}
	if (s->leave_at != 0)
		left = s->leave_at - clock_ms();
	if (s->leave_at != 0 && left < 0)
		left = 0;
	return poll(polls, s->count + 2, (int)left);
}

/* As long as a worker could still want something. */
static bool
is_needed(const struct signer *s)
{
	bool told = s->control < 0 || s->leave_at != 0;

	return !told || (s->count > 0 && (s->leave_at == 0 ||
					     clock_ms() < s->leave_at));
}

static void
work(struct signer *s)
{
	struct pollfd *polls =
	    mem_new(SIGNER_CLIENTS_MAX + 2, sizeof(*polls));

	while (is_needed(s)) {
		size_t count = s->count;

		if (wait_for_all(s, polls) <= 0)
			continue;
		serve_all(s, polls + 2, count);
		if (polls[1].revents != 0)
			take_signal(s);
		if (polls[0].revents != 0)
			listen_to_control(s);
	}
	free(polls);
}

static void
release(struct signer *s)
{
	while (s->count > 0)
		drop(s, s->count - 1);
	forget_chain(s);
	if (s->control >= 0)
		close(s->control);
	close(s->signals);
	signer_keys_free(s->keys);
	free(s->clients);
}

bool
signer_run(int control)
{
	struct signer s = { .control = control, .chain = -1 };
	sigset_t ends;

	sigemptyset(&ends);
	sigaddset(&ends, SIGTERM);
	sigaddset(&ends, SIGINT);
	sigprocmask(SIG_BLOCK, &ends, NULL);
	s.signals = signalfd(-1, &ends, SFD_CLOEXEC | SFD_NONBLOCK);
	if (s.signals < 0)
		return false;
	s.keys = signer_keys_new();
	s.clients = mem_new(SIGNER_CLIENTS_MAX, sizeof(*s.clients));
	work(&s);
	release(&s);
	return true;
}
