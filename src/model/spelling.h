/* SPDX-License-Identifier: ISC */
#ifndef MODEL_SPELLING_H
#define MODEL_SPELLING_H

/*
 * spelling -- whether a word is another one, or nearly.
 *
 * For valid UTF-8. Letter case is that of any script.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* Edits are counted in words of at most so many bytes. */
#define SPELLING_MAX ((size_t)32)

/*
 * Whether they can be the same at all, by their first bytes: cheap, for loops
 * over tables. Words begin with no blank and no hyphen.
 */
static inline bool
spelling_may_be(struct str a, struct str b)
{
	int differing;

	if (a.len == 0 || b.len == 0)
		return false;
	differing = a.at[0] ^ b.at[0];
	return differing == 0 ||
	       (differing == 0x20 && (unsigned char)a.at[0] < 0x80);
}

/* Equal but for letter case. */
bool spelling_same(struct str a, struct str b);

/* The order of their small letters, as str_cmp has it of bytes. */
int spelling_order(struct str a, struct str b);

/* Equal but for letter case, blanks and hyphens: "e-mail", "Email". */
bool spelling_alike(struct str a, struct str b);

/*
 * Whether at most limit edits lie between the words, and how many in *away:
 * letters put in, left out, mistaken, or swapped with their neighbour, but not
 * for the case of ASCII's. A byte counts as a letter. False, with *away
 * untouched or above limit, if not, and if one is longer than SPELLING_MAX.
 */
bool spelling_near(struct str a, struct str b, size_t limit, size_t *away);

#endif
