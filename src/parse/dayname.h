/* SPDX-License-Identifier: ISC */
#ifndef PARSE_DAYNAME_H
#define PARSE_DAYNAME_H

/*
 * dayname -- the day that the name of a file begins with.
 */

#include <stdbool.h>

#include "base/str.h"
#include "model/date.h"

/*
 * The day of "2024-05-01-spring.gmi", "2024_05_01 spring.gmi" or
 * "20240501.jpg", if there is such a day, and no longer ago than photographs;
 * *rest is "spring.gmi", or all of name if only its suffix is left. False, with
 * *rest = name and no day, without one.
 */
bool dayname_read(struct str name, struct date *day, struct str *rest);

#endif
