/* SPDX-License-Identifier: ISC */
#ifndef PAGE_PERSON_H
#define PAGE_PERSON_H

/*
 * person -- who the owner of the profile is, in a line.
 */

#include "base/arena.h"
#include "model/profile.h"
#include "model/doc.h"

/* Every value of the key, since most may be repeated: "One; Two". */
struct str person_values(struct arena *a, const struct profile *p,
    enum key key);

/* "Position, Department, Institution. Degree. Field": what of it there is. */
struct str person_line(struct arena *a, const struct profile *p);

/* Append that and, on a line of their own, the pronouns. */
void person_add(struct arena *a, struct doc *doc, const struct profile *p);

#endif
