/* SPDX-License-Identifier: ISC */
#ifndef SITE_WEIGHT_H
#define SITE_WEIGHT_H

/*
 * weight -- what a reader should know of a file before asking for it.
 */

#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/*
 * text, which leads to a file of that path and so many bytes, and in
 * parentheses its kind and size: "The paper (PDF, 310 kB)". Its kind is the
 * suffix of its name, and not said twice.
 */
struct str weight_label(struct arena *a, struct str text, struct str path,
    uint64_t bytes);

#endif
