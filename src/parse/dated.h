/* SPDX-License-Identifier: ISC */
#ifndef PARSE_DATED_H
#define PARSE_DATED_H

/*
 * dated -- the dates of entries, and what follows from them: order and pages.
 */

#include "base/arena.h"
#include "base/diag.h"
#include "model/profile.h"

/* Whether items of such a section are entries, which may have dates (G16). */
bool dated_is(enum section_id id);

/*
 * Take the dates off the texts of the entries of s, or of their fields Dates.
 * Dates that do not exist are warnings [bad-date] and stay what they are.
 */
void dated_read(struct section *s, struct diags *d);

/*
 * Put each list of entries in order, the newest first, if that is what s asks
 * for. An entry without dates stays below the one that it stood below.
 */
void dated_sort(struct arena *a, struct section *s);

/* Give news of one day the slugs of their pages. */
void dated_name(struct arena *a, struct section *s, struct diags *d);

#endif
