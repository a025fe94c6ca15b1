/* SPDX-License-Identifier: ISC */
#ifndef PAGE_SOURCE_H
#define PAGE_SOURCE_H

/*
 * source -- the source of the pages, for those who ask how they are made.
 */

#include <stdbool.h>

#include "model/profile.h"

/* Where it can be had, from the root. */
#define SOURCE_FILE STR("source/profile.txt")

/* Only if its author says so: it shows the comments. */
bool source_is_served(const struct profile *p);

#endif
