/* SPDX-License-Identifier: ISC */
#ifndef RENDER_RENDER_H
#define RENDER_RENDER_H

/*
 * render -- a document as the bytes of one protocol.
 *
 * The same document gives the same bytes, always (T-34). No text of the
 * author's can become structure: what would read as markup gets one
 * blank in front. Bytes are appended to out.
 */

#include "base/buf.h"
#include "page/doc.h"
#include "proto/origin.h"

/*
 * gemtext: LF lines, one paragraph per line, `# title` first, blank lines
 * between blocks except before a tight one (T-01 to T-34).
 */
void render_gemtext(struct buf *out, const struct doc *doc);

/*
 * A Gopher menu: text as 'i' lines wrapped at GOPHER_WIDTH columns, links as
 * items of their type; own ones at o's host and port, gopher URLs as native
 * items, other schemes as 'h' with "URL:" (O-10 to O-25). Ends in the dot.
 */
void render_menu(struct buf *out, const struct doc *doc,
    const struct origin *o);

/*
 * Plain text in CRLF lines wrapped at GOPHER_WIDTH, URLs on lines of their own
 * and never broken; no line begins with a dot (O-30, O-36). Navigation is left
 * out.
 */
void render_text(struct buf *out, const struct doc *doc,
    const struct origin *o);

#endif
