/* SPDX-License-Identifier: ISC */
#ifndef SITE_LEAKS_H
#define SITE_LEAKS_H

/*
 * leaks -- what lies in a zone but is shown outside of it all the same.
 *
 * site/zones withholds what it can. The rest is in two places by its author's
 * hand, and so is a finding: never a quiet leak (O-55).
 */

#include "base/arena.h"
#include "base/diag.h"
#include "model/profile.h"
#include "model/doc.h"
#include "site/files.h"

/*
 * Each of these is a warning [zone-leak]. A zone that covers nothing is a hint
 * [zone-empty], one that covers everything a warning [zone-all]. Zones have
 * been marked everywhere.
 */
void leaks_tell(struct arena *a, const struct profile *first,
    const struct doc *docs, const struct files *files, struct diags *d);

#endif
