/* SPDX-License-Identifier: ISC */
#ifndef PAGE_CONTACT_H
#define PAGE_CONTACT_H

/*
 * contact -- how to reach the owner of the profile.
 */

#include "base/arena.h"
#include "model/profile.h"
#include "page/doc.h"

/*
 * Append a heading and every header field that no other part of the home page
 * shows: addresses first as links, then the rest as items. Nothing at all if
 * there is none.
 */
void contact_add(struct arena *a, struct doc *doc, const struct profile *p);

#endif
