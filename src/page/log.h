/* SPDX-License-Identifier: ISC */
#ifndef PAGE_LOG_H
#define PAGE_LOG_H

/*
 * log -- the posts of the folder log/: one page each, and their list.
 */

#include "base/arena.h"
#include "model/profile.h"
#include "model/doc.h"

/*
 * The list and then the posts, linked by next; NULL without posts. The list
 * begins with the section Log, if there is one, in whose place it stands.
 */
struct doc *log_pages(struct arena *a, const struct profile *p);

/* Where the list stands: "/log". */
struct str log_path(struct arena *a, const struct profile *p);
struct str log_title(const struct profile *p);

/*
 * Append links to the first max posts, each beginning with its day, which makes
 * the page one that clients can subscribe to (S-01).
 */
void log_add(struct arena *a, struct doc *doc, const struct profile *p,
    size_t max);

#endif
