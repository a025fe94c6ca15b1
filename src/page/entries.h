/* SPDX-License-Identifier: ISC */
#ifndef PAGE_ENTRIES_H
#define PAGE_ENTRIES_H

/*
 * entries -- the entries of a bibliography as nodes of a section (G16).
 */

#include "base/arena.h"
#include "base/diag.h"
#include "model/profile.h"

/*
 * Put p->bib into the section Publications of p, which is the caller's own,
 * in place of its paragraphs that begin with "@include". One that names
 * nothing, or a kind of which there is none, is a warning [bad-include] and
 * stays text. A list of some length that ends its section, or what stands
 * below a heading of its author, has headings for its years.
 */
void entries_add(struct arena *a, struct profile *p, struct diags *d);

#endif
