/* SPDX-License-Identifier: ISC */
#ifndef PARSE_TITLE_H
#define PARSE_TITLE_H

/*
 * title -- the titles of a raw page, which lost their marks (G20).
 */

#include "base/diag.h"
#include "parse/lines.h"

/*
 * Makes headings of the lines, from the second that is not blank on, that hold
 * nothing but the title of a known section, and gives a hint [guess-title] for
 * each. Not of two of them in a row, which are the menu of a web site, nor of
 * one that may be the end of a wrapped line.
 */
void title_read(struct line_list *lines, struct diags *d);

#endif
