/* SPDX-License-Identifier: ISC */
#ifndef SITE_PUBLISH_H
#define SITE_PUBLISH_H

/*
 * publish -- under which keys, and as what, pages and files go into an image.
 */

#include "base/arena.h"
#include "base/diag.h"
#include "page/doc.h"
#include "proto/origin.h"
#include "site/files.h"
#include "site/seal.h"

struct publish {
	struct arena *arena; /* bodies and keys live in it until seal_write() */
	struct diags *diags;
	struct seal *seal;
	const struct origin *origin;
	struct str lang; /* of gemtext files; empty = say nothing */
};

/* Rendered for each view; with a final slash, Gemini redirects to it. */
void publish_page(struct publish *p, const struct doc *doc);

/*
 * As it is; on Gopher, text in CRLF lines. An index answers for its folder as
 * well, which without its slash redirects (G-54). A key that a page has
 * already is a warning: the page stays.
 */
void publish_file(struct publish *p, const struct file *f);

#endif
