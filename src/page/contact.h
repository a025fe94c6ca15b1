/* SPDX-License-Identifier: ISC */
#ifndef PAGE_CONTACT_H
#define PAGE_CONTACT_H

/*
 * contact -- how to reach the owner of the profile.
 */

#include "base/arena.h"
#include "model/profile.h"
#include "model/doc.h"

/*
 * Append a heading and every header field that no other part of the home page
 * shows: addresses first as links, then the rest as items. Nothing at all if
 * there is none.
 */
void contact_add(struct arena *a, struct doc *doc, const struct profile *p);

/* What the section Contact is called; empty without it and such fields. */
struct str contact_title(const struct profile *p);

/* Append the text of the section Contact, then the fields; no heading. */
void contact_add_full(struct arena *a, struct doc *doc,
    const struct profile *p);

/* Where its page stands; empty if an own page has that address. */
struct str contact_path(struct arena *a, const struct profile *p);

/* The page of all that, in the place of the section. NULL if it is empty. */
struct doc *contact_page(struct arena *a, const struct profile *p);

#endif
