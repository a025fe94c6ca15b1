/* SPDX-License-Identifier: ISC */
#ifndef SITE_POST_TEXT_H
#define SITE_POST_TEXT_H

/*
 * post_text -- what a post says, where it stands in full in a feed.
 */

#include <stddef.h>

#include "base/arena.h"
#include "model/doc.h"
#include "site/files.h"

/*
 * A file of plain text, line for line, as people write a phlog. NULL if it is
 * none, has more than max bytes, or is large.
 */
struct doc *post_text(struct arena *a, const struct file *f, size_t max);

/* The bytes of a document's words. Linear in its blocks. */
size_t post_len(const struct doc *doc);

#endif
