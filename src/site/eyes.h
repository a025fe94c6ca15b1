/* SPDX-License-Identifier: ISC */
#ifndef SITE_EYES_H
#define SITE_EYES_H

/*
 * eyes -- whoever looks at a long build, and what that has come to.
 *
 * A build tells how far it is far more often than anybody can read. Whether and
 * when something is shown of it is for who looks to decide: nothing in site/
 * knows a terminal or a clock.
 */

#include <stddef.h>
#include <stdint.h>

enum eyes_step {
	EYES_FILES,  /* files and folders are read; nobody knows how many */
	EYES_PAGES,  /* pages and files are published */
	EYES_SEARCH, /* the search is completed: told once, not counted */
};

/* What is served; each thing once, whatever its forms and protocols. */
struct eyes_counts {
	size_t pages;
	size_t files;	   /* that are no pages, large ones among them */
	uint64_t bytes;	   /* of those that are not large */
	size_t large;	   /* left in their folder */
	uint64_t streamed; /* bytes of these */
	size_t feeds;
};

struct eyes {
	/* all is 0 where it is not known; NULL = it is enough to count. */
	void (*see)(void *arg, enum eyes_step step, size_t done, size_t all);
	void *arg;
	struct eyes_counts counts;
};

/* Nothing if eyes is NULL: nobody looks. */
void eyes_see(const struct eyes *eyes, enum eyes_step step, size_t done,
    size_t all);

#endif
