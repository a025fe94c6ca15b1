/* SPDX-License-Identifier: ISC */
#ifndef PARSE_DATE_H
#define PARSE_DATE_H

/*
 * date -- dates by their form (G17).
 */

#include <stdbool.h>

#include "base/str.h"

/* "2023", "2023-04", "2023-04-17", the same with a time, "Apr 2023". */
bool date_is(struct str text);

/*
 * Whether text begins with a date that something follows: one of these, or as
 * pages have it, "2023/04", "04/2023", "April 17, 2023", also in brackets.
 */
bool date_begins(struct str text);

/* Whether four digits that stand alone are in it. */
bool date_has_year(struct str text);

#endif
