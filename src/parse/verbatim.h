/* SPDX-License-Identifier: ISC */
#ifndef PARSE_VERBATIM_H
#define PARSE_VERBATIM_H

/*
 * verbatim -- source text to be shown as it is.
 */

#include "base/arena.h"
#include "base/str.h"

/*
 * source, which is UTF-8, in lines that each end in LF, for a fence: TABs and
 * controls are blanks, marks that reorder text are dropped.
 */
struct str verbatim_lines(struct arena *a, struct str source);

/* source as UTF-8: a byte that is none is one of Latin-1, or U+FFFD. */
struct str verbatim_decode(struct arena *a, struct str source);

#endif
