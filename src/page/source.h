/* SPDX-License-Identifier: ISC */
#ifndef PAGE_SOURCE_H
#define PAGE_SOURCE_H

/*
 * source -- the source of the pages, for those who ask how they are made.
 */

#include <stdbool.h>

#include "model/profile.h"

/* Where it can be had, from the root. */
#define SOURCE_NAME "source/profile.txt"
#define SOURCE_FILE STR(SOURCE_NAME)

/* Whether its author says so: it shows the comments. */
bool source_is_wanted(const struct profile *p);

/* Only if it is wanted, and shows nothing that is guarded elsewhere (O-55). */
bool source_is_served(const struct profile *p);

#endif
