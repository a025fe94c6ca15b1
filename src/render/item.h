/* SPDX-License-Identifier: ISC */
#ifndef RENDER_ITEM_H
#define RENDER_ITEM_H

/*
 * item -- where a link leads, in Gopher's terms.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "model/doc.h"
#include "proto/gopher.h"
#include "render/render.h"

/*
 * The menu item of a link: a path at our host, URLs of gopher, finger, telnet
 * and tn3270 natively (O-23, O-24), every other one as 'h' with "URL:" (O-22).
 * False if there is no such item: without a target, or for a gopher URL that is
 * none, or of a type that is no link, which no client could follow behind
 * "URL:" (gopher rule 25).
 */
bool item_of(struct arena *a, const struct block *link,
    const struct gopher_form *form, struct gopher_target *item);

/*
 * The URL that a link leads to from a page of the form: its target's, or that
 * of a path on Gopher. Empty if there is none.
 */
struct str item_link(struct arena *a, const struct block *link,
    const struct gopher_form *form);

/*
 * What the link is called in a form: its label, or its target where the charset
 * cannot spell that.
 */
struct str item_label(struct arena *a, const struct block *link,
    const struct gopher_form *form);

#endif
