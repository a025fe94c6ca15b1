/* SPDX-License-Identifier: ISC */
#ifndef PARSE_GOPHERMAP_H
#define PARSE_GOPHERMAP_H

/*
 * gophermap -- a Gopher menu as its author writes it (O-26).
 *
 * The dialect of Bucktooth, which pygopherd and spacecookie share, with what
 * gophernicus adds. Where one means text and the other an order, an order is
 * what it can be: "=file" of a name, "-file" in front of a listing or of one
 * that is there, ":ext=t", and "~", "%", "*" and "." alone on a line.
 */

#include <stdbool.h>

#include "parse/map.h"

#define GOPHERMAP_DEPTH_MAX 4	   /* maps within maps */
#define GOPHERMAP_INCLUDES_MAX 256 /* of one menu */

/*
 * The lines of source into *menu, which menu_init() has made. False, after a
 * warning, for what is no map: a program, or longer than MAP_MAX. "*" alone
 * is the map of a folder that has none.
 *
 *	text		no TAB: text
 *	Ttext TAB selector TAB host TAB port
 *			fields may be missing from the end: the selector is
 *			the text, or with * and ? in it all names in the folder
 *			that fit; host and port are ours
 *	!title		the first line that is no comment: the menu's title
 *	#remark		nothing
 *	-name		not in the listing below
 *	:ext=t		the item type of such names in the listing below
 *	=path		the lines of another map or text
 *	*  .		the end, with a listing of the folder or without
 *	~  %		lists that are not made here: a warning
 */
bool gophermap_read(struct menu *menu, struct str source,
    const struct map_place *place);

#endif
