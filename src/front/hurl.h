/* SPDX-License-Identifier: ISC */
#ifndef FRONT_HURL_H
#define FRONT_HURL_H

/*
 * hurl -- the small HTML page behind a "URL:" selector (O-45).
 *
 * For Gopher clients that do not know that such an item is a link: they fetch
 * it, show the page, and the page leads on.
 */

#include <stdbool.h>

#include "base/buf.h"
#include "proto/gopher.h"

enum hurl {
	HURL_NONE, /* no "URL:" selector */
	HURL_PAGE,
	HURL_LONG, /* the page did not fit: nothing is in out */
	HURL_BAD,  /* no URL that a reader may be sent to */
};

/*
 * Write the page that request asks for to out, which is fixed and empty. Only
 * strictly valid http, https, gemini, mailto and ftp URLs get one; gopher links
 * have menu items of their own.
 */
enum hurl hurl_page(const struct gopher_request *request, struct buf *out);

#endif
