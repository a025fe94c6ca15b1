/* SPDX-License-Identifier: ISC */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

/*
 * nearest -- the name that was perhaps meant.
 *
 *	struct nearest n = nearest_to(STR("captule"));
 *	nearest_look(&n, STR("capsule"));	for each name that there is
 *	n.name					is empty if none is near
 *
 * Near is at most a third of the letters put in, taken out or changed, or
 * swapped with the next one, letter case aside. Names above 64 bytes are near
 * to nothing.
 */

#include <stddef.h>

#include "base/str.h"

struct nearest {
	struct str wanted;
	struct str name; /* the nearest so far, as it was given */
	size_t limit;	 /* edits that are too many */
};

struct nearest nearest_to(struct str wanted);
void nearest_look(struct nearest *n, struct str name);

#endif
