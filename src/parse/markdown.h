/* SPDX-License-Identifier: ISC */
#ifndef PARSE_MARKDOWN_H
#define PARSE_MARKDOWN_H

/*
 * markdown -- a file of Markdown as a document, to be shown elsewhere.
 *
 * CommonMark as cmark reads it, with front matter and tables; parse/flat.h says
 * what becomes of its structure. Emphasis is no more than its words, code in a
 * line has its backquotes, a rule is a gap. No word that a browser would show
 * is lost, and no link but those in tags.
 */

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "model/doc.h"

#define MARKDOWN_MAX ((size_t)1 << 20) /* bytes; nodes are far larger */

/*
 * source, the file at a path such as "/dir/a.md". The title is that of front
 * matter, or the first heading, of the first level; else it is empty. Links,
 * path, language and findings are as those of gemtext_read(): what else is in
 * front matter is a hint, tags are warnings, as what is above MARKDOWN_MAX or
 * too much for cmark, of which NULL is returned, as for what is not UTF-8.
 */
struct doc *markdown_read(struct arena *a, struct str source, struct str path,
    struct diags *d);

#endif
