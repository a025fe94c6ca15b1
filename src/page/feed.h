/* SPDX-License-Identifier: ISC */
#ifndef PAGE_FEED_H
#define PAGE_FEED_H

/*
 * feed -- what is new, for programs that look for it on a reader's behalf.
 *
 * Made by page/, read by render/. Text is clean in the sense of
 * model/profile.h; what is not known is empty, a date without a year unknown.
 */

#include "base/arena.h"
#include "base/str.h"
#include "model/date.h"
#include "model/doc.h"

struct feed_entry {
	struct str id; /* unique; empty = feed_id of published and path */
	struct str title;
	struct date published;
	struct date updated;	   /* unknown = as published */
	struct str path;	   /* its page: decoded path, or a URL */
	struct str gopher;	   /* its path on Gopher, if another */
	char item;		   /* Gopher type of that page; 0 = '0' */
	unsigned views;		   /* where it is one, bits; 0 = all */
	const struct doc *content; /* what the page says, or NULL */
	struct str summary;
	struct feed_entry *next;
};

struct feed {
	struct str path;   /* where the feed itself is: "/atom.xml" */
	struct str page;   /* the page that says the same; empty = "/" */
	struct str gopher; /* its path on Gopher, if another */
	char item;	   /* Gopher type of that page; 0 = '1' */
	unsigned views;	   /* where it is one, bits 1u << VIEW_x; 0 = all */
	struct str title;
	struct str subtitle;
	struct str author;
	struct str email;
	struct str lang;
	struct str rights;
	struct str icon;	  /* one emoji */
	int zone;		  /* of its times: model/zone.h */
	struct date updated;	  /* unknown = as the newest entry */
	bool tiny;		  /* a tinylog, and not Atom */
	struct feed_entry *first; /* in the order they are to be read in */
	struct feed *next;
};

/*
 * A tag URI (RFC 4151), "tag:h.example,2023-04-17:/news/mirage": the same on
 * every protocol, and as long as host, day and path stay, whatever becomes of
 * the text. Of a date only the day or else the year counts; without one it is
 * a year that is the same for all. path is decoded.
 */
struct str feed_id(struct arena *a, struct str host, const struct date *day,
    struct str path);

/*
 * The newest of a list of entries, at most max, newest first; of one day in the
 * order of the list (S-08), which is one no more.
 */
struct feed_entry *feed_newest(struct arena *a, struct feed_entry *first,
    size_t max);

/* When the feed last changed; unknown if nothing in it has a date. */
struct date feed_updated(const struct feed *feed);

#endif
