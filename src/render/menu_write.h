/* SPDX-License-Identifier: ISC */
#ifndef RENDER_MENU_WRITE_H
#define RENDER_MENU_WRITE_H

/*
 * menu_write -- a menu of its author's as Gopher sends it (O-10).
 */

#include "base/buf.h"
#include "model/menu.h"
#include "proto/origin.h"

/*
 * All lines with all fields, own ones at o's host and port (O-14), and the
 * dot. No text is wrapped or cut: it is its author's page. The title stands
 * first, as the text that gophernicus marks with the selector TITLE.
 */
void menu_write(struct buf *out, const struct menu *menu,
    const struct origin *o);

#endif
