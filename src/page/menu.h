/* SPDX-License-Identifier: ISC */
#ifndef PAGE_MENU_H
#define PAGE_MENU_H

/*
 * menu -- a Gopher menu as a page for the other protocols.
 *
 * Every letter and digit of its texts stands in the document, in the same
 * order, and every item's target, in links.
 */

#include "base/arena.h"
#include "model/menu.h"
#include "model/doc.h"
#include "proto/origin.h"

/*
 * The menu that is served at path. Its title is the menu's; or else the first
 * text, if that is a heading, or a short line with nothing next to it, which
 * then is not said twice; or else empty, and whoever serves it knows better.
 * The language is empty, too. Own targets are encoded paths, to be completed by
 * site/link, or URLs.
 */
struct doc *menu_doc(struct arena *a, const struct menu *menu, struct str path,
    const struct origin *o);

/*
 * Where an item leads: an encoded path of ours or a URL; empty for what leads
 * nowhere. type is that of what a '+' stands in for, else its own.
 */
struct str menu_target(struct arena *a, const struct menu_line *line, char type,
    const struct origin *o);

#endif
