/* SPDX-License-Identifier: ISC */
#ifndef SITE_CRLF_H
#define SITE_CRLF_H

/*
 * crlf -- a stored text file as Gopher sends it.
 */

#include "base/arena.h"
#include "base/charset.h"
#include "base/str.h"

/*
 * text with every line ended by CRLF (O-30), and a blank behind a lone dot,
 * which some clients take for the end; in the charset if it is UTF-8, with
 * every character in its columns as in fold_line, since files have tables. text
 * itself, not a copy, if that changes nothing, or if it holds a NUL and so is
 * no text in lines. In a.
 */
struct str crlf_text(struct arena *a, struct str text, enum charset charset);

#endif
