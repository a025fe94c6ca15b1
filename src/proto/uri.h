/* SPDX-License-Identifier: ISC */
#ifndef PROTO_URI_H
#define PROTO_URI_H

/*
 * uri -- RFC 3986, strictly: what is not a URI-reference is refused.
 *
 * Parsing allocates nothing; the parts are views into the text. Bytes outside
 * the grammar (controls, blanks, "<>\^`{|}, everything from 0x80 on) and
 * broken percent triplets make the whole invalid (G-10 to G-14, G-41).
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

#define URI_NO_PORT (-1)

/* Longest host name taken, final dot not counted (RFC 1035 2.3.4). */
#define URI_HOST_MAX 253

struct uri {
	struct str scheme; /* without ':'; empty = relative reference */
	struct str userinfo;
	struct str host; /* IP literals with their brackets */
	struct str path; /* still encoded */
	struct str query;
	struct str fragment;
	int32_t port; /* URI_NO_PORT if absent or empty (G-29) */
	bool has_authority;
	bool has_userinfo;
	bool has_query;
	bool has_fragment;
};

/*
 * False if text is not a URI-reference, or a port is above 65535 (G-31), or a
 * host holds a percent sign (G-40), or an IP literal is malformed (G-37).
 */
bool uri_parse(struct str text, struct uri *uri);

enum uri_path {
	URI_PATH_OK,
	URI_PATH_BAD,	/* a control byte, NUL among them (G-42, G-43) */
	URI_PATH_ABOVE, /* dot segments climb above the root (G-48) */
	URI_PATH_SLASH, /* an encoded slash: data, so never a path (G-46) */
	URI_PATH_TOO_LONG,
};

/*
 * The look-up form of an absolute or empty encoded path: decoded once, dot
 * segments resolved (also encoded ones), empty segments collapsed, beginning
 * with '/'. A final slash, or a final dot segment, leaves a final slash.
 * Writes into storage, which *decoded views; path.len + 1 bytes always do.
 */
enum uri_path uri_path_decode(struct str path, char *storage, size_t cap,
    struct str *decoded);

/* Decoded bytes to a URL path: all but unreserved characters and '/' as %XX. */
void uri_path_encode(struct buf *out, struct str path);

/* The same, in a. */
struct str uri_path_encoded(struct arena *a, struct str path);

/*
 * Drop the last segment of a path from '/' on that ends in a slash, as ".."
 * does; false at the root.
 */
bool uri_path_climb(struct buf *path);

/*
 * Each byte that may not stand in a URI as %XX; reserved ones and triplets
 * stay, a '%' that begins no triplet becomes %25.
 */
void uri_mend(struct buf *out, struct str text);

/* The same, in a. */
struct str uri_mended(struct arena *a, struct str text);

/*
 * text with percent triplets decoded once, into storage of cap bytes; false
 * if it does not fit or a triplet is broken.
 */
bool uri_decode(struct str text, char *storage, size_t cap,
    struct str *decoded);

/*
 * RFC 3986 5.2: reference as seen from base; text in a. Empty if either is not
 * valid. A base without a scheme gives a target without one.
 */
struct str uri_resolve(struct arena *a, struct str base, struct str reference);

/*
 * A host name for comparing: lower case, IDN as A-labels (libidn2), without
 * one final dot; IPv6 addresses, also bare ones, in brackets and in the form of
 * RFC 5952. False if it is no host name (empty, label over 63, whole over 253
 * bytes). Allocates only if host is not ASCII, which a parsed URI's always is.
 */
bool uri_host_canonical(struct str host, char storage[URI_HOST_MAX + 1],
    struct str *canonical);

/* The host of a URL as one connects to it: an IP literal without brackets. */
struct str uri_host_bare(struct str host);

/* The scheme of a URL that a reader's client may be sent to (T-24). */
bool uri_scheme_is_public(struct str scheme);

#endif
