/* SPDX-License-Identifier: ISC */
#ifndef PARSE_GEMTEXT_H
#define PARSE_GEMTEXT_H

/*
 * gemtext -- a file of gemtext as a document, to be shown elsewhere.
 *
 * Total, as a client is: every text is gemtext, and no word and no link of it
 * is lost but what stands behind a closing fence, which no client shows
 * (T-32). Its text is cleaned by clean_loose(); the file itself stays as it is.
 */

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "model/doc.h"

#define GEMTEXT_MAX ((size_t)4 << 20) /* bytes; blocks are larger than lines */

/*
 * source, the file at a path such as "/dir/a.gmi", a block for each line that
 * has words, and one for each fence; tight with no blank line above it in the
 * source. A heading of the first level is the title if nothing stands in
 * front; else the title is empty. Links are as target_of() says; with one the
 * document is a menu on Gopher. The path of the document is that of the file,
 * its language empty: who serves it knows better. What is found (a fence
 * without an end) has the path without its slash as its file. NULL if source
 * is not UTF-8, or longer than GEMTEXT_MAX, which is a warning. May view
 * source. Linear in it.
 */
struct doc *gemtext_read(struct arena *a, struct str source, struct str path,
    struct diags *d);

#endif
