/* SPDX-License-Identifier: ISC */
#ifndef SITE_SPOT_H
#define SITE_SPOT_H

/*
 * spot -- where in a text the first of the words looked for stands.
 *
 * SQLite's snippet() knows as well, but takes minutes for a book.
 */

#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "site/query.h"
#include "site/tokens.h"

#define SPOT_BYTES_MAX ((size_t)64 * 1024) /* of a text are looked at */

struct spot;

/* Lives in a; t is borrowed. */
struct spot *spot_new(struct arena *a, struct tokens *t,
    const struct query *q);

/*
 * The offset of the first of the words in text, found as site/search finds it:
 * the tokens of a word as they follow each other, the last as the beginning of
 * one. 0 if none stands there.
 */
size_t spot_find(struct spot *s, struct str text);

#endif
