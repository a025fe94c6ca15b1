/* SPDX-License-Identifier: ISC */
#include "net/listener.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static bool
parse_ip(struct str host, union address *a)
{
	bool v6 = host.len >= 2 && host.at[0] == '[' &&
		  host.at[host.len - 1] == ']';

	if (v6)
		host = str_take(str_skip(host, 1), host.len - 2);
	return address_parse(host, a) &&
	       a->any.sa_family == (v6 ? AF_INET6 : AF_INET);
}

static bool
parse_address(struct str text, union address *a)
{
	size_t colon = text.len;
	uint64_t port;

	while (colon > 0 && text.at[colon - 1] != ':')
		colon--;
	if (colon == 0 || !str_number(str_skip(text, colon), 65535, &port) ||
	    !parse_ip(str_take(text, colon - 1), a))
		return false;
	if (a->any.sa_family == AF_INET6)
		a->v6.sin6_port = htons((uint16_t)port);
	else
		a->v4.sin_port = htons((uint16_t)port);
	return true;
}

bool
listener_is_address(struct str text)
{
	union address a;

	return parse_address(text, &a);
}

/* The port it is bound to; 0 = it is no socket of ours. */
static uint16_t
port_of(const union address *bound)
{
	switch (bound->any.sa_family) {
	case AF_INET:
		return ntohs(bound->v4.sin_port);
	case AF_INET6:
		return ntohs(bound->v6.sin6_port);
	default:
		return 0;
	}
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
	*out = (struct listener){ fd, port_of(&bound) };
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

/* Port 0 is any port. */
static bool
is_same(const union address *wanted, const union address *bound)
{
	unsigned char a[ADDRESS_BYTES], b[ADDRESS_BYTES];

	return wanted->any.sa_family == bound->any.sa_family &&
	       address_bytes(&wanted->any, a) &&
	       address_bytes(&bound->any, b) &&
	       memcmp(a, b, sizeof(a)) == 0 &&
	       (port_of(wanted) == 0 || port_of(wanted) == port_of(bound));
}

static bool
listens(int fd)
{
	socklen_t len = sizeof(int);
	int on = 0;

	return getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &on, &len) == 0 &&
	       on != 0;
}

bool
listener_adopt(int fd, struct str address, struct listener *out)
{
	union address wanted, bound = { 0 };
	socklen_t len = sizeof(bound);
	int on = 1;

	if (!parse_address(address, &wanted) || !listens(fd) ||
	    getsockname(fd, &bound.any, &len) < 0 || !is_same(&wanted, &bound))
		return false;
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	if (fcntl(fd, F_SETFD, FD_CLOEXEC) < 0 ||
	    fcntl(fd, F_SETFL, O_NONBLOCK) < 0 || listen(fd, SOMAXCONN) < 0)
		return false;
	*out = (struct listener){ fd, port_of(&bound) };
	return true;
}

void
listener_close(struct listener *l)
{
	close(l->fd);
	l->fd = -1;
}

enum accepted
listener_accept(const struct listener *l, int *fd, union address *from)
{
	socklen_t len = sizeof(*from);

	*fd = accept4(l->fd, &from->any, &len, SOCK_NONBLOCK | SOCK_CLOEXEC);
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
