/* SPDX-License-Identifier: ISC */
#ifndef APP_TODAY_H
#define APP_TODAY_H

/*
 * today -- the day that it is somewhere.
 */

#include <stdbool.h>

#include "base/str.h"

#define TODAY_SIZE 16 /* of "2026-04-17" and a NUL, with room for the year */

/*
 * The day in a time zone: a name such as "Europe/Berlin", or "+02:00"; empty is
 * the machine's. False if nobody knows the zone. Sets TZ: not for servers.
 */
bool today_in(struct str zone, char day[TODAY_SIZE]);

#endif
