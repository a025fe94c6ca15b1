/* SPDX-License-Identifier: ISC */
#ifndef SITE_REWRITE_H
#define SITE_REWRITE_H

/*
 * rewrite -- changes to a profile's source: text to text.
 *
 * file is the name in findings. What is written is read again before it is
 * given back, so that nobody is left with a source that has errors.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"

/*
 * Append source as a written profile (G19, G20): a raw page in fields and
 * sections, so that nothing needs to be guessed any more; a written profile
 * byte for byte. False, and nothing appended, if there are errors.
 */
bool rewrite_format(struct str source, struct str file, struct diags *d,
    struct buf *out);

/*
 * Append source with day, "2026-04-17", put to each item of news that has no
 * date; all other bytes stay. *count is how many these were. False, and nothing
 * appended, if there are errors.
 */
bool rewrite_stamp(struct str source, struct str file, struct str day,
    struct diags *d, struct buf *out, size_t *count);

/* Whether text is a day that there is, as "2026-04-17". */
bool rewrite_is_day(struct str text);

/* The Timezone that source names, in a; empty if none, or there are errors. */
struct str rewrite_timezone(struct arena *a, struct str source);

#endif
