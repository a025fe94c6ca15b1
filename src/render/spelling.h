/* SPDX-License-Identifier: ISC */
#ifndef RENDER_SPELLING_H
#define RENDER_SPELLING_H

/*
 * spelling -- what one writes for a character that cannot be shown.
 *
 * Tables, and look-ups in them; render/fold says when to ask. All spellings
 * are ASCII, and have no blanks but those of spelling_typographic. An empty one
 * says that there is none: letters with accents, ligatures and the like are
 * not here, for base/utf8 knows what they are made of.
 */

#include "base/str.h"

/* Of quotes, dashes and the like, which are out of place even in UTF-8. */
struct str spelling_typographic(uint32_t point);

/*
 * In running text, as many letters as it takes: "ss", "->", "EUR", in other
 * alphabets a common romanisation. Digits above the line have a '^' in front.
 */
struct str spelling_text(uint32_t point);

/* The English name of a Greek letter, which it has where it stands alone. */
struct str spelling_name(uint32_t point);

/* In one column: what draws a box, or looks or means most alike. */
struct str spelling_sign(uint32_t point);

#endif
