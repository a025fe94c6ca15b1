/* SPDX-License-Identifier: ISC */
#ifndef SITE_EXCERPT_H
#define SITE_EXCERPT_H

/*
 * excerpt -- an entry of a bibliography as a file that needs no other.
 */

#include "base/arena.h"
#include "base/diag.h"
#include "model/bib.h"

/* What may be put around the entries of a bibliography, in bytes. */
#define EXCERPT_EXTRA_MAX ((size_t)16 << 20)

struct excerpts {
	struct arena *arena;
	struct diags *diags;
	const struct bib_string **strings; /* of the entry at hand */
	size_t count;
	size_t *taken; /* by a string's number: the entry that took it last */
	size_t entry;  /* the one at hand, from 1 */
	size_t extra;  /* bytes so far */
	bool full;
};

void excerpts_init(struct excerpts *x, struct arena *a, struct diags *d,
    const struct bib *bib);

/*
 * The entry as it was written, behind the strings that it and its parent are
 * made of, and before that parent: the order that BibTeX asks for. From where
 * all that is more than EXCERPT_EXTRA_MAX it is the entry alone, which is a
 * warning [bib-limit].
 */
struct str excerpts_of(struct excerpts *x, const struct bib_entry *e);

#endif
