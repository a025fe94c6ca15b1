/* SPDX-License-Identifier: ISC */
#include "net/listener.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

union address {
	struct sockaddr any;
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;
};

static bool
fill_ip(union address *a, struct str host, uint16_t port)
{
	char text[INET6_ADDRSTRLEN];
	bool v6 = host.len >= 2 && host.at[0] == '[' &&
		  host.at[host.len - 1] == ']';

	if (v6)
		host = str_take(str_skip(host, 1), host.len - 2);
	if (host.len == 0 || host.len >= sizeof(text))
		return false;
	memcpy(text, host.at, host.len);
	text[host.len] = '\0';
	memset(a, 0, sizeof(*a));
	if (v6) {
		a->v6.sin6_family = AF_INET6;
		a->v6.sin6_port = htons(port);
		return inet_pton(AF_INET6, text, &a->v6.sin6_addr) == 1;
	}
	a->v4.sin_family = AF_INET;
	a->v4.sin_port = htons(port);
	return inet_pton(AF_INET, text, &a->v4.sin_addr) == 1;
}

static bool
parse_address(struct str text, union address *a)
{
	size_t colon = text.len;
	uint64_t port;

	while (colon > 0 && text.at[colon - 1] != ':')
		colon--;
	return colon > 0 && str_number(str_skip(text, colon), 65535, &port) &&
	       fill_ip(a, str_take(text, colon - 1), (uint16_t)port);
}

static socklen_t
address_len(const union address *a)
{
	return a->any.sa_family == AF_INET6 ? sizeof(a->v6) : sizeof(a->v4);
}

static int
set_up(int fd, const union address *a, struct listener *out)
{
	union address bound = { 0 };
	socklen_t len = sizeof(bound);
	int on = 1;

	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	if (a->any.sa_family == AF_INET6 &&
	    setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof(on)) < 0)
		return errno;
	if (bind(fd, &a->any, address_len(a)) < 0 ||
	    listen(fd, SOMAXCONN) < 0 || getsockname(fd, &bound.any, &len) < 0)
		return errno;
	out->fd = fd;
	if (bound.any.sa_family == AF_INET6)
		out->port = ntohs(bound.v6.sin6_port);
	else
		out->port = ntohs(bound.v4.sin_port);
	return 0;
}

int
listener_open(struct str address, struct listener *out)
{
	union address a;
	int fd;
	int error;

	if (!parse_address(address, &a))
		return EINVAL;
	fd = socket(a.any.sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC,
	    0);
	if (fd < 0)
		return errno;
	error = set_up(fd, &a, out);
	if (error != 0)
		close(fd);
	return error;
}

void
listener_close(struct listener *l)
{
	close(l->fd);
	l->fd = -1;
}

enum accepted
listener_accept(const struct listener *l, int *fd)
{
	*fd = accept4(l->fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
	if (*fd >= 0)
		return ACCEPTED;
	switch (errno) {
	case EMFILE:
	case ENFILE:
	case ENOBUFS:
	case ENOMEM:
		return ACCEPT_FULL;
	default:
		return ACCEPT_NONE;
	}
}
