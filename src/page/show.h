/* SPDX-License-Identifier: ISC */
#ifndef PAGE_SHOW_H
#define PAGE_SHOW_H

/*
 * show -- what of the sections stands on the home page.
 */

#include "base/arena.h"
#include "model/profile.h"
#include "model/doc.h"

#define HOME_NEWS 5	/* as many of the news items */
#define HOME_STUDENTS 8 /* with more, students stand on their own page only */

/*
 * Append the first news, the first paragraph of About and the students, and as
 * many items of these and others as their fields Home say.
 */
void show_add(struct arena *a, struct doc *doc, const struct profile *p);

#endif
