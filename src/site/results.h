/* SPDX-License-Identifier: ISC */
#ifndef SITE_RESULTS_H
#define SITE_RESULTS_H

/*
 * results -- what a search found, as a page of a protocol.
 *
 * It goes the way of all pages, as a list of blocks that is rendered, so that
 * nothing of what was looked for can become structure (O-42, X-37).
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/str.h"
#include "proto/origin.h"
#include "site/shelf.h"

#define RESULTS_MAX ((size_t)128 * 1024) /* bytes of a page; never reached */

/*
 * Append the page of results that was asked for, of what is found for words,
 * raw bytes from the wire, as view v shows it; without words, a page that asks
 * for them. False if the search failed. The shelf must have one.
 */
bool results_write(struct buf *out, const struct shelf *shelf, enum view v,
    const struct found *asked, struct str words);

/* What a reader is asked for, in the language of the capsule. */
struct str results_prompt(const struct shelf *shelf);

#endif
