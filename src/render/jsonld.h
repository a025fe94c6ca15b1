/* SPDX-License-Identifier: ISC */
#ifndef RENDER_JSONLD_H
#define RENDER_JSONLD_H

/*
 * jsonld -- a person and their publications in the words of schema.org, as
 * JSON-LD 1.1.
 *
 * For programs that read web pages; it says nothing that the source does not,
 * and leaves out what is not known. URLs of pages are those of the web site,
 * with the slash behind them that a folder has; without a site, and for what
 * lies in a zone, there are none.
 *
 * One value is appended, which ends in LF. It holds no '<', '>' and '&', so it
 * can stand between script tags as it is.
 */

#include "base/buf.h"
#include "model/bib.h"
#include "model/profile.h"
#include "proto/origin.h"

/*
 * The owner of a profile as a Person: name, url, jobTitle, affiliation, email,
 * image, sameAs (the field Homepage, accounts), knowsAbout and alumniOf. That
 * is an institution of a degree which is no longer aimed at, if the section
 * Education may be on the web. Nothing at all of a profile without a name.
 */
void jsonld_person(struct buf *out, const struct profile *p,
    const struct origin *o);

/*
 * An entry of p->bib as a ScholarlyArticle, or as the Book, Chapter, Thesis,
 * Report or Dataset that its type says. Of its authors and editors the owner of
 * the profile, as reference_people() has it, bears the url of jsonld_person().
 * sameAs is the DOI; inLanguage is what the entry itself says, if that is a
 * language's tag.
 */
void jsonld_article(struct buf *out, const struct profile *p,
    const struct bib_entry *e, const struct origin *o);

#endif
