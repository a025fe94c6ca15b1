/* SPDX-License-Identifier: ISC */
#include "model/date.h"

#include <time.h>

#include "base/count.h"

bool
date_is_day(const struct date *date)
{
	return date->day != 0;
}

static unsigned
days_in(unsigned year, unsigned month)
{
	static const unsigned char days[] = {
		31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
	};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month == 2 && leap ? 29 : days[month - 1];
}

bool
date_exists(const struct date *date)
{
	if (date->year < 1 || date->year > 9999 || date->month > 12)
		return false;
	if (date->month == 0)
		return date->day == 0;
	return date->day <= days_in(date->year, date->month) &&
	       date->hour < 24 && date->minute < 60;
}

static unsigned
month_of(const struct date *date)
{
	static const unsigned first[] = {
		[SEASON_NONE] = 0,
		[SEASON_SPRING] = 3,
		[SEASON_SUMMER] = 6,
		[SEASON_AUTUMN] = 9,
		[SEASON_WINTER] = 12,
	};

	return date->season != SEASON_NONE ? first[date->season] : date->month;
}

int
date_cmp(const struct date *a, const struct date *b)
{
	const unsigned pairs[][2] = {
		{ a->year, b->year },
		{ month_of(a), month_of(b) },
		{ a->day, b->day },
		{ a->hour, b->hour },
		{ a->minute, b->minute },
	};

	for (size_t i = 0; i < COUNT(pairs); i++)
		if (pairs[i][0] != pairs[i][1])
			return pairs[i][0] < pairs[i][1] ? -1 : 1;
	return 0;
}

struct date
date_of_moment(int64_t seconds)
{
	const time_t moment = seconds;
	struct date day = { .year = 0 };
	struct tm utc;

	if (gmtime_r(&moment, &utc) == NULL || utc.tm_year < 1 - 1900 ||
	    utc.tm_year > 9999 - 1900)
		return day;
	day.year = (unsigned)(utc.tm_year + 1900);
	day.month = (unsigned)utc.tm_mon + 1;
	day.day = (unsigned)utc.tm_mday;
	return day;
}

struct str
date_text(struct arena *a, const struct date *date)
{
	if (date->day != 0)
		return arena_printf(a, "%04u-%02u-%02u", date->year,
		    date->month, date->day);
	if (date->month != 0)
		return arena_printf(a, "%04u-%02u", date->year, date->month);
	return arena_printf(a, "%04u", date->year);
}

struct str
date_rfc3339(struct arena *a, const struct date *date)
{
	unsigned month = month_of(date);

	return arena_printf(a, "%04u-%02u-%02uT%02u:%02u:00Z", date->year,
	    month != 0 ? month : 1, date->day != 0 ? date->day : 1,
	    date->hour, date->minute);
}
