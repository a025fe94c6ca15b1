/* SPDX-License-Identifier: ISC */
#include "app/midnight.h"

#define DAY_S 86400

/* Of the day; a clock may stand before 1970. */
static int64_t
second_of(int64_t now_s)
{
	int64_t second = now_s % DAY_S;

	return second < 0 ? second + DAY_S : second;
}

static int64_t
day_of(int64_t now_s)
{
	return (now_s - second_of(now_s)) / DAY_S;
}

void
midnight_begin(struct midnight *m, int64_t now_s)
{
	m->day = day_of(now_s);
}

bool
midnight_passed(struct midnight *m, int64_t now_s)
{
	int64_t before = m->day;

	m->day = day_of(now_s);
	return m->day != before;
}

int64_t
midnight_wait_ms(int64_t now_s)
{
	return (DAY_S - second_of(now_s)) * 1000;
}
