/* SPDX-License-Identifier: ISC */
#ifndef PARSE_TEX_H
#define PARSE_TEX_H

/*
 * tex -- the TeX that stands in bibliographies, as text for readers.
 *
 * Total and linear: any bytes give clean text in the sense of model/profile.h.
 * Controls and marks that reorder text are dropped, and bytes that are no
 * UTF-8 become U+FFFD.
 */

#include "base/arena.h"
#include "base/str.h"

/*
 * TeX as text: accents and special letters as Unicode, "--" and "``" as dashes
 * and quotes, without braces and commands for fonts; \url{u} as u and
 * \href{u}{t} as "t (u)". Math between dollars is left as it is, and so is a
 * command that nobody knows, with its backslash: it may be all that is there.
 */
struct str tex_text(struct arena *a, struct str tex);

/*
 * A value that is an address or a path: nothing in it is typography but what
 * TeX needs before it takes a sign literally ("\_", "{\~{}}", "\url{u}").
 */
struct str tex_address(struct arena *a, struct str tex);

/* Only made clean: a key. */
struct str tex_plain(struct arena *a, struct str text);

#endif
