/* SPDX-License-Identifier: ISC */
#ifndef PARSE_WRITE_H
#define PARSE_WRITE_H

/*
 * write -- the way back: a profile as the text of a written one.
 *
 * What was read as a raw page comes out in fields and sections, with a marker
 * for all that was guessed (G6 to G13), so that reading it again gives the same
 * profile, without the guesses. It is a part of parse/ because whether a line
 * needs a backslash is asked of those who read it.
 */

#include "base/buf.h"
#include "model/profile.h"

/*
 * Append p as a written profile: header fields, then sections, running text in
 * lines of at most 78 columns that never part a URL. Comments stand in front of
 * what they stood before. What the model has not, such as blank lines and the
 * numbers of items, is gone.
 */
void profile_write(const struct profile *p, struct buf *out);

#endif
