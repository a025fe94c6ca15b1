/* SPDX-License-Identifier: ISC */
#ifndef PROTO_GOPHER_PLUS_H
#define PROTO_GOPHER_PLUS_H

/*
 * gopher_plus -- the wire form of Gopher+, as far as UMN's client needs it.
 *
 * What asks for it is a field behind the selector. What answers begins with a
 * line that says how it ends; items are described in blocks, "+NAME:".
 */

#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

enum gopher_plus {
	GOPHER_PLUS_NONE,
	GOPHER_PLUS_BODY, /* "+", or "+text/plain": this view of the item */
	GOPHER_PLUS_ITEM, /* "!": what there is to know of the item */
	GOPHER_PLUS_MENU, /* "$": the same of each item of a menu */
};

/*
 * What a field asks for. *view is the media type of one that names a view, and
 * otherwise empty: which blocks are wanted, and in which language, is passed
 * over. "+words" without a slash is no Gopher+.
 */
enum gopher_plus gopher_plus_parse(struct str field, struct str *view);

/* The first lines: a dot on a line of its own ends it, or the connection. */
#define GOPHER_PLUS_TO_DOT STR("+-1\r\n")
#define GOPHER_PLUS_TO_END STR("+-2\r\n")

/* Another: so many bytes follow. */
void gopher_plus_size(struct buf *out, uint64_t size);

/* Behind this stands the menu line of the item. */
#define GOPHER_PLUS_INFO STR("+INFO: ")

/*
 * Who is to be told of trouble, and since which day, YYYYMMDD, nothing has
 * changed. What is empty is left out.
 */
void gopher_plus_admin(struct buf *out, struct str mail, struct str day);

/* The one view that an item has: a media type and how many bytes it has. */
void gopher_plus_view(struct buf *out, struct str media, uint64_t size);

/* A media type as it names a view: without parameters. */
struct str gopher_plus_view_name(struct str media);

enum gopher_plus_error {
	GOPHER_PLUS_MISSING = 1, /* not available */
	GOPHER_PLUS_BUSY = 2,	 /* later, perhaps */
	GOPHER_PLUS_MOVED = 3,	 /* what follows is the item it is now */
};

/* The lines in front of an error's text; who is a mail address or empty. */
void gopher_plus_error(struct buf *out, enum gopher_plus_error code,
    struct str who, struct str text);

#endif
