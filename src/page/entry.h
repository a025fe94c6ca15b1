/* SPDX-License-Identifier: ISC */
#ifndef PAGE_ENTRY_H
#define PAGE_ENTRY_H

/*
 * entry -- the nodes of a section as blocks.
 */

#include "base/arena.h"
#include "model/profile.h"
#include "model/doc.h"

/*
 * Append node to doc: its text, with fields and note as sentences of the same
 * block, and tight below it each of its links once. above is the node that
 * was appended just before, or NULL: items follow each other tightly.
 */
void entry_add(struct arena *a, struct doc *doc, const struct node *node,
    const struct node *above);

/* What to call a field: as its author did, else by its usual name. */
struct str field_label(const struct field *field);

#endif
