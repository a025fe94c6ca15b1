/* SPDX-License-Identifier: ISC */
#ifndef SITE_ROBOTS_H
#define SITE_ROBOTS_H

/*
 * robots -- which crawlers the author wants, as robots.txt.
 */

#include "base/arena.h"
#include "base/diag.h"
#include "model/profile.h"

/*
 * The file that the fields Robots of p ask for; each is a list with commas:
 *
 *	all			anybody may fetch everything, as without field
 *	none			nobody may fetch anything
 *	not AGENT		that one may not
 *	not AGENT /PATH		not what begins with it
 *	not /PATH		nobody may
 *
 * An agent is archiver, indexer, researcher, webproxy, *, or the name of a
 * crawler; "no" will do for "not". What is none of these is a warning
 * [bad-robots] and left out. With ascii, a path is kept from them in TREE_ASCII
 * as well (gopher rule 34).
 */
struct str robots_text(struct arena *a, const struct profile *p, bool ascii,
    struct diags *d);

#endif
