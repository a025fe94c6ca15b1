/* SPDX-License-Identifier: ISC */
#ifndef SITE_SNIPPET_H
#define SITE_SNIPPET_H

/*
 * snippet -- the part of a text that shows why it was found, on one line.
 */

#include "base/arena.h"
#include "base/str.h"

#define SNIPPET_WIDTH 150 /* columns, without the dots where it was cut */

/*
 * What stands around the word at an offset of text, cut at words, in a. No
 * control character is in it; line ends are " / ".
 */
struct str snippet_of(struct arena *a, struct str text, size_t at);

#endif
