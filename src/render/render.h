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

#include <stdbool.h>

#include "base/buf.h"
#include "base/charset.h"
#include "model/doc.h"
#include "page/feed.h"
#include "proto/origin.h"

/*
 * gemtext: LF lines, one paragraph per line, `# title` first if there is one,
 * blank lines between blocks except before a tight one (T-01 to T-34).
 */
void render_gemtext(struct buf *out, const struct doc *doc);

/* How Gopher shows a page. */
struct gopher_form {
	const struct origin *origin; /* where own links lead */
	enum tree tree;		     /* which links stay in */
	enum charset charset;	     /* other letters have a plain spelling */
};

/*
 * A Gopher menu: text as 'i' lines wrapped at doc->width columns, links as
 * items of their type; own ones at the origin's host and port, gopher URLs as
 * native items, other schemes as 'h' with "URL:" (O-10 to O-25). Ends in the
 * dot.
 */
void render_menu(struct buf *out, const struct doc *doc,
    const struct gopher_form *form);

/*
 * Plain text in CRLF lines wrapped at doc->width, URLs on lines of their own
 * and never broken; no line begins with a dot (O-30, O-36). Navigation is left
 * out, and so is the label of a URL if the charset cannot spell it.
 */
void render_text(struct buf *out, const struct doc *doc,
    const struct gopher_form *form);

/*
 * gemtext for a client that asks for it over Gopher: what that shows of the
 * page, with URLs where Gemini has paths, as a text of Gopher's: CRLF lines, of
 * which none begins with a dot (O-36). In UTF-8, whatever the form's charset.
 */
void render_gemtext_on_gopher(struct buf *out, const struct doc *doc,
    const struct gopher_form *form);

struct html_how {
	enum view view;		     /* whose blocks */
	const struct origin *origin; /* where own paths lead in that view, */
	struct str base;	     /* unless this is to stand before them, */
	/* or the one who asks has URLs of its own for them, in a. */
	struct str (*own_url)(const struct html_how *how, struct arena *a,
	    const struct block *link);
	const void *of; /* what own_url needs */
	bool title;	/* begin with the title, if any, as h1 */
	bool nav;	/* keep navigation */
};

/*
 * A fragment of HTML5 that is well-formed XML as well: no html, head or body.
 * A link tightly below a paragraph or item becomes an anchor where its label
 * is said in that text, else one of a list below it; of pictures only those of
 * the capsule are shown, so that no reader is sent elsewhere unasked. URLs are
 * absolute, or begin with base, whose final slash does not count.
 */
void render_html(struct buf *out, const struct doc *doc,
    const struct html_how *how);

/*
 * Atom (RFC 4287) with the URLs of view v; other views' pages are alternates
 * of another type. Ids do not depend on v, so whoever follows two protocols
 * sees no entry twice. No clock is read: feeds of the same text are the same
 * bytes. What Atom requires is there whatever the feed lacks (S-10 to S-16).
 */
void render_atom(struct buf *out, const struct feed *feed,
    const struct origin *o, enum view v);

/*
 * A tinylog: gemtext whose entries stand below headings "## 2023-04-17 12:00
 * +00:00", a day being its noon as everywhere (S-06). Of the feed's entries it
 * has the contents; o's host makes the author's name one that others can
 * answer to.
 */
void render_tinylog(struct buf *out, const struct feed *feed,
    const struct origin *o);

#endif
