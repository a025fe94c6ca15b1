/* SPDX-License-Identifier: ISC */
#ifndef PROTO_GEMINI_H
#define PROTO_GEMINI_H

/*
 * gemini -- the wire form of Gemini 0.24.1 requests and response headers.
 */

#include "base/buf.h"
#include "base/str.h"

#define GEMINI_PORT 1965
#define GEMINI_URI_MAX 1024		     /* bytes, without CRLF (G-02) */
#define GEMINI_LINE_MAX (GEMINI_URI_MAX + 2) /* with it */
#define GEMINI_META_MAX 1024		     /* bytes (D-03) */

/* All that are sent (G-63). */
enum gemini_status {
	GEMINI_INPUT = 10,
	GEMINI_SUCCESS = 20,
	GEMINI_REDIRECT = 30,
	GEMINI_MOVED = 31,
	GEMINI_FAILURE = 40,
	GEMINI_UNAVAILABLE = 41,
	GEMINI_SLOW_DOWN = 44, /* the text is a number of seconds (D-04) */
	GEMINI_NEVER = 50,
	GEMINI_NOT_FOUND = 51,
	GEMINI_GONE = 52,
	GEMINI_REFUSED = 53,
	GEMINI_BAD_REQUEST = 59,
	GEMINI_CERTIFICATE = 60,
	GEMINI_NOT_ALLOWED = 61,
	GEMINI_NOT_VALID = 62,
};

enum gemini_line {
	GEMINI_LINE,
	GEMINI_MORE, /* no verdict yet: more bytes are needed */
	GEMINI_BAD,  /* never will be a request: 59 */
};

/*
 * The line in front of the first CRLF of in, without it. Framing only: whether
 * it is a legal URI is uri_parse()'s question. The verdict does not depend on
 * how the bytes arrive (G-07); bytes after the line are ignored (G-08). A lone
 * LF ends nothing (D-12); a lone CR is GEMINI_BAD as soon as its successor is
 * there (G-06); more than GEMINI_URI_MAX bytes without CRLF are GEMINI_BAD at
 * once (G-04).
 */
enum gemini_line gemini_request_line(struct str in, struct str *line);

/*
 * Write "SS meta\r\n" (G-60). meta is cleaned: controls and invalid bytes
 * become '?', an empty one becomes "-", and it is cut at GEMINI_META_MAX bytes
 * in whole characters (G-62, X-18).
 */
void gemini_header(struct buf *out, enum gemini_status status,
    struct str meta);

#endif
