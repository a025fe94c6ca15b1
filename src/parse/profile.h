/* SPDX-License-Identifier: ISC */
#ifndef PARSE_PROFILE_H
#define PARSE_PROFILE_H

/*
 * profile -- profile text to model (G1 to G20).
 *
 * With a field in its first line that is not blank or comment (its key known,
 * or nearly), or with the heading of a known section there, a source is a
 * written profile: header fields, then sections. Without, it is a raw page,
 * read by G19 and G20. Lists that are guessed are hints. Either way every word
 * of the source but comments, markers and known keys is in the model; the
 * title of a section without text is in a warning.
 */

#include "base/arena.h"
#include "base/diag.h"
#include "model/profile.h"

/*
 * The profile in source, or NULL if it had errors, which are in d. file is the
 * name used in places. The result lives in a and may view source.
 */
const struct profile *profile_parse(struct arena *a, struct str source,
    struct str file, struct diags *d);

/* The same for a source in a language, unless its own field Lang says which. */
const struct profile *profile_parse_in(struct arena *a, struct str source,
    struct str file, struct str lang, struct diags *d);

#endif
