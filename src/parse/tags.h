/* SPDX-License-Identifier: ISC */
#ifndef PARSE_TAGS_H
#define PARSE_TAGS_H

/*
 * tags -- what HTML within a text says.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

/*
 * html without its tags, in lines: a tag ends one unless it stands within
 * running text, as <b> does; blanks and line ends around them are not tidied.
 * <code> is a backquote. Comments, scripts and style sheets are gone, and so is
 * a comment without an end. The entities that HTML needs are what they stand
 * for. *lost is set if a tag or more was lost with it; <br> and comments are
 * none. Linear in html.
 */
struct str tags_text(struct arena *a, struct str html, bool *lost);

#endif
