/* SPDX-License-Identifier: ISC */
#ifndef SITE_WEBSITE_PAGE_H
#define SITE_WEBSITE_PAGE_H

/*
 * website_page -- the pages of a web site, each with its way to the others.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "base/names.h"
#include "model/doc.h"
#include "site/website.h"

struct website_pages {
	const struct website *website;
	struct arena scratch;
	struct names docs;    /* those on the web, by path */
	struct names entries; /* of the bibliography, by their page */
};

void website_pages_init(struct website_pages *p, const struct website *w);
void website_pages_release(struct website_pages *p);

/* The file of the page at a path: "about/index.html" of "/about". */
struct str website_file(struct website_pages *p, struct str path);

/* All of its HTML, in the arena of the export. */
struct str website_page(struct website_pages *p, const struct doc *doc);

/* Whether there is a list of pages at /search, and its page. */
bool website_lists(const struct website_pages *p);
struct str website_list(struct website_pages *p);

/* sitemap.xml, as sitemaps.org has it: the canonical URLs. */
struct str website_map(struct website_pages *p);

#endif
