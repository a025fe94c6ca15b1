/* SPDX-License-Identifier: ISC */
#ifndef PAGE_NEAREST_H
#define PAGE_NEAREST_H

/*
 * nearest -- the key that was perhaps meant.
 */

#include "base/str.h"
#include "model/bib.h"

/*
 * The key of bib with the fewest edits to this one, letter case aside; empty
 * if that is more than a third of it. Looks at the first 2,000 entries only.
 */
struct str nearest_key(const struct bib *bib, struct str key);

#endif
