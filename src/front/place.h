/* SPDX-License-Identifier: ISC */
#ifndef FRONT_PLACE_H
#define FRONT_PLACE_H

/*
 * place -- whether a Gemini URI names what is served here.
 *
 * Scheme, host and port do, and the host is the one of the TLS handshake, if
 * that named one of ours (G-94). All names that are told are public anyway.
 */

#include "front/front.h"
#include "proto/uri.h"

/* Bytes of a refusal; names that do not fit are left out. */
#define PLACE_MAX 512

bool place_is_gemini(const struct uri *uri);

/*
 * True, with the shelf that answers in *shelf; or false, with what is served
 * instead in why, which is empty and fixed. *shelf is then whose host the URI
 * names, or SHELF_NONE.
 */
bool place_find(const struct shelves *shelves, const struct request *request,
    const struct uri *uri, int *shelf, struct buf *why);

#endif
