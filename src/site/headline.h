/* SPDX-License-Identifier: ISC */
#ifndef SITE_HEADLINE_H
#define SITE_HEADLINE_H

/*
 * headline -- what a text calls itself.
 */

#include "base/arena.h"
#include "model/doc.h"
#include "site/files.h"

#define HEADLINE_MAX 120 /* columns; what is longer is cut */

/* The title of a page, else its first heading; empty without both. */
struct str headline_of_doc(struct arena *a, const struct doc *doc);

/*
 * The first heading of gemtext; of a .txt file the first lines, if they are
 * marked as a title or stand alone above the rest as one does. Empty if there
 * is none, as in all other files. Cleaned.
 */
struct str headline_of_file(struct arena *a, const struct file *f);

#endif
