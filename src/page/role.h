/* SPDX-License-Identifier: ISC */
#ifndef PAGE_ROLE_H
#define PAGE_ROLE_H

/*
 * role -- the short form of a position or degree: "ROLE, INSTITUTION, PLACE"
 * (G16).
 *
 * For programs only; readers see the text as it was written.
 */

#include "base/str.h"

/* Views into the text; what is not told is empty. */
struct role {
	struct str title;
	struct str organisation; /* with its departments */
	struct str place;
};

/*
 * Commas in brackets part nothing. The organisation ends in the last part that
 * is one by its words, or is the second part; the title is all in front of
 * where it begins, the place what follows and begins with a capital. Without a
 * comma, " at " stands in its place.
 */
struct role role_of(struct str text);

#endif
