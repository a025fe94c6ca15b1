/* SPDX-License-Identifier: ISC */
#include "app/notify.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/str.h"

#define NOTIFY_MAX 512

/* A path, or with '@' in front a name in the abstract space. */
static socklen_t
address_of(const char *name, struct sockaddr_un *address)
{
	size_t len = strlen(name);

	*address = (struct sockaddr_un){ .sun_family = AF_UNIX };
	if ((name[0] != '/' && name[0] != '@') || len < 2 ||
	    len >= sizeof(address->sun_path))
		return 0;
	memcpy(address->sun_path, name, len);
	if (name[0] == '@')
		address->sun_path[0] = '\0';
	return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + len);
}

static void
send_state(const char *state)
{
	const char *name = getenv("NOTIFY_SOCKET");
	struct sockaddr_un address;
	socklen_t len;
	int fd;

	if (name == NULL)
		return;
	len = address_of(name, &address);
	fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0)
		return;
	/* Who does not listen misses it: that is no reason not to serve. */
	if (len > 0)
		sendto(fd, state, strlen(state), MSG_NOSIGNAL,
		    (const void *)&address, len);
	close(fd);
}

void
notify_ready(const char *status)
{
	char state[NOTIFY_MAX];

	snprintf(state, sizeof(state), "READY=1\nMAINPID=%d\nSTATUS=%s\n",
	    (int)getpid(), status);
	send_state(state);
}

void
notify_reloading(void)
{
	char state[NOTIFY_MAX];

	/* systemd counts in the same clock as base/clock. */
	snprintf(state, sizeof(state), "RELOADING=1\nMONOTONIC_USEC=%lld\n",
	    (long long)clock_ms() * 1000);
	send_state(state);
}

void
notify_stopping(void)
{
	send_state("STOPPING=1\n");
}

void
notify_alive(void)
{
	send_state("WATCHDOG=1\n");
}

/* Not if it is another process that is watched over. */
int64_t
notify_every_ms(void)
{
	const char *pid = getenv("WATCHDOG_PID");
	const char *usec = getenv("WATCHDOG_USEC");
	uint64_t number;

	if (usec == NULL ||
	    (pid != NULL && (!str_number(str_of(pid), INT32_MAX, &number) ||
				number != (uint64_t)getpid())) ||
	    !str_number(str_of(usec), INT64_MAX, &number))
		return 0;
	return (int64_t)(number / 2000);
}
