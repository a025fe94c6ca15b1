/* SPDX-License-Identifier: ISC */
#include "parse/dayname.h"

#include "base/count.h"
#include "parse/datescan.h"

#define SEPARATORS STR(" -_")

/* An eight-digit number may be anything. */
#define YEAR_MIN 1820
#define YEAR_MAX 2199

static unsigned
number(struct str digits)
{
	unsigned value = 0;

	for (size_t i = 0; i < digits.len; i++)
		value = value * 10 + (unsigned)(digits.at[i] - '0');
	return value;
}

/* gap: how many separators stand between two numbers. */
static struct date
date_at(struct str name, size_t gap)
{
	return (struct date){
		.year = number(str_take(name, 4)),
		.month = number(str_take(str_skip(name, 4 + gap), 2)),
		.day = number(str_take(str_skip(name, 6 + 2 * gap), 2)),
	};
}

static bool
is_plausible(const struct date *day)
{
	return day->year >= YEAR_MIN && day->year <= YEAR_MAX &&
	       day->month > 0 && date_is_day(day) && date_exists(day);
}

static size_t
scan(struct str name, struct date *day)
{
	static const struct str forms[] = {
		STR_INIT("0000-00-00"),
		STR_INIT("0000_00_00"),
		STR_INIT("00000000"),
	};

	for (size_t i = 0; i < COUNT(forms); i++) {
		size_t len = forms[i].len;

		if (!datescan_has_form(str_take(name, len), forms[i]) ||
		    (name.len > len && char_is_digit(name.at[len])))
			continue;
		*day = date_at(name, len == 8 ? 0 : 1);
		return is_plausible(day) ? len : 0;
	}
	return 0;
}

bool
dayname_read(struct str name, struct date *day, struct str *rest)
{
	size_t len = scan(name, day);
	struct str behind = str_skip(name, len);

	*rest = name;
	if (len == 0) {
		*day = (struct date){ .year = 0 };
		return false;
	}
	while (behind.len > 0 &&
	       str_index(SEPARATORS, behind.at[0]) < SEPARATORS.len)
		behind = str_skip(behind, 1);
	if (behind.len > 0 && behind.at[0] != '.')
		*rest = behind;
	return true;
}
