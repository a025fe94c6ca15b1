/* SPDX-License-Identifier: ISC */
#ifndef PARSE_HEADER_H
#define PARSE_HEADER_H

/*
 * header -- the fields at the top of a written profile (G10, G14).
 */

#include "parse/draft.h"
#include "parse/lines.h"

/*
 * Whether lines begin as a written profile does: with a field whose key is
 * known or nearly so, or with the heading of a known section.
 */
bool header_is_written(const struct line_list *lines);

/*
 * Reads fields until the first heading or text; returns how many lines that
 * were. A line with an unknown key among them is a warning, and text.
 */
size_t header_read(struct draft *d, const struct line_list *lines);

/*
 * Reads the field with a known key that stands first in rest lines, with the
 * indented lines that continue it. Returns how many lines that were, or 0.
 */
size_t header_field(struct draft *d, const struct line *line, size_t rest);

#endif
