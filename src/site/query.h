/* SPDX-License-Identifier: ISC */
#ifndef SITE_QUERY_H
#define SITE_QUERY_H

/*
 * query -- the words somebody looks for.
 *
 * They come from the wire and are data: divided at blanks, without control
 * characters and quotation marks, and without what has neither a letter nor a
 * digit. None of it is an operator, whatever it looks like.
 */

#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

#define QUERY_BYTES_MAX 256 /* what is behind them is not looked for */
#define QUERY_WORDS_MAX 8

struct query {
	struct str words[QUERY_WORDS_MAX]; /* UTF-8 */
	size_t count;
};

/* Text that is not UTF-8 is taken for Latin-1, as old clients send it. */
void query_parse(struct query *q, struct arena *a, struct str text);

/* The words with single blanks between them; in a. */
struct str query_text(struct arena *a, const struct query *q);

/*
 * The question in SQLite's words, ending in NUL: each word as the beginning of
 * one, joined by "AND" or "OR".
 */
struct str query_expression(struct arena *a, const struct query *q,
    const char *join);

#endif
