/* SPDX-License-Identifier: ISC */
#ifndef PARSE_LOOKALIKE_H
#define PARSE_LOOKALIKE_H

/*
 * lookalike -- letters that only look like letters.
 */

#include "base/diag.h"
#include "base/str.h"

/*
 * A hint [look-alike] at the first word of raw that is made of mathematical
 * alphabets, or of letters in circles and squares, as fonts for titles are
 * faked: screen readers spell them out or skip them, and no search finds them.
 * A single such letter is a symbol, and stays one. place is that of raw's first
 * byte.
 */
void lookalike_check(struct str raw, struct place place, struct diags *d);

#endif
