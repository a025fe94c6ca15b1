/* SPDX-License-Identifier: ISC */
#include "net/control.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#define SEALS (F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL)
#define STRANGERS_MAX 16 /* descriptors in one message, all but one unwanted */

/* What travels beside the descriptor. */
struct wire {
	uint32_t what;
	uint32_t host;
	uint32_t part;
};

/* Room for the descriptors of a message, aligned as CMSG_FIRSTHDR wants it. */
union rights {
	struct cmsghdr header;
	char bytes[CMSG_SPACE(sizeof(int) * STRANGERS_MAX)];
};

bool
control_pair(int ends[2])
{
	return socketpair(AF_UNIX,
		   SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0,
		   ends) == 0;
}

int
control_seal(struct str bytes)
{
	int fd = memfd_create("vitae-control", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	int error;

	if (fd < 0)
		return -1;
	/* Such a file takes all at once, or there is no memory. */
	if (write(fd, bytes.at, bytes.len) == (ssize_t)bytes.len &&
	    fcntl(fd, F_ADD_SEALS, SEALS) == 0)
		return fd;
	error = errno;
	close(fd);
	errno = error;
	return -1;
}

bool
control_send(int end, const struct control *message, int fd)
{
	struct wire wire = {
		.what = (uint32_t)message->what,
		.host = message->host,
		.part = message->part,
	};
	struct iovec part = { .iov_base = &wire, .iov_len = sizeof(wire) };
	union rights rights = { 0 };
	struct msghdr header = {
		.msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = &rights,
		.msg_controllen = CMSG_SPACE(sizeof(int)),
	};
	struct cmsghdr *first = CMSG_FIRSTHDR(&header);
	ssize_t sent;

	first->cmsg_level = SOL_SOCKET;
	first->cmsg_type = SCM_RIGHTS;
	first->cmsg_len = CMSG_LEN(sizeof(int));
	memcpy(CMSG_DATA(first), &fd, sizeof(fd));
	do
		sent = sendmsg(end, &header, MSG_NOSIGNAL);
	while (sent < 0 && errno == EINTR);
	return sent == (ssize_t)sizeof(wire);
}

/*
 * The descriptor of a message, if it brought exactly one; any other is closed,
 * so that no message can use up what the worker needs for readers.
 */
static int
take_descriptor(struct msghdr *header)
{
	int taken[STRANGERS_MAX];
	size_t count = 0;

	for (struct cmsghdr *c = CMSG_FIRSTHDR(header); c != NULL;
	     c = CMSG_NXTHDR(header, c)) {
		size_t len = c->cmsg_len - CMSG_LEN(0);

		if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS)
			continue;
		if (len > sizeof(taken) - count * sizeof(int))
			len = sizeof(taken) - count * sizeof(int);
		memcpy(taken + count, CMSG_DATA(c), len);
		count += len / sizeof(int);
	}
	if (count == 1 && (header->msg_flags & MSG_CTRUNC) == 0)
		return taken[0];
	for (size_t i = 0; i < count; i++)
		close(taken[i]);
	return -1;
}

/* Only memory that nobody can change or cut off any more may be mapped. */
static bool
map(int fd, struct str *bytes)
{
	const int needed = F_SEAL_SHRINK | F_SEAL_WRITE;
	int seals = fcntl(fd, F_GET_SEALS);
	struct stat st;
	void *at;

	*bytes = STR("");
	if (seals < 0 || (seals & needed) != needed || fstat(fd, &st) < 0 ||
	    st.st_size < 0 || (uint64_t)st.st_size > CONTROL_BYTES_MAX)
		return false;
	if (st.st_size == 0)
		return true;
	at = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (at == MAP_FAILED)
		return false;
	*bytes = (struct str){ at, (size_t)st.st_size };
	return true;
}

static void
unmap(struct str bytes)
{
	if (bytes.len == 0)
		return;
	munmap((void *)(uintptr_t)bytes.at, bytes.len);
}

/* One message into *wire and *fd; CONTROL_NONE is for when there is none. */
static enum controlled
receive(int end, struct wire *wire, int *fd)
{
	struct iovec part = { .iov_base = wire, .iov_len = sizeof(*wire) };
	union rights rights = { 0 };
	struct msghdr header = {
		.msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = &rights,
		.msg_controllen = sizeof(rights),
	};
	ssize_t got;

	do
		got = recvmsg(end, &header, MSG_CMSG_CLOEXEC);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return errno == EAGAIN ? CONTROL_NONE : CONTROL_OVER;
	*fd = take_descriptor(&header);
	if (*fd >= 0 && got == (ssize_t)sizeof(*wire) &&
	    (header.msg_flags & MSG_TRUNC) == 0 && wire->what < CONTROL_KINDS)
		return CONTROLLED;
	if (*fd >= 0)
		close(*fd);
	return CONTROL_OVER;
}

enum controlled
control_take(int end, void (*take)(void *arg, const struct control *message),
    void *arg)
{
	struct wire wire = { 0 };
	int fd = -1;
	enum controlled result = receive(end, &wire, &fd);
	struct control message = {
		.what = (enum control_what)wire.what,
		.host = wire.host,
		.part = wire.part,
	};

	if (result != CONTROLLED)
		return result;
	if (map(fd, &message.bytes))
		take(arg, &message);
	else
		result = CONTROL_OVER;
	unmap(message.bytes);
	close(fd);
	return result;
}
