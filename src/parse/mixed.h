/* SPDX-License-Identifier: ISC */
#ifndef PARSE_MIXED_H
#define PARSE_MIXED_H

/*
 * mixed -- sections that are not in the language of their profile.
 */

#include "base/diag.h"
#include "model/profile.h"

/*
 * A hint [mixed-language] for each section of a Chinese or Japanese profile
 * that has letters but no character of these scripts, and for each of an
 * English, German, French or Spanish one that has mostly such characters.
 * Publications are cited in whatever language they are in.
 */
void mixed_check(const struct profile *p, struct diags *d);

#endif
