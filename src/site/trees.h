/* SPDX-License-Identifier: ISC */
#ifndef SITE_TREES_H
#define SITE_TREES_H

/*
 * trees -- which forms pages and files have on Gopher.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "base/charset.h"
#include "base/diag.h"
#include "model/profile.h"
#include "model/doc.h"
#include "site/files.h"
#include "site/policy.h"

/* Whether pages are to be in ASCII too: the profile's word goes first. */
bool trees_want_ascii(const struct profile *p, const struct policy *policy);

/*
 * Set the trees of all docs and files that are on Gopher, and give the pages
 * the ways between them. A page is gemtext as well, but a map only what its
 * author wrote. If that is wanted, it
 * is there in ASCII if that can spell it, and so is a text file that needs to
 * be spelled. What an author has put at such a path goes first: at or below
 * TREE_ASCII_ROOT it is a warning [ascii-taken], and nothing is in ASCII. What
 * a rule of the policy (NULL = none) answers has no other forms.
 */
void trees_mark(struct arena *a, const struct profile *p,
    const struct policy *policy, struct doc *docs, const struct files *files,
    struct diags *d);

/*
 * Whether a page can be read in a charset: its title, and all that it says,
 * ways to others left aside.
 */
bool trees_can_spell(const struct doc *doc, enum charset charset);

/* Whether one of the docs is in a tree. */
bool trees_has(const struct doc *docs, enum tree tree);

#endif
