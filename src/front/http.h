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

/* The whole answer to such a line. */
void http_answer(const struct shelf *shelf, const struct request *request,
    struct str line, struct reply *reply);

#endif
