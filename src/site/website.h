/* SPDX-License-Identifier: ISC */
#ifndef SITE_WEBSITE_H
#define SITE_WEBSITE_H

/*
 * website -- a capsule as the files of a static web site.
 *
 * The same pages at the same paths: "/about" is about/index.html, which every
 * web server shows at "/about/" and finds from "/about". Links within the site
 * are relative, so that it may lie anywhere; what is said to others (canonical
 * URLs, feeds, sitemap.xml) needs the URL of the site, and is left out without
 * one. Files keep their paths; gemtext and menus are pages. What is in a zone
 * is not there, nor what its author keeps from the web.
 *
 * As no server searches a static site, at /search is a list of its pages.
 */

#include "base/diag.h"
#include "model/doc.h"
#include "model/profile.h"
#include "page/feeds.h"
#include "proto/origin.h"
#include "site/exported.h"
#include "site/files.h"

struct website {
	struct exported *out;	       /* all bytes are copied to its arena */
	const struct profile *profile; /* with its translations */
	const struct origin *origin;
	struct doc *docs; /* linked */
	const struct files *files;
	const struct feeds *feeds;
	struct diags *diags;
};

/*
 * Add the site to w->out. What cannot be a file because another is in its place
 * is a warning [path-taken].
 */
void website_write(const struct website *w);

#endif
