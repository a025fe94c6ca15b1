/* SPDX-License-Identifier: ISC */
#ifndef PAGE_TYPED_H
#define PAGE_TYPED_H

/*
 * typed -- text that was typed in lines, as the blocks that its author meant.
 *
 * Lines that were broken because they were full are one paragraph again; those
 * that were ended on purpose stay lines. Rules are left out, for nobody reads
 * them; no letter or digit is.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "model/doc.h"
#include "page/typed_line.h"

/*
 * Append lines, which are not drawn, to doc. margin is the left edge of the
 * page's text: a paragraph further in is a quotation. The first block is tight
 * if the caller says so, the others are.
 */
void typed_add(struct arena *a, struct doc *doc, struct typed lines,
    size_t margin, bool tight);

/* The same, exactly as they are; they may hold blank lines. */
void typed_add_drawn(struct arena *a, struct doc *doc, struct typed lines,
    bool tight);

#endif
