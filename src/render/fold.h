/* SPDX-License-Identifier: ISC */
#ifndef RENDER_FOLD_H
#define RENDER_FOLD_H

/*
 * fold -- text as Gopher's clients can show it.
 *
 * Gopher has no way to name a charset. Letters stay what they are, but
 * typographic quotes, dashes, ellipsis and ligatures, which old clients garble
 * even in UTF-8, have a plain spelling (gopher rule 27).
 */

#include "base/arena.h"
#include "base/str.h"

/* text with that spelling; what has none is kept. Valid UTF-8 both ways. */
struct str fold_text(struct arena *a, struct str text);

#endif
