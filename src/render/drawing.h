/* SPDX-License-Identifier: ISC */
#ifndef RENDER_DRAWING_H
#define RENDER_DRAWING_H

/*
 * drawing -- which lines of a menu Lagrange takes for a drawing.
 *
 * Menus do not say which of their lines are prose. Lagrange guesses, line by
 * line: three blanks, three signs that diagrams are made of, or eight equal
 * characters in a row make a preformatted block, with a gap around it and
 * without wrapping (gopher rule 24). It looks through characters that are
 * neither ASCII nor box drawing: the blanks around them are in a row. Prose in
 * Greek or Cyrillic hence looks drawn to it, and nothing but the pages' gemtext
 * helps against that.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

/* Whether it takes line for one. */
bool drawing_is(struct str line);

/*
 * Prose that is none but for the blanks between words of such a script: with
 * one blank for several, and one more within each other run. A URL is left
 * alone: it is worth more in one piece than in a proportional font.
 */
struct str drawing_avoid(struct arena *a, struct str text);

/*
 * A line of art or code that is one: with three blanks behind it if it would
 * not be and width columns have room for them.
 */
struct str drawing_keep(struct arena *a, struct str line, size_t width);

#endif
