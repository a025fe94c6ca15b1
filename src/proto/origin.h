/* SPDX-License-Identifier: ISC */
#ifndef PROTO_ORIGIN_H
#define PROTO_ORIGIN_H

/*
 * origin -- where the world finds the capsule, on each protocol.
 *
 * The names and ports that stand in links and menus: the public ones, which
 * need not be those the process is bound to (O-14).
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

/*
 * The protocols a capsule is shown in, stored in images: append only. Behind
 * them the web, which is written for other servers and is in no image.
 */
enum view {
	VIEW_GEMINI,
	VIEW_GOPHER,
	VIEW_COUNT,
	VIEW_WEB = VIEW_COUNT,
	VIEW_KINDS,
};

struct origin {
	struct str host;	   /* lower case, A-labels, no final dot */
	uint16_t port[VIEW_COUNT]; /* 0 = not served on this protocol */
	/*
	 * Where somebody else shows the same pages on the web, as
	 * origin_web_is_sound() wants it; empty = nowhere.
	 */
	struct str web;
};

#define ORIGIN_WEB_MAX 512 /* bytes */

/* Whether there is such a view of the capsule. */
bool origin_has(const struct origin *o, enum view v);

/* Whether web is an http or https URL that a path can be put behind. */
bool origin_web_is_sound(struct str web);

/*
 * The absolute URL of a path ("/about") in a view, without a default port:
 * gemini://host/about, gopher://host:7070/1/about, https://host/about. item is
 * the Gopher item type ('1' menu, '0' text, ...); the other views ignore it.
 * path is percent-encoded here. Empty if there is no such view.
 */
struct str origin_url(struct arena *a, const struct origin *o, enum view v,
    struct str path, char item);

/*
 * The URL of a path on the web site, percent-encoded; empty if there is none.
 * The second form appends it.
 */
struct str origin_web_url(struct arena *a, const struct origin *o,
    struct str path);
void origin_put_web_url(struct buf *out, const struct origin *o,
    struct str path);

#endif
