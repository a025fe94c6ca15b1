/* SPDX-License-Identifier: ISC */
#ifndef PARSE_BIBTEX_H
#define PARSE_BIBTEX_H

/*
 * bibtex -- .bib files to model (G18).
 *
 * Total and linear. A damaged entry costs what is damaged of it and a warning
 * with its place, never what stands around it: every "@type{key," is an entry
 * of the result, or in a finding. Text outside entries is comment, as BibTeX
 * has it, and so are lines behind '%' within them. A key that is there already
 * is told: the first entry of that key stays. Entries beyond
 * BIBTEX_ENTRIES_MAX, each of which would have a page, are left out with one
 * warning per file.
 */

#include "base/arena.h"
#include "base/diag.h"
#include "model/bib.h"

#define BIBTEX_SOURCE_MAX ((size_t)4 << 20) /* bytes of a file */
#define BIBTEX_ENTRIES_MAX 10000	    /* of all files */
#define BIBTEX_FIELDS_MAX 200		    /* of an entry */

struct bibtex {
	struct arena *arena;
	struct diags *diags;
	struct bib *bib;
	struct names strings; /* struct bib_string by name in small letters */
	size_t expanded;      /* bytes that they were replaced by */
	size_t user;	      /* the command that is being read, from 1 */
};

/* The entries of all files go to bib, which is empty. */
void bibtex_init(struct bibtex *b, struct arena *a, struct diags *d,
    struct bib *bib);

/*
 * Read one file. Returns what the sources of its entries are views of: source,
 * or if that is not UTF-8, its text with every foreign byte read as Latin-1,
 * which is a warning.
 */
struct str bibtex_read(struct bibtex *b, struct str source, struct str file);

/* After all files: gives entries slugs and parents, says what each lacks. */
void bibtex_finish(struct bibtex *b);

#endif
