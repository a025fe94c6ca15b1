/* SPDX-License-Identifier: ISC */
#ifndef PARSE_DATESCAN_H
#define PARSE_DATESCAN_H

/*
 * datescan -- one date at the beginning of a text.
 */

#include <stdbool.h>

#include "base/str.h"
#include "model/date.h"

/*
 * The length of the date that text begins with, or 0. What follows it is no
 * digit, but else the caller's business.
 */
size_t datescan(struct str text, struct date *date);

/* The same for a month or season without its year. */
size_t datescan_month(struct str text, struct date *date);

/* Whether s has that form, in which 0 stands for any digit. */
bool datescan_has_form(struct str s, struct str form);

#endif
