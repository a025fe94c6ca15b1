/* SPDX-License-Identifier: ISC */
#ifndef PAGE_CV_H
#define PAGE_CV_H

/*
 * cv -- the whole profile on one page, in the order of a curriculum vitae.
 */

#include "base/arena.h"
#include "model/profile.h"
#include "model/doc.h"

/* The same as one file of plain text, and for programs; from the root. */
#define CV_TEXT STR("cv.txt")
#define CV_RESUME STR("resume.json")

/*
 * Where it stands; empty if there is none: a profile without education,
 * positions and publications has nothing for it.
 */
struct str cv_path(struct arena *a, const struct profile *p);

/*
 * Who, how to reach them, then the sections as such documents have them; those
 * they have no place for stand last, without News and Log. Publications of the
 * bibliography are references, by year. Gopher shows it as a text.
 */
struct doc *cv_page(struct arena *a, const struct profile *p);

#endif
