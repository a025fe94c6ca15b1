/* SPDX-License-Identifier: ISC */
#ifndef PARSE_GPH_H
#define PARSE_GPH_H

/*
 * gph -- a Gopher menu as geomyidae has it: index.gph, name.gph.
 */

#include <stdbool.h>

#include "parse/map.h"

/*
 * The lines of source into *menu, which menu_init() has made; false as
 * gophermap_read() is.
 *
 *	[type|text|path|host|port]	"server" and "port" are ours, \| is |
 *	[|text				text, whatever it begins with
 *	text				text
 */
bool gph_read(struct menu *menu, struct str source,
    const struct map_place *place);

#endif
