/* SPDX-License-Identifier: ISC */
#ifndef PAGE_FORMS_H
#define PAGE_FORMS_H

/*
 * forms -- the ways between the forms that a page has on Gopher.
 *
 * A home page leads to its other forms, and so into their trees; every form
 * but the usual one leads back to that, unless it is a text.
 */

#include "base/arena.h"
#include "model/doc.h"

/* Append them to a doc whose trees are known, or put them under Elsewhere. */
void forms_add(struct arena *a, struct doc *doc);

#endif
