/* SPDX-License-Identifier: ISC */
#include "net/dial.h"

#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"

struct deadline
deadline_in(int ms)
{
	return (struct deadline){ clock_ms() + ms };
}

int
deadline_left(struct deadline d)
{
	int64_t left = d.at_ms - clock_ms();

	return left > 0 ? (int)left : 0;
}

bool
dial_wait(int fd, short events, struct deadline d)
{
	struct pollfd on = { .fd = fd, .events = events };
	int ready;

	do
		ready = poll(&on, 1, deadline_left(d));
	while (ready < 0 && errno == EINTR);
	return ready > 0;
}

/* 0, or the errno value of why the connection did not come about. */
static int
finish_connect(int fd, struct deadline d)
{
	int error = 0;
	socklen_t len = sizeof(error);

	if (!dial_wait(fd, POLLOUT, d))
		return ETIMEDOUT;
	if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &len) < 0)
		return errno;
	return error;
}

static int
dial_one(const struct addrinfo *to, struct deadline d, int *error)
{
	int fd = socket(to->ai_family,
	    to->ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, to->ai_protocol);

	*error = 0;
	if (fd < 0) {
		*error = errno;
		return -1;
	}
	if (connect(fd, to->ai_addr, to->ai_addrlen) < 0)
		*error = errno == EINPROGRESS ? finish_connect(fd, d) : errno;
	if (*error == 0)
		return fd;
	close(fd);
	return -1;
}

static int
count_addresses(const struct addrinfo *list)
{
	int count = 0;

	for (; list != NULL; list = list->ai_next)
		count++;
	return count;
}

static int
dial_each(const struct addrinfo *list, struct deadline d, const char **why)
{
	int fd = -1;
	int error = 0;

	for (; fd < 0 && list != NULL; list = list->ai_next) {
		int share = deadline_left(d) / count_addresses(list);

		fd = dial_one(list, deadline_in(share), &error);
	}
	if (fd < 0)
		*why = strerrordesc_np(error);
	return fd;
}

int
dial_tcp(struct str host, uint16_t port, struct deadline d, const char **why)
{
	const struct addrinfo hints = {
		.ai_family = AF_UNSPEC,
		.ai_socktype = SOCK_STREAM,
		.ai_flags = AI_NUMERICSERV | AI_ADDRCONFIG,
	};
	char name[NI_MAXHOST], service[sizeof("65535")];
	struct addrinfo *list;
	int failed, fd;

	if (host.len >= sizeof(name)) {
		*why = "host name too long";
		return -1;
	}
	snprintf(name, sizeof(name), "%.*s", STR_ARG(host));
	snprintf(service, sizeof(service), "%u", (unsigned)port);
	failed = getaddrinfo(name, service, &hints, &list);
	if (failed != 0) {
		*why = gai_strerror(failed);
		return -1;
	}
	fd = dial_each(list, d, why);
	freeaddrinfo(list);
	return fd;
}
