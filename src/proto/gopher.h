/* SPDX-License-Identifier: ISC */
#ifndef PROTO_GOPHER_H
#define PROTO_GOPHER_H

/*
 * gopher -- the wire form of RFC 1436 requests and menus.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

#define GOPHER_PORT 70
#define GOPHER_LINE_MAX 2048 /* bytes with the line end; above: an error */
#define GOPHER_WIDTH 67	     /* columns of a display string (O-12, O-25) */

enum gopher_line {
	GOPHER_LINE,
	GOPHER_MORE,
	GOPHER_BAD,  /* a control byte, or a selector not in UTF-8 (O-08) */
	GOPHER_LONG, /* GOPHER_LINE_MAX bytes without a line end (O-05) */
	GOPHER_TLS,  /* the first byte is a TLS record's (O-51) */
};

struct gopher_request {
	struct str selector; /* as sent, up to the first TAB */
	struct str words;    /* the field behind it: search words or Gopher+ */
	struct str later;    /* the one behind that: a search's Gopher+ */
	bool has_words;
};

/*
 * The request in front of the first LF or CRLF of in (O-01, O-03). ended says
 * that the peer will send nothing more: then the bytes so far are the line,
 * but no byte at all stays GOPHER_MORE. Further fields and everything after
 * the line are ignored. The verdict does not depend on how the bytes arrive.
 */
enum gopher_line gopher_request_line(struct str in, bool ended,
    struct gopher_request *request);

/* No control byte, and UTF-8: what a selector must be, also once decoded. */
bool gopher_selector_is_legal(struct str selector);

/*
 * A menu line: type, display text, selector, host, port, CRLF (O-10). No
 * argument can break the line's grammar: in every field controls become blanks
 * (O-13), an empty host becomes "error.host", and an IP literal loses its
 * brackets. The text is written as given;
 * keeping it within GOPHER_WIDTH is the caller's part.
 */
void gopher_item(struct buf *out, char type, struct str text,
    struct str selector, struct str host, uint16_t port);

/* An 'i' line with dummy but complete fields (O-15). */
void gopher_info(struct buf *out, struct str text);

/* The dot on a line of its own that ends a menu (O-37). */
void gopher_end(struct buf *out);

/* A whole error reply: one type 3 item, at most as wide, and the dot (O-43). */
void gopher_error(struct buf *out, struct str message);

/*
 * The parts of gopher://host:port/Tselector (RFC 4266, O-23). False, with
 * *target untouched, if url is no such URL or holds what no menu may. No path
 * means type '1' and an empty selector. The selector is decoded into storage,
 * for which url.len bytes do, and so are the search words behind %09, for which
 * a menu has no place. The host is without brackets, as one connects to it.
 */
struct gopher_target {
	char type;
	struct str selector;
	struct str words;
	struct str host;
	uint16_t port;
};
bool gopher_url_parse(struct str url, char *storage, size_t cap,
    struct gopher_target *target);

/* The other way; of the root menu without a type, as RFC 4266 2.1 has it. */
void gopher_url_write(struct buf *out, const struct gopher_target *target);

#endif
