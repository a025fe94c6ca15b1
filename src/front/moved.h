/* SPDX-License-Identifier: ISC */
#ifndef FRONT_MOVED_H
#define FRONT_MOVED_H

/*
 * moved -- the menu that leads Gopher's readers to where a page is now.
 *
 * Gopher has no redirects: an error item says so, and a second item leads on.
 */

#include "base/buf.h"
#include "base/str.h"
#include "site/shelf.h"

/*
 * Append the menu for target, an encoded path or a URI. A page has its title,
 * what is elsewhere its URL. What is only on Gemini is linked there, if the
 * capsule is served there.
 */
void moved_menu(struct buf *out, const struct shelf *shelf, struct str target);

#endif
