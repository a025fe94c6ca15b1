/* SPDX-License-Identifier: ISC */
#ifndef PAGE_FOOT_H
#define PAGE_FOOT_H

/*
 * foot -- what stands below every page but the first: when the text was last
 * gone over, the way home, and the same page over the other protocols.
 */

#include "base/arena.h"
#include "model/profile.h"
#include "model/doc.h"
#include "proto/origin.h"

/* Append it to a doc that is complete, doc->menu included. */
void foot_add(struct arena *a, struct doc *doc, const struct profile *p,
    const struct origin *o);

#endif
