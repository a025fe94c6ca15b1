/* SPDX-License-Identifier: ISC */
#ifndef PARSE_GAP_H
#define PARSE_GAP_H

/*
 * gap -- where an address got lost on the way from a page to its text.
 */

#include "base/diag.h"
#include "base/str.h"

/*
 * A hint [gap] for each blank behind a word that a lone full stop or comma
 * follows: "via email at ." place is that of raw's first byte.
 */
void gap_check(struct str raw, struct place place, struct diags *d);

#endif
