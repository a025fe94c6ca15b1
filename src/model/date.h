/* SPDX-License-Identifier: ISC */
#ifndef MODEL_DATE_H
#define MODEL_DATE_H

/*
 * date -- when something was, as exactly as its author says (G17).
 *
 * A date says at least the year. What is not known is 0; what follows
 * something unknown is unknown as well. Proleptic Gregorian calendar.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

enum season {
	SEASON_NONE,
	SEASON_SPRING,
	SEASON_SUMMER,
	SEASON_AUTUMN,
	SEASON_WINTER,
};

struct date {
	unsigned year;	    /* 1 to 9999; 0 = no date at all */
	enum season season; /* of a year; then there is no month */
	unsigned month;	    /* 1 to 12 */
	unsigned day;	    /* 1 to 31 */
	bool timed;	    /* hour and minute are known, of a day */
	unsigned hour;
	unsigned minute;
};

/* The dates of an entry: one, several, or a stretch of time. */
struct when {
	struct str text;   /* as written; empty = there is none */
	struct date first; /* the first named, */
	struct date last;  /* and the last; the same if there is one */
	bool open;	   /* from then on until today: "2021 -" */
};

/* Whether the day is known: what feeds need (G17). */
bool date_is_day(const struct date *date);

/* Whether there is such a day and time: not 2023-02-30, nor 25:00. */
bool date_exists(const struct date *date);

/*
 * Order in time, <0, 0, >0. Of two dates of which one says more than the
 * other, the less exact one counts as its beginning; a season as its first
 * month, winter as December; no date comes before all others.
 */
int date_cmp(const struct date *a, const struct date *b);

/* The day of a moment, in seconds since 1970 (UTC); no date behind 9999. */
struct date date_of_moment(int64_t seconds);

/* As long as it is known: "2023", "2023-04", "2023-04-17"; in a. */
struct str date_text(struct arena *a, const struct date *date);

/*
 * RFC 3339, "2023-04-17T00:00:00Z"; what is not known is the beginning. In a.
 */
struct str date_rfc3339(struct arena *a, const struct date *date);

#endif
