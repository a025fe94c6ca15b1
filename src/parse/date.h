/* SPDX-License-Identifier: ISC */
#ifndef PARSE_DATE_H
#define PARSE_DATE_H

/*
 * date -- dates by their form (G17).
 *
 * What has the form of a date need not exist: 2023-02-30 is read as it stands,
 * and the caller asks date_exists() and when_flaw(). Days of which nobody can
 * tell the month, 03/04/2023, are not read.
 */

#include <stdbool.h>

#include "base/str.h"
#include "model/date.h"

/*
 * All of text as one date: "2023", "2023-04", "2023-04-17 09:30", "Apr 2023",
 * "April 17, 2023", "17.4.2023", "2023\u5e744\u670817\u65e5", "summer 2019".
 */
bool date_read(struct str text, struct date *date);

/*
 * All of text as dates: one, a list "2017, 2018", a stretch "2020-09..2021-07",
 * "2019 to 2021", or one without an end: "2021 -", "since 2021".
 */
bool when_read(struct str text, struct when *when);

/*
 * Take such dates off the beginning of *text, with brackets around them and the
 * sign behind. False, and all as it was, if there are none, or nothing else.
 */
bool when_take(struct str *text, struct when *when);

/* What cannot be about dates that were read, in words; NULL = nothing. */
const char *when_flaw(const struct when *when);

/* As date_read(). */
bool date_is(struct str text);

/*
 * Whether text begins with dates that something follows: those above, and also
 * "04/17/2023".
 */
bool date_begins(struct str text);

/* Whether four digits that stand alone are in it. */
bool date_has_year(struct str text);

#endif
