/* SPDX-License-Identifier: ISC */
#ifndef RENDER_WEB_PAGE_H
#define RENDER_WEB_PAGE_H

/*
 * web_page -- a page of the web site, from its doctype to its last tag.
 *
 * HTML5 without scripts: one style sheet, landmarks (header, nav, main,
 * footer), and in the head what programs look for: the languages, the same page
 * over Gemini and Gopher, feeds, the canonical URL, JSON-LD. In its footer is
 * whose page it is, as an h-card. All URLs are as they are given.
 */

#include "base/buf.h"
#include "model/doc.h"
#include "model/profile.h"
#include "render/render.h"

/* The name of the style sheet at the root of the site, and all it says. */
#define WEB_STYLE_FILE STR("style.css")
struct str web_style(void);

struct web_link {
	struct str url;
	struct str text; /* its label or title */
	struct str type; /* MIME type, or empty */
	struct str lang; /* of what it leads to, or empty */
	bool here;	 /* it is this page, or what this lies below */
	struct web_link *next;
};

struct web_page {
	const struct doc *doc;	       /* its title is the page's */
	struct html_how how;	       /* for the links of its blocks */
	const struct profile *profile; /* of its language; may say nothing */
	struct str site;	       /* what the site is called */
	bool home;		       /* it is the home page of its language */
	struct str home_url;
	struct str style_url;
	struct str canonical;		   /* or empty */
	struct str updated;		   /* a line of the footer, or empty */
	const struct web_link *pages;	   /* those that every page leads to */
	const struct web_link *alternates; /* the same page elsewhere */
	const struct web_link *languages;
	const struct web_link *feeds;
	struct str jsonld; /* safe between script tags, or empty */
};

void render_web_page(struct buf *out, const struct web_page *page);

#endif
