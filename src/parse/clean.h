/* SPDX-License-Identifier: ISC */
#ifndef PARSE_CLEAN_H
#define PARSE_CLEAN_H

/*
 * clean -- the bytes of a source line as text (G1).
 */

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

/*
 * How many characters of raw cannot be text: invalid UTF-8, controls but TAB,
 * bidi marks. The first `most` of them become errors; counting stops there.
 * place is that of raw's first byte.
 */
size_t clean_check(struct str raw, struct place place, size_t most,
    struct diags *d);

/*
 * raw, which is UTF-8, as text that can be checked: controls but TAB are
 * blanks, what reorders text and byte order marks are gone (T-13, T-14). For
 * what is to be shown, whatever it holds. May view raw.
 */
struct str clean_loose(struct arena *a, struct str raw);

/*
 * raw in NFC, with one space for every run of blanks and none at its ends. May
 * view raw. For checked text only, as all that follow.
 */
struct str clean_text(struct arena *a, struct str raw);

/* raw in NFC, without blanks at its end, and TABs to every eighth column. */
struct str clean_pre(struct arena *a, struct str raw);

/* The blanks that raw begins with: in characters, and in columns. */
struct margin {
	size_t chars;
	size_t columns;
};
struct margin clean_margin(struct str raw);

#endif
