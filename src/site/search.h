/* SPDX-License-Identifier: ISC */
#ifndef SITE_SEARCH_H
#define SITE_SEARCH_H

/*
 * search -- asks the database that site/index wrote.
 *
 * SQLite reads it where it lies, in the image: nothing is copied as a whole,
 * no file is opened, not even for sorting, and nothing is ever written. A
 * damaged database costs an error. How long a question may take is bounded.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "proto/origin.h"
#include "site/query.h"

#define SEARCH_PAGE 20	     /* hits on a page of results */
#define SEARCH_PAGES_MAX 100 /* pages of results */

struct search;

struct hit {
	struct str title; /* never empty; no control bytes */
	struct str path;  /* decoded, from the root */
	struct str text;  /* a line around the first word found; may be empty */
	char item;	  /* Gopher item type */
};

struct hits {
	struct hit at[SEARCH_PAGE];
	size_t count;
	size_t total; /* on all pages */
	bool any;     /* no page has all the words: these have some */
};

#define SEARCH_DAMAGED "damaged: the search database cannot be asked"

/* True if there is no database, or one that opens. */
bool search_is_sound(struct str database);

/* The database is borrowed. NULL if it is none that can be asked. */
struct search *search_open(struct str database);
void search_close(struct search *s);

/*
 * The hits of page number page, from 1, best first, of what view v shows: every
 * word, as the beginning of one, or else any of them. Texts live in a. False if
 * it took too long or the database is damaged.
 */
bool search_ask(struct search *s, struct arena *a, const struct query *q,
    enum view v, size_t page, struct hits *hits);

#endif
