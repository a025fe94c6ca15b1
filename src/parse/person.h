/* SPDX-License-Identifier: ISC */
#ifndef PARSE_PERSON_H
#define PARSE_PERSON_H

/*
 * person -- BibTeX's lists of names.
 */

#include "base/arena.h"
#include "base/str.h"
#include "model/bib.h"

/*
 * The people of a list such as "Knuth, Donald E. and Guy L. {Steele Jr.} and
 * others", in TeX. "Last, First" and "Last, Jr, First" are turned round; what
 * stands in braces is one word, and a name with yet more commas is kept as it
 * is. Names without any letters are left out.
 */
struct bib_people person_list(struct arena *a, struct str tex);

#endif
