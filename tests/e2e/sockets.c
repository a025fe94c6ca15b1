/* SPDX-License-Identifier: ISC */
#include "e2e/sockets.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "e2e/harness.h"

#define WAIT_MS 5000

/* Whether a descriptor of the process is the socket with that inode. */
static bool
has_socket(pid_t pid, uint64_t inode)
{
	char path[64], want[64], link[64];

	snprintf(want, sizeof(want), "socket:[%" PRIu64 "]", inode);
	for (int fd = 0; fd < 1024; fd++) {
		ssize_t len;

		snprintf(path, sizeof(path), "/proc/%d/fd/%d", (int)pid, fd);
		len = readlink(path, link, sizeof(link) - 1);
		if (len < 0)
			continue;
		link[len] = '\0';
		if (strcmp(link, want) == 0)
			return true;
	}
	return false;
}

/* Lines of /proc/net/tcp: slot, own address, the peer's, and so on. */
void
sockets_of(pid_t pid, struct sockets *s)
{
	FILE *table = fopen("/proc/net/tcp", "r");
	char line[512];

	assert_non_null(table);
	while (fgets(line, sizeof(line), table) != NULL) {
		unsigned port;
		uint64_t inode;

		if (sscanf(line,
			" %*d: %*8x:%*4x %*8x:%4x %*2x %*s %*s %*s %*d %*d"
			" %" SCNu64,
			&port, &inode) == 2 &&
		    inode != 0 && port != 0 && s->count < SOCKETS_MAX &&
		    has_socket(pid, inode))
			s->ports[s->count++] = (uint16_t)port;
	}
	fclose(table);
}

void
sockets_wait_stopped(pid_t pid)
{
	const int64_t latest = now_ms() + WAIT_MS;
	char path[64], state = '?';

	snprintf(path, sizeof(path), "/proc/%d/stat", (int)pid);
	while (state != 'T' && now_ms() < latest) {
		FILE *file = fopen(path, "r");

		assert_non_null(file);
		if (fscanf(file, "%*d %*s %c", &state) != 1)
			state = '?';
		fclose(file);
	}
	assert_int_equal(state, 'T');
}
