/* SPDX-License-Identifier: ISC */
#ifndef APP_HOSTS_H
#define APP_HOSTS_H

/*
 * hosts -- the names a capsule answers to, and what else stands in its links,
 * as somebody has given them.
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

/*
 * The URL of a web site with the slash at its end that it may lack, in a, as a
 * path is put behind it. False if it is none that this can be done to.
 */
bool hosts_web(struct arena *a, struct str url, struct str *web);

/* The same from a command line; false, with a line in the log. */
bool hosts_web_option(struct arena *a, const char *text, struct str *web);

/* A public port number from a command line; false, with a line in the log. */
bool hosts_port(const char *text, uint16_t *port);

#endif
