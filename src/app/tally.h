/* SPDX-License-Identifier: ISC */
#ifndef APP_TALLY_H
#define APP_TALLY_H

/*
 * tally -- numbers of things, in the words that all commands use for them.
 */

#include <stddef.h>

#include "base/buf.h"
#include "base/diag.h"
#include "site/eyes.h"

/* "1,234". */
void tally_number(struct buf *out, size_t number);

/* "1 page", "1,234 pages". */
void tally_count(struct buf *out, size_t count, const char *what);

/* "310 kB". */
void tally_size(struct buf *out, uint64_t bytes);

/* By level: "0 errors, 1 warning, 2 hints". */
void tally_findings(struct buf *out, const size_t count[DIAG_ERROR + 1]);

/*
 * "53 pages and 21 files (1.2 MB; 3 large ones, 240 MB, stay in the folder), 2
 * feeds".
 */
void tally_served(struct buf *out, const struct eyes_counts *counts);

#endif
