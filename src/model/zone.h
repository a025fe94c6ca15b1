/* SPDX-License-Identifier: ISC */
#ifndef MODEL_ZONE_H
#define MODEL_ZONE_H

/*
 * zone -- how far clocks are from UTC, in minutes to the east of it.
 *
 * Only differences: what a name stands for changes with the season and with
 * governments, so that pages of the same text would not be the same.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

/*
 * "+08:00", "+0800", "+8", "UTC", "Z", "UTC+8", "GMT-3:30"; a minus sign may be
 * one of typography. False, with *minutes untouched, if text is no such thing.
 */
bool zone_read(struct str text, int *minutes);

/* "+08:00" and so on, in a. */
struct str zone_text(struct arena *a, int minutes);

#endif
