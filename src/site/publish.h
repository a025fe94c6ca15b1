/* SPDX-License-Identifier: ISC */
#ifndef SITE_PUBLISH_H
#define SITE_PUBLISH_H

/*
 * publish -- under which keys, and as what, pages and files go into an image.
 */

#include "base/arena.h"
#include "base/charset.h"
#include "base/diag.h"
#include "model/doc.h"
#include "page/feed.h"
#include "proto/origin.h"
#include "site/eyes.h"
#include "site/files.h"
#include "site/index.h"
#include "site/memory.h"
#include "site/seal.h"

struct publish {
	struct arena *arena; /* bodies and keys live in it until seal_write() */
	struct diags *diags;
	struct seal *seal;
	struct index *index;   /* what is published can be searched */
	struct memory *memory; /* NULL = nothing is remembered */
	const struct origin *origin;
	enum charset charset; /* of Gopher's texts, but in their other trees */
	struct str lang;      /* of gemtext files; empty = say nothing */
	const struct guarded *guarded;
	struct eyes_counts counts; /* of what has been published so far */
};

/*
 * Rendered for each of its views, and on Gopher for each of its trees; Gemini
 * redirects to it from "PATH/".
 */
void publish_page(struct publish *p, const struct doc *doc);

/*
 * As it is, or if it is large where it is; on Gopher, text in CRLF lines, in
 * the charset if that can spell it, and for each of the file's trees. An index
 * answers for its folder as well, which without its slash redirects (G-54). A
 * key that a page has already, or the search, is a warning: those stay. What is
 * in a zone is not there on Gopher, nor under a name outside of it.
 */
void publish_file(struct publish *p, const struct file *f);

/* Whether its URL fits into a request: else no reader can ask (G-02). */
bool publish_can_reach(struct arena *a, const struct origin *origin,
    struct str path);

/*
 * As Atom, or a tinylog as gemtext, in one view. A file of its author's that
 * has been published under that path goes first.
 */
void publish_feed(struct publish *p, enum view v, const struct feed *feed);

/*
 * The search of all that has been published, which can be no more after that:
 * the database is the index's until seal_write().
 */
void publish_search(struct publish *p);

#endif
