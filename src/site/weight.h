/* SPDX-License-Identifier: ISC */
#ifndef SITE_WEIGHT_H
#define SITE_WEIGHT_H

/*
 * weight -- what a reader should know of a file before asking for it.
 */

#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* "999 B", "310 kB", "1.2 MB", "31 GB": enough to decide by. */
struct str weight_size(struct arena *a, uint64_t bytes);

/*
 * What a reader should know besides text of the file it leads to, of that path
 * and so many bytes: "PDF, 310 kB", or "310 kB" where text has "pdf" in it.
 */
struct str weight_words(struct arena *a, struct str text, struct str path,
    uint64_t bytes);

/*
 * text, which leads to a file of that path and so many bytes, and in
 * parentheses its kind and size: "The paper (PDF, 310 kB)". Its kind is the
 * suffix of its name, and not said twice.
 */
struct str weight_label(struct arena *a, struct str text, struct str path,
    uint64_t bytes);

#endif
