/* SPDX-License-Identifier: ISC */
#ifndef APP_HOSTS_H
#define APP_HOSTS_H

/*
 * hosts -- the names a capsule answers to, as somebody has given them.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "proto/uri.h"

#define HOSTS_MAX 16

struct hosts {
	struct str at[HOSTS_MAX]; /* canonical; the first stands in links */
	size_t count;
};

/*
 * Add a host name or IP literal (IPv6 with or without brackets), or, behind
 * the first, "*.example.org" or "*". Its canonical form lives in a. NULL, or
 * why not, in words fit for a message.
 */
const char *hosts_add(struct hosts *hosts, struct arena *a, struct str name);

/* "localhost" if nothing was added. */
void hosts_default(struct hosts *hosts);

/* A public port number from a command line; false, with a line in the log. */
bool hosts_port(const char *text, uint16_t *port);

#endif
