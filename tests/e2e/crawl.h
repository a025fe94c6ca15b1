/* SPDX-License-Identifier: ISC */
#ifndef E2E_CRAWL_H
#define E2E_CRAWL_H

/*
 * crawl -- everything that can be reached from the roots of a capsule.
 *
 * Follows every link that leads back to the capsule, whatever page and protocol
 * it stands on, and judges each reply by what the link had promised: O-28 on
 * Gopher; on Gemini 20, or one 31 to it, but for links of our own making 20
 * at once (T-18). Whatever is wrong fails the running test with the names of
 * the page and of the one that led there. Links to elsewhere are counted and
 * never followed.
 */

#include "base/arena.h"
#include "base/buf.h"
#include "e2e/site.h"

struct visit {
	enum view view;
	struct str asked; /* Gemini: a URL; Gopher: a selector */
	struct str path;  /* decoded, from the root, with its slash */
	struct str from;
	char item;	  /* Gopher: the type that was promised */
	bool direct;	  /* Gemini: no redirect is welcome */
	int status;	  /* Gemini; 0 = not asked yet */
	struct str media; /* Gemini */
	struct str body;
	struct visit *next;
};

struct foreign {
	struct str url;
	struct foreign *next;
};

struct crawl {
	struct arena arena;
	const struct site *site;
	struct visit *first;
	struct visit **end;
	struct foreign *foreign[VIEW_COUNT]; /* links to elsewhere, each once */
	size_t foreign_count[VIEW_COUNT];
};

void crawl_run(struct crawl *c, const struct site *site);
void crawl_release(struct crawl *c);

/* The visit to a path, or NULL; on Gemini not a redirect to it. */
const struct visit *crawl_find(const struct crawl *c, enum view v,
    struct str path);

/* Visits with a page of ours: gemtext; a menu or a text. */
bool visit_is_page(const struct visit *v);

/*
 * Append the words of a page: all that is shown, then, of a menu, where its
 * items lead.
 */
void visit_text(const struct visit *v, struct buf *out);

#endif
