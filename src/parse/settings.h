/* SPDX-License-Identifier: ISC */
#ifndef PARSE_SETTINGS_H
#define PARSE_SETTINGS_H

/*
 * settings -- the fields directly below the heading of a section (G15).
 */

#include "parse/draft.h"
#include "parse/lines.h"

/*
 * Reads the fields with known keys that stand first in rest lines, for the open
 * chapter. A value that is none is a warning [bad-setting], and ends them: that
 * line is text. Returns how many lines they were.
 */
size_t settings_read(struct draft *d, const struct line *line, size_t rest);

#endif
