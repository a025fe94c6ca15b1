/* SPDX-License-Identifier: ISC */
#include "model/zone.h"

#include <stdlib.h>

#include "base/count.h"

#define EAST_MAX (14 * 60) /* Kiritimati */
#define WEST_MAX (12 * 60)

/* The sign in front: 1, -1, or 0 if there is none. */
static int
take_sign(struct str *text)
{
	static const struct {
		struct str sign;
		int value;
	} signs[] = {
		{ STR_INIT("+"), 1 },
		{ STR_INIT("-"), -1 },
		{ STR_INIT("\u2212"), -1 },
	};

	for (size_t i = 0; i < COUNT(signs); i++) {
		if (!str_starts(*text, signs[i].sign))
			continue;
		*text = str_skip(*text, signs[i].sign.len);
		return signs[i].value;
	}
	return 0;
}

/* "08:00", "0800", "8" */
static bool
read_clock(struct str text, int *minutes)
{
	struct str hours, rest;
	uint64_t h, m;

	if (!str_cut(text, ':', &hours, &rest)) {
		hours = str_take(text, 2);
		rest = text.len > 2 ? str_skip(text, 2) : STR("00");
	}
	if (hours.len > 2 || rest.len != 2 || !str_number(hours, 24, &h) ||
	    !str_number(rest, 59, &m))
		return false;
	*minutes = (int)(h * 60 + m);
	return true;
}

bool
zone_read(struct str text, int *minutes)
{
	bool named = str_starts(text, STR("UTC")) ||
		     str_starts(text, STR("GMT"));
	int sign, east;

	if (str_eq(text, STR("Z")) || (named && text.len == 3)) {
		*minutes = 0;
		return true;
	}
	if (named)
		text = str_trim(str_skip(text, 3));
	sign = take_sign(&text);
	if (sign == 0 || !read_clock(text, &east))
		return false;
	east *= sign;
	if (east > EAST_MAX || east < -WEST_MAX)
		return false;
	*minutes = east;
	return true;
}

struct str
zone_text(struct arena *a, int minutes)
{
	int away = abs(minutes);

	return arena_printf(a, "%c%02d:%02d", minutes < 0 ? '-' : '+',
	    away / 60, away % 60);
}
