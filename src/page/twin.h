/* SPDX-License-Identifier: ISC */
#ifndef PAGE_TWIN_H
#define PAGE_TWIN_H

/*
 * twin -- the same page over the other protocols and on the web.
 */

#include "base/arena.h"
#include "model/doc.h"
#include "proto/origin.h"

/* The URL of the page on the web, or empty. */
struct str twin_web_url(struct arena *a, const struct doc *doc,
    const struct origin *o);

/*
 * Append the ways to where else a doc is that is complete, doc->menu included:
 * for readers of each protocol to the other, and for all to web, if that is not
 * empty. doc->elsewhere, if there is one, is shown to whoever has one of them.
 */
void twin_add(struct arena *a, struct doc *doc, const struct origin *o,
    struct str web);

#endif
