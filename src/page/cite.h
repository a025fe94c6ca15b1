/* SPDX-License-Identifier: ISC */
#ifndef PAGE_CITE_H
#define PAGE_CITE_H

/*
 * cite -- a profile with its bibliography put into it (G13, G16).
 */

#include "base/arena.h"
#include "base/diag.h"
#include "model/bib.h"
#include "model/profile.h"

/*
 * p as its pages are made of it. "[@key]" and "[@a; @b]" in paragraphs and
 * items become links of these; within a sentence the names of the publications
 * stand in the brackets, behind it nothing does. A key that no entry has is a
 * warning [unknown-cite], and the text stays.
 *
 * The section Publications, which is added if there is none, lists entries
 * where it says "@include all", "@include selected" or "@include type=TYPE",
 * and all at its end if it says nothing.
 */
const struct profile *cite_profile(struct arena *a, const struct profile *p,
    const struct bib *bib, struct diags *d);

#endif
