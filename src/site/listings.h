/* SPDX-License-Identifier: ISC */
#ifndef SITE_LISTINGS_H
#define SITE_LISTINGS_H

/*
 * listings -- pages of folders that have none of their own.
 *
 * A folder in which files or folders are served, and for which there is neither
 * a page of the profile nor an index file nor a map, gets a page with a link to
 * each of them (G-55), as page/listing.h has it: those named with a day first,
 * the newest on top, which programs can subscribe to; then folders, then the
 * rest by name. What a text calls itself goes before its name.
 *
 * Above them stands what the folder's header says, which is gemtext:
 * header.gmi, or the hidden files that other servers take for that,
 * .directory-listing-ok (Agate) and .mollyhead (Molly Brown). The first line of
 * gophertag (gophernicus) is a title, also of a folder with a page of its own.
 * None of these is served or listed, but a header.gmi that stands above no
 * listing.
 */

#include "base/arena.h"
#include "base/diag.h"
#include "model/doc.h"
#include "model/guarded.h"
#include "proto/origin.h"
#include "site/files.h"
#include "site/policy.h"

struct listings {
	struct arena *arena;
	struct diags *diags;
	const struct origin *origin;   /* its host is the root's name */
	const struct guarded *guarded; /* NULL = nothing is */
	const struct policy *policy;   /* NULL = none; may switch them off */
	struct str lang;	       /* may be empty */
};

/*
 * docs, all that there are, or NULL, with the listings behind them; files and
 * docs without the headers that stand in these. A listing of a zone is on
 * Gemini alone, what is in a zone stands in no listing outside of it, and what
 * a rule answers for in none.
 */
struct doc *listings_add(const struct listings *l, struct doc *docs,
    struct files *files);

/* Whether a file of that name says something of its folder, and no more. */
bool listings_is_head(struct str name);

/* Whether it says that the folder is meant to be seen, as those and headers. */
bool listings_is_wanted(struct str name);

#endif
