/* SPDX-License-Identifier: ISC */
#ifndef BASE_WRAP_H
#define BASE_WRAP_H

/*
 * wrap -- running text into lines of bounded display width.
 *
 * Breaks where UAX #14 allows one, so Chinese and Japanese wrap without
 * spaces and NBSP holds; never inside a URL, which goes from its scheme in
 * front of "://" to the next blank or Chinese or Japanese character, nor behind
 * the hyphen of a compound. A word wider than the line stands on a line of its
 * own, whole: wrap never cuts.
 */

#include "base/arena.h"
#include "base/str.h"

struct lines {
	struct str *at; /* views into the text, without blanks at either end */
	size_t count;
};

/*
 * The lines of text, each at most width columns wide unless it is one
 * unbreakable word. Empty text gives no lines. text must be valid UTF-8
 * without line ends; the array lives in a.
 */
struct lines wrap_text(struct arena *a, struct str text, size_t width);

#endif
