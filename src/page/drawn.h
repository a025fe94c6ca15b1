/* SPDX-License-Identifier: ISC */
#ifndef PAGE_DRAWN_H
#define PAGE_DRAWN_H

/*
 * drawn -- lines of text that are to be looked at, or to be read.
 */

#include <stdbool.h>

#include "base/str.h"
#include "page/typed_line.h"

#define DRAWN_LABEL_MAX 60 /* columns of a line that may be a heading */

/* One sign over and over, or two by turns: a line for the eye only. */
bool drawn_is_rule(struct str text);

/*
 * "==== Text ====": the same sign on both sides, and as often. *inner, which
 * may be text's, is untouched if it is not that.
 */
bool drawn_is_framed(struct str text, struct str *inner);

/*
 * Whether the lines lose by being set in another font: art, tables, a form.
 * Rules among them do not count, but several with nothing else are a drawing.
 */
bool drawn_is(struct typed lines);

#endif
