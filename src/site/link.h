/* SPDX-License-Identifier: ISC */
#ifndef SITE_LINK_H
#define SITE_LINK_H

/*
 * link -- the links of documents, checked and completed.
 */

#include "base/arena.h"
#include "base/diag.h"
#include "model/doc.h"
#include "page/feeds.h"
#include "site/files.h"

/*
 * Complete every link of the documents: a URL as RFC 3986 wants it written, or
 * the decoded path of one of docs, files or feeds, beginning with a slash; and
 * its item type. A target without a scheme is a path from the capsule's root,
 * whichever page it stands on. A link to a page that is not there in all views
 * is shown in those where it is, and each knows in which trees of Gopher its
 * target is. A link that leads nowhere is a warning in d at its place and
 * becomes text with the same words.
 */
void link_docs(struct arena *a, struct doc *docs, const struct files *files,
    const struct feeds *feeds, struct diags *d);

#endif
