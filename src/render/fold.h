/* SPDX-License-Identifier: ISC */
#ifndef RENDER_FOLD_H
#define RENDER_FOLD_H

/*
 * fold -- text as Gopher's clients can show it.
 *
 * Gopher has no way to name a charset. Letters stay what they are, but
 * typographic quotes, dashes, ellipsis and ligatures, which old clients garble
 * even in UTF-8, have a plain spelling (gopher rule 27). Where a client knows
 * fewer letters than those of UTF-8, the others have the nearest spelling too;
 * it is for reading, and there is no way back. All text here is valid UTF-8,
 * and whatever comes out has only characters of the charset. What is no prose
 * is for render/columns.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "base/charset.h"
#include "base/str.h"

/*
 * text with that spelling. Accents go before letters do; signs have words, with
 * a blank where these would run into others; Greek and Cyrillic are romanised,
 * and a Greek letter on its own has its name. What a reader takes for one
 * character and has no spelling is one '?'. In a, or text itself.
 */
struct str fold_text(struct arena *a, struct str text, enum charset charset);

/*
 * Whether what text says can still be read in the charset: at most one in four
 * of its characters, not counting blanks, becomes a '?'. A long text is judged
 * by its first 64 KiB.
 */
bool fold_is_readable(struct str text, enum charset charset);

#endif
