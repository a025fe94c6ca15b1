/* SPDX-License-Identifier: ISC */
#ifndef PARSE_ITEM_H
#define PARSE_ITEM_H

/*
 * item -- an entry of a list, and what stands directly below a node.
 */

#include "parse/draft.h"
#include "parse/lines.h"

/*
 * Reads the item that stands first in rest lines from `line` on, with the
 * indented lines (G9) and links (G7) directly below it. Returns how many lines
 * that were.
 */
size_t item_read(struct draft *d, const struct line *line, size_t rest);

/* Gives node the links that stand first in the lines; returns their number. */
size_t item_links(struct draft *d, struct node *node, const struct line *line,
    size_t rest);

#endif
