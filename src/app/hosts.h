/* SPDX-License-Identifier: ISC */
#ifndef APP_HOSTS_H
#define APP_HOSTS_H

/*
 * hosts -- the names a capsule answers to, as given on the command line.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "proto/uri.h"

#define HOSTS_MAX 16

struct hosts {
	struct str at[HOSTS_MAX]; /* canonical; the first stands in links */
	char storage[HOSTS_MAX][URI_HOST_MAX + 1];
	size_t count;
};

/*
 * Add a host name or IP literal (IPv6 with or without brackets). False, with
 * a line in the log, if it is none or there are too many. The struct must not
 * be copied afterwards: views point into it.
 */
bool hosts_add(struct hosts *hosts, const char *name);

/* "localhost" if nothing was added. */
void hosts_default(struct hosts *hosts);

/* A public port number from a command line; false, with a line in the log. */
bool hosts_port(const char *text, uint16_t *port);

#endif
