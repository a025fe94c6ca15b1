/* SPDX-License-Identifier: ISC */
#ifndef PARSE_BODY_H
#define PARSE_BODY_H

/*
 * body -- lines to sections and nodes (G6 to G12).
 */

#include "parse/draft.h"
#include "parse/lines.h"

/*
 * Reads rest lines from `line` on. Each list that is guessed, because its
 * items have no markers, is a hint [guess-list].
 */
void body_read(struct draft *d, const struct line *line, size_t rest);

#endif
