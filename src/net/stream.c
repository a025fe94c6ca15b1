/* SPDX-License-Identifier: ISC */
#include "net/stream.h"

#include <errno.h>
#include <sys/socket.h>
#include <sys/uio.h>

#define PARTS_MAX 4

enum stream_result
stream_failure(enum stream_result wait)
{
	if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)
		return wait;
	return STREAM_FAILED;
}

static enum stream_result
plain_open(struct stream *s)
{
	(void)s;
	return STREAM_DONE;
}

static enum stream_result
plain_read(struct stream *s, char *at, size_t cap, size_t *got)
{
	ssize_t len = recv(s->fd, at, cap, 0);

	if (len < 0)
		return stream_failure(STREAM_WANT_READ);
	*got = (size_t)len;
	return len > 0 ? STREAM_DONE : STREAM_END;
}

/* The parts as the kernel wants them, cut to one turn's worth. */
static size_t
gather(const struct str *parts, size_t count, struct iovec *out)
{
	size_t left = STREAM_TURN_MAX;
	size_t used = 0;

	for (size_t i = 0; i < count && used < PARTS_MAX && left > 0; i++) {
		struct str part = str_take(parts[i], left);

		if (part.len == 0)
			continue;
		/* sendmsg only reads, but iovec serves both directions. */
		out[used].iov_base = (void *)(uintptr_t)part.at;
		out[used++].iov_len = part.len;
		left -= part.len;
	}
	return used;
}

static enum stream_result
plain_send(struct stream *s, struct str *parts, size_t count, bool more)
{
	struct iovec vector[PARTS_MAX];
	struct msghdr message = { .msg_iov = vector };
	ssize_t len;
	size_t left;

	(void)more;
	message.msg_iovlen = gather(parts, count, vector);
	if (message.msg_iovlen == 0)
		return STREAM_DONE;
	len = sendmsg(s->fd, &message, MSG_NOSIGNAL);
	if (len < 0)
		return stream_failure(STREAM_WANT_WRITE);
	left = (size_t)len;
	s->sent += left;
	for (size_t i = 0; i < count; i++) {
		size_t taken = left < parts[i].len ? left : parts[i].len;

		parts[i] = str_skip(parts[i], taken);
		left -= taken;
	}
	if (gather(parts, count, vector) > 0)
		return STREAM_WANT_WRITE;
	return STREAM_DONE;
}

static void
plain_release(struct stream *s)
{
	(void)s;
}

void
stream_plain(struct stream *s, int fd)
{
	static const struct stream_ops ops = {
		.open = plain_open,
		.read = plain_read,
		.send = plain_send,
		.release = plain_release,
	};

	*s = (struct stream){ .ops = &ops, .fd = fd };
}

enum stream_result
stream_write(struct stream *s, struct str bytes, size_t *sent)
{
	ssize_t len = send(s->fd, bytes.at, bytes.len, MSG_NOSIGNAL);

	*sent = len > 0 ? (size_t)len : 0;
	s->sent += *sent;
	return len >= 0 ? STREAM_DONE : stream_failure(STREAM_WANT_WRITE);
}

void
stream_reset_on_close(int fd)
{
	const struct linger at_once = { .l_onoff = 1 };

	setsockopt(fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
}
