/* SPDX-License-Identifier: ISC */
#ifndef SITE_SOURCES_H
#define SITE_SOURCES_H

/*
 * sources -- the files of the folders pages/ and log/, as parts of a profile.
 */

#include "base/arena.h"
#include "base/diag.h"
#include "model/profile.h"
#include "site/files.h"

/* Whether the file at path is such a source, and so is not served as it is. */
bool source_is_page(struct str path);

/*
 * Set p->pages and p->posts. A file "pages/SUB/NAME.txt" has the address
 * SUB/NAME, a post "log/YYYY-MM-DD-NAME.txt" that day and the address log/NAME,
 * or with its day if there is one of that name. "NAME.TAG.txt" belongs to the
 * translation in that language, if there is a profile.TAG.txt, the others to
 * the profile itself, whose tag is empty. So do files of gemtext in log/ with
 * such names and a title; they are served as they are, and only listed.
 *
 * Posts without a date are warnings [post-undated], and last.
 */
void sources_add(struct arena *a, const struct files *files, struct str tag,
    struct profile *p, struct diags *d);

#endif
