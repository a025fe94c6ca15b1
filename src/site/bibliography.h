/* SPDX-License-Identifier: ISC */
#ifndef SITE_BIBLIOGRAPHY_H
#define SITE_BIBLIOGRAPHY_H

/*
 * bibliography -- the .bib files of a capsule: read, and served again.
 */

#include "base/arena.h"
#include "base/diag.h"
#include "base/folder.h"
#include "model/bib.h"
#include "model/profile.h"
#include "site/files.h"

struct bibliography {
	struct bib bib;
	struct str bytes; /* of all its files */
};

/*
 * Read the files that the fields Bibliography of p name, or publications.bib,
 * if there is one, without such fields. One that cannot be read is a warning
 * at its field.
 */
void bibliography_load(struct bibliography *b, const struct folder *folder,
    struct arena *a, const struct profile *p, struct diags *d);

/*
 * Add to files a file for each entry, as it was written and with what it
 * refers to, and one with all of them, unless the capsule has one of that
 * name. An entry in a zone has no file outside of it.
 */
void bibliography_files(const struct bibliography *b, struct arena *a,
    const struct guarded *g, struct files *files, struct diags *d);

#endif
