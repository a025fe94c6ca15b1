/* SPDX-License-Identifier: ISC */
#ifndef PARSE_MAPTARGET_H
#define PARSE_MAPTARGET_H

/*
 * maptarget -- where an item of a Gopher map leads.
 */

#include <stdbool.h>

#include "parse/map.h"

/*
 * Selector, host and port of *item, whose type is set, as model/menu.h has
 * them. False, after map_bad(), if the fields say nothing that can be asked
 * for.
 */
bool map_target(const struct map_line *line, const struct map_fields *fields,
    struct menu_line *item);

#endif
