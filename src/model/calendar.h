/* SPDX-License-Identifier: ISC */
#ifndef MODEL_CALENDAR_H
#define MODEL_CALENDAR_H

/*
 * calendar -- dates in words: English, German, French and Spanish (G17).
 *
 * All languages at once, since dates are written in another one than the text
 * around them as well. A look-up ignores the case of ASCII letters, and a full
 * stop at the end: "Sept.".
 */

#include <stdbool.h>

#include "base/str.h"
#include "model/date.h"

/* 1 to 12, or 0 if word names no month. */
unsigned calendar_month(struct str word);

/* SEASON_NONE if word names no season. */
enum season calendar_season(struct str word);

/* "of", "de": in front of the year: "17 de abril de 2023". */
bool calendar_is_of(struct str word);

/* "to", "bis": between the two ends of a stretch of time. */
bool calendar_is_until(struct str word);

/* "and", "und": between two dates of a list. */
bool calendar_is_and(struct str word);

/* "present", "heute": in the place of its end. */
bool calendar_is_today(struct str word);

/* "since", "seit": in front of a beginning without an end. */
bool calendar_is_since(struct str word);

/* "from", "von": in front of two ends. */
bool calendar_is_from(struct str word);

#endif
