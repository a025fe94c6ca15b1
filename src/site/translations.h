/* SPDX-License-Identifier: ISC */
#ifndef SITE_TRANSLATIONS_H
#define SITE_TRANSLATIONS_H

/*
 * translations -- profile.LANG.txt: the profile in other languages.
 */

#include "base/arena.h"
#include "base/diag.h"
#include "model/profile.h"
#include "site/files.h"

/* Whether path is "profile.SOMETHING.txt", which is never served as it is. */
bool translation_is(struct str path);

/*
 * Read those of files->sources whose names hold a language tag, and return p
 * with them: p->next is the first. Each is a profile of its own below "/TAG",
 * with the bibliography of p, in the language of its name. One whose name holds
 * no tag, or not that of its field Lang, is a warning [bad-lang]; so is one
 * without that field in a language that Vitae has no words for.
 */
const struct profile *translations_add(struct arena *a,
    const struct files *files, const struct profile *p,
    const struct date *today, struct diags *d);

#endif
