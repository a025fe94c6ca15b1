/* SPDX-License-Identifier: ISC */
#ifndef PAGE_HOME_H
#define PAGE_HOME_H

/*
 * home -- the page at "/": who this is, what is new, and the way to the rest.
 */

#include "base/arena.h"
#include "model/profile.h"
#include "model/doc.h"
#include "proto/origin.h"

#define HOME_POSTS 3 /* as many of the log */

/* Where it stands: "/", or "/zh" for a translation. */
struct str home_path(struct arena *a, const struct profile *p);

struct doc *home_page(struct arena *a, const struct profile *p,
    const struct origin *o);

#endif
