/* SPDX-License-Identifier: ISC */
#ifndef RENDER_COLUMNS_H
#define RENDER_COLUMNS_H

/*
 * columns -- lines of art and code as Gopher's clients can show them.
 *
 * What render/fold does for prose, where every character keeps its columns.
 */

#include "base/arena.h"
#include "base/charset.h"
#include "base/str.h"

/*
 * line, which is valid UTF-8, in characters of the charset: of a longer
 * spelling the first letters are left, and what has none is '?' in each column.
 * In UTF-8 nothing changes. In a, or line itself.
 */
struct str columns_fold(struct arena *a, struct str line, enum charset charset);

#endif
