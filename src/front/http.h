/* SPDX-License-Identifier: ISC */
#ifndef FRONT_HTTP_H
#define FRONT_HTTP_H

/*
 * http -- a browser at the Gopher port is sent to the web site (O-50).
 *
 * Or is told what it has met, if there is no such site. No header of a request
 * changes the answer, so that none is waited for: its line says all.
 */

#include <stdbool.h>

#include "front/front.h"

/* "GET /about HTTP/1.1": no selector of ours. */
bool http_is_request(struct str line);

/*
 * "GET /", of which the rest has not been seen: any word in upper case may
 * begin a selector, so that it takes a method that there is (RFC 9110 9.3).
 */
bool http_begins(struct str bytes);

/* The answer to a line that begins so and is longer than any may be. */
void http_refuse_long(const struct shelf *shelf, struct str bytes,
    struct reply *reply);

/* The whole answer to a whole line. */
void http_answer(const struct shelf *shelf, const struct request *request,
    struct str line, struct reply *reply);

#endif
