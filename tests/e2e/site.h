/* SPDX-License-Identifier: ISC */
#ifndef E2E_SITE_H
#define E2E_SITE_H

/*
 * site -- a capsule that can be asked: a running server, or an image in this
 * process for tests that look at many of them.
 */

#include "base/arena.h"
#include "base/buf.h"
#include "e2e/harness.h"
#include "proto/origin.h"
#include "site/shelf.h"

struct site {
	struct str host;
	uint16_t port[VIEW_COUNT]; /* the public ones, which stand in links */
	char folder[128];	   /* of its files; empty = it has none */
	/* All that is sent for a request line, in a. It must end well. */
	struct str (*ask)(const struct site *s, enum view v, struct str line,
	    struct arena *a);
	const void *of; /* whom ask asks */
};

/*
 * A running server with its capsule in a folder; asked by TCP, and by TLS with
 * the close_notify that is due (G-95).
 */
struct site site_of_server(const struct server *s);

/* The image of a source, served at ports 1965 and 70 of localhost. */
struct memory_site {
	struct site site;
	struct buf bytes;
	struct image image;
	struct shelf shelf;
};

/*
 * Of the source at path: profile.txt, or one beside a small profile. False if
 * it has errors; then findings are printed.
 */
bool memory_site_init(struct memory_site *m, struct str path,
    struct str source);
void memory_site_release(struct memory_site *m);

/* The file that is served at a decoded path; false if it is no file's. */
bool site_file(const struct site *s, struct str path, struct arena *a,
    struct str *bytes);

#endif
