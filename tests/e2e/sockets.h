/* SPDX-License-Identifier: ISC */
#ifndef E2E_SOCKETS_H
#define E2E_SOCKETS_H

/*
 * sockets -- which TCP connections a process holds, seen from outside: /proc.
 */

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define SOCKETS_MAX 8192

/* The ports of those at the other end, over IPv4. */
struct sockets {
	uint16_t ports[SOCKETS_MAX];
	size_t count;
};

/* Add those of a process. */
void sockets_of(pid_t pid, struct sockets *s);

/* Return when a process that was sent SIGSTOP has stopped. */
void sockets_wait_stopped(pid_t pid);

#endif
