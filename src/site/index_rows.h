/* SPDX-License-Identifier: ISC */
#ifndef SITE_INDEX_ROWS_H
#define SITE_INDEX_ROWS_H

/*
 * index_rows -- the database of the search while it is written.
 *
 * Whatever SQLite cannot do makes it failed: it takes no more, and has no
 * bytes.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "site/index_words.h"

struct index_rows;

/* Empty, and open for rows. */
struct index_rows *index_rows_new(void);
void index_rows_free(struct index_rows *rows); /* NULL is fine */

void index_rows_put(struct index_rows *rows, int64_t id,
    const struct index_words *words, unsigned views, char item);

/* Those with ids from first to last. */
void index_rows_erase(struct index_rows *rows, int64_t first, int64_t last);

/*
 * As small as can be, the same whatever the way there was: after that they are
 * closed. The other one opens them again.
 */
void index_rows_complete(struct index_rows *rows);
void index_rows_reopen(struct index_rows *rows);
void index_rows_close(struct index_rows *rows);

/* The closed database, borrowed until it is forgotten; empty if it failed. */
struct str index_rows_bytes(struct index_rows *rows);
void index_rows_forget(struct index_rows *rows);
bool index_rows_failed(const struct index_rows *rows);

#endif
