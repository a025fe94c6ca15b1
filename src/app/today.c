/* SPDX-License-Identifier: ISC */
#include "app/today.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define ZONE_MAX 64

/* "+02:00" */
static bool
is_offset(struct str zone)
{
	if (zone.len != 6 || zone.at[3] != ':')
		return false;
	for (size_t i = 1; i < zone.len; i++)
		if (i != 3 && !char_is_digit(zone.at[i]))
			return false;
	return zone.at[0] == '+' || zone.at[0] == '-';
}

/* The C library takes a name that it does not know for UTC. */
static bool
is_name(struct str zone)
{
	const char *folder = getenv("TZDIR");
	char path[256];
	int len;

	for (size_t i = 0; i < zone.len; i++)
		if (!char_is_letter(zone.at[i]) &&
		    !char_is_digit(zone.at[i]) &&
		    str_index(STR("/_-+"), zone.at[i]) == 4)
			return false;
	len = snprintf(path, sizeof(path), "%s/%.*s",
	    folder != NULL ? folder : "/usr/share/zoneinfo", STR_ARG(zone));
	return len > 0 && (size_t)len < sizeof(path) && access(path, R_OK) == 0;
}

/* POSIX counts offsets from the other side. */
static bool
set_zone(struct str zone)
{
	char name[ZONE_MAX];

	if (zone.len >= sizeof(name) - 16)
		return false;
	if (is_offset(zone))
		snprintf(name, sizeof(name), "<%.*s>%c%.*s", STR_ARG(zone),
		    zone.at[0] == '+' ? '-' : '+',
		    STR_ARG(str_skip(zone, 1)));
	else if (str_eq_nocase(zone, STR("UTC")))
		snprintf(name, sizeof(name), "UTC0");
	else if (is_name(zone))
		snprintf(name, sizeof(name), "%.*s", STR_ARG(zone));
	else
		return false;
	return setenv("TZ", name, 1) == 0;
}

bool
today_in(struct str zone, char day[TODAY_SIZE])
{
	time_t now = time(NULL);
	struct tm tm;

	if (zone.len > 0 && !set_zone(zone))
		return false;
	tzset();
	return localtime_r(&now, &tm) != NULL &&
	       strftime(day, TODAY_SIZE, "%Y-%m-%d", &tm) > 0;
}
