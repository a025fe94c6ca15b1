/* SPDX-License-Identifier: ISC */
#ifndef SITE_EXTRAS_H
#define SITE_EXTRAS_H

/*
 * extras -- the files that a capsule has without its author writing them.
 *
 * Each yields to a file of that name in the folder. The hidden folder
 * .well-known is no exception to X-10: of what could stand there, only the
 * security.txt that is made here is served.
 */

#include "base/arena.h"
#include "base/diag.h"
#include "model/profile.h"
#include "model/doc.h"
#include "proto/origin.h"
#include "site/files.h"

struct extras {
	struct arena *arena;
	struct diags *diags;
	const struct profile *profile; /* with its translations */
	const struct origin *origin;
	struct date today; /* unknown: nothing is said to expire */
};

/*
 * Add those that each language has: resume.json and, empty so far, cv.txt, if
 * the profile has a curriculum vitae.
 */
void extras_add_cv(const struct extras *e, struct files *files);

/* It has the forms of the page, one of docs, that it is made of. */
void extras_mark_cv(const struct extras *e, const struct files *files,
    const struct doc *docs);

/* Write cv.txt, once the links of its page, one of docs, are known. */
void extras_fill_cv(const struct extras *e, const struct files *files,
    const struct doc *docs);

/*
 * Add those of the whole capsule: robots.txt, empty so far; with Icon,
 * favicon.txt; with Security-Contact, .well-known/security.txt (RFC
 * 9116); with "Source: yes" the source itself, as source/profile.txt. Values
 * they cannot be made of are warnings [bad-icon], [bad-security], [bad-source],
 * [bad-robots].
 */
void extras_add_site(const struct extras *e, struct str source,
    struct files *files);

/* Write robots.txt, once it is known whether there are pages in TREE_ASCII. */
void extras_fill_robots(const struct extras *e, const struct files *files,
    bool ascii);

#endif
