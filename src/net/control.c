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
	uint32_t carries; /* CARRIES_x */
};

/* Which descriptors come with a message, in this order. */
enum {
	CARRIES_BYTES = 1,
	CARRIES_HANDLE = 2,
};

#define CARRIED_MAX 2

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

/* Put the descriptors of a message in front of it. */
static void
carry(struct msghdr *header, union rights *rights, const int *fds, size_t count)
{
	struct cmsghdr *first;

	if (count == 0)
		return;
	header->msg_control = rights;
	header->msg_controllen = CMSG_SPACE(sizeof(int) * count);
	first = CMSG_FIRSTHDR(header);
	first->cmsg_level = SOL_SOCKET;
	first->cmsg_type = SCM_RIGHTS;
	first->cmsg_len = CMSG_LEN(sizeof(int) * count);
	memcpy(CMSG_DATA(first), fds, sizeof(int) * count);
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
	struct msghdr header = { .msg_iov = &part, .msg_iovlen = 1 };
	int fds[CARRIED_MAX];
	size_t count = 0;
	ssize_t sent;

	if (fd >= 0) {
		wire.carries |= CARRIES_BYTES;
		fds[count++] = fd;
	}
	if (message->handle >= 0) {
		wire.carries |= CARRIES_HANDLE;
		fds[count++] = message->handle;
	}
	carry(&header, &rights, fds, count);
	do
		sent = sendmsg(end, &header, MSG_NOSIGNAL);
	while (sent < 0 && errno == EINTR);
	return sent == (ssize_t)sizeof(wire);
}

/* A message as it came: what it says, and what it brought. */
struct parcel {
	struct wire wire;
	int fds[STRANGERS_MAX];
	size_t count;
	bool cut; /* more than that came, or a message of another length */
};

static void
unpack(struct parcel *parcel, struct msghdr *header)
{
	int *to = parcel->fds;

	for (struct cmsghdr *c = CMSG_FIRSTHDR(header); c != NULL;
	     c = CMSG_NXTHDR(header, c)) {
		size_t room = sizeof(parcel->fds) - parcel->count * sizeof(*to);
		size_t len = c->cmsg_len - CMSG_LEN(0);

		if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS)
			continue;
		if (len > room)
			len = room;
		memcpy(to + parcel->count, CMSG_DATA(c), len);
		parcel->count += len / sizeof(*to);
	}
	parcel->cut = (header->msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0;
}

/* So that no message can use up what the process needs for others. */
static void
discard(struct parcel *parcel)
{
	for (size_t i = 0; i < parcel->count; i++)
		close(parcel->fds[i]);
	parcel->count = 0;
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

/* One message; what is wrong with it has been closed. */
static enum controlled
receive(int end, struct parcel *parcel)
{
	struct iovec part = { .iov_base = &parcel->wire,
		.iov_len = sizeof(parcel->wire) };
	union rights rights = { 0 };
	struct msghdr header = {
		.msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = &rights,
		.msg_controllen = sizeof(rights),
	};
	const struct wire *wire = &parcel->wire;
	size_t wanted;
	ssize_t got;

	do
		got = recvmsg(end, &header, MSG_CMSG_CLOEXEC);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return errno == EAGAIN ? CONTROL_NONE : CONTROL_OVER;
	unpack(parcel, &header);
	wanted = (size_t)((wire->carries & CARRIES_BYTES) != 0) +
		 (size_t)((wire->carries & CARRIES_HANDLE) != 0);
	if (got == (ssize_t)sizeof(*wire) && !parcel->cut &&
	    wire->what < CONTROL_KINDS && parcel->count == wanted)
		return CONTROLLED;
	discard(parcel);
	return CONTROL_OVER;
}

enum controlled
control_take(int end, void (*take)(void *arg, struct control *message),
    void *arg)
{
	struct parcel parcel = { 0 };
	enum controlled result = receive(end, &parcel);
	struct control message = { .handle = -1 };
	int bytes = -1;

	if (result != CONTROLLED)
		return result;
	message.what = (enum control_what)parcel.wire.what;
	message.host = parcel.wire.host;
	message.part = parcel.wire.part;
	if (parcel.wire.carries & CARRIES_BYTES)
		bytes = parcel.fds[0];
	if (parcel.wire.carries & CARRIES_HANDLE)
		message.handle = parcel.fds[parcel.count - 1];
	if (bytes < 0 || map(bytes, &message.bytes))
		take(arg, &message);
	else
		result = CONTROL_OVER;
	unmap(message.bytes);
	if (bytes >= 0)
		close(bytes);
	if (message.handle >= 0)
		close(message.handle);
	return result;
}
