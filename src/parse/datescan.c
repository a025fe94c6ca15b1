/* SPDX-License-Identifier: ISC */
#include "parse/datescan.h"

#include "base/count.h"
#include "model/calendar.h"

#define WORDS_MAX 5 /* "17 de abril de 2023" */

#define YEAR STR("\u5e74")
#define MONTH STR("\u6708")
#define DAY STR("\u65e5")
#define SEASON STR("\u5b63")

/* Each letter of parts names a number of the form; a longer one comes first. */
static const struct {
	struct str form;
	const char *parts;
} forms[] = {
	{ STR_INIT("0000-00-00 00:00"), "ymdhi" },
	{ STR_INIT("0000-00-00"), "ymd" },
	{ STR_INIT("0000/00/00"), "ymd" },
	{ STR_INIT("0000.00.00"), "ymd" },
	{ STR_INIT("00.00.0000"), "dmy" },
	{ STR_INIT("00.0.0000"), "dmy" },
	{ STR_INIT("0.00.0000"), "dmy" },
	{ STR_INIT("0.0.0000"), "dmy" },
	{ STR_INIT("0000-00"), "ym" },
	{ STR_INIT("0000/00"), "ym" },
	{ STR_INIT("0000.00"), "ym" },
	{ STR_INIT("00/0000"), "my" },
	{ STR_INIT("00.0000"), "my" },
	{ STR_INIT("0000"), "y" },
};

bool
datescan_has_form(struct str s, struct str form)
{
	if (s.len != form.len)
		return false;
	for (size_t i = 0; i < s.len; i++) {
		char c = char_is_digit(s.at[i]) ? '0' : s.at[i];

		if (c != form.at[i])
			return false;
	}
	return true;
}

static void
set_part(struct date *date, char part, unsigned value)
{
	switch (part) {
	case 'y':
		date->year = value;
		break;
	case 'm':
		date->month = value;
		break;
	case 'd':
		date->day = value;
		break;
	case 'h':
		date->timed = true;
		date->hour = value;
		break;
	default:
		date->minute = value;
		break;
	}
}

/* The number that *s begins with, taken off it. */
static unsigned
take_number(struct str *s)
{
	unsigned value = 0;

	while (s->len > 0 && char_is_digit(s->at[0]) && value < 10000) {
		value = value * 10 + (unsigned)(s->at[0] - '0');
		*s = str_skip(*s, 1);
	}
	return value;
}

static void
set_parts(struct date *date, struct str text, const char *parts)
{
	for (; *parts != '\0'; parts++) {
		set_part(date, *parts, take_number(&text));
		text = str_skip(text, 1);
	}
}

static bool
digit_follows(struct str text, size_t len)
{
	return len < text.len && char_is_digit(text.at[len]);
}

/* An empty field of a form, "2023-00", is no date and no mistake in one. */
static bool
is_empty(const struct date *date, const char *parts)
{
	return date->year == 0 || (parts[1] != '\0' && date->month == 0) ||
	       (parts[1] != '\0' && parts[2] != '\0' && date->day == 0);
}

static size_t
scan_forms(struct str text, struct date *date)
{
	for (size_t i = 0; i < COUNT(forms); i++) {
		size_t len = forms[i].form.len;
		struct str part = str_take(text, len);

		if (!datescan_has_form(part, forms[i].form) ||
		    digit_follows(text, len))
			continue;
		*date = (struct date){ 0 };
		set_parts(date, part, forms[i].parts);
		return is_empty(date, forms[i].parts) ? 0 : len;
	}
	return 0;
}

/* A number of one or two digits with that sign behind it. */
static unsigned
take_cjk(struct str *text, struct str sign)
{
	struct str rest = *text;
	unsigned value = take_number(&rest);
	size_t digits = text->len - rest.len;

	if (digits == 0 || digits > 2 || !str_starts(rest, sign))
		return 0;
	*text = str_skip(rest, sign.len);
	return value;
}

/* "\u590f" or "\u590f\u5b63", the summer. */
static enum season
take_cjk_season(struct str *text)
{
	static const struct str seasons[] = {
		[SEASON_SPRING] = STR_INIT("\u6625"),
		[SEASON_SUMMER] = STR_INIT("\u590f"),
		[SEASON_AUTUMN] = STR_INIT("\u79cb"),
		[SEASON_WINTER] = STR_INIT("\u51ac"),
	};
	struct str rest;

	for (int i = SEASON_SPRING; i <= SEASON_WINTER; i++) {
		if (!str_starts(*text, seasons[i]))
			continue;
		rest = str_skip(*text, seasons[i].len);
		if (str_starts(rest, SEASON))
			rest = str_skip(rest, SEASON.len);
		*text = rest;
		return (enum season)i;
	}
	return SEASON_NONE;
}

static size_t
scan_cjk(struct str text, struct date *date)
{
	struct str rest = str_skip(text, 4);

	if (!datescan_has_form(str_take(text, 4), STR("0000")) ||
	    !str_starts(rest, YEAR))
		return 0;
	*date = (struct date){ 0 };
	set_parts(date, text, "y");
	rest = str_skip(rest, YEAR.len);
	date->month = take_cjk(&rest, MONTH);
	if (date->month > 0)
		date->day = take_cjk(&rest, DAY);
	else
		date->season = take_cjk_season(&rest);
	return date->year > 0 ? text.len - rest.len : 0;
}

/* "17", "17.", "17th", "1er"; 0 = none of these */
static unsigned
day_of(struct str word)
{
	static const struct str ends[] = {
		STR_INIT(""),
		STR_INIT("."),
		STR_INIT("st"),
		STR_INIT("nd"),
		STR_INIT("rd"),
		STR_INIT("th"),
		STR_INIT("er"),
	};
	struct str rest = word;
	unsigned day = take_number(&rest);

	if (rest.len == word.len || word.len - rest.len > 2)
		return 0;
	for (size_t i = 0; i < COUNT(ends); i++)
		if (str_eq_nocase(rest, ends[i]))
			return day;
	return 0;
}

/* What word says of date that it does not know yet. */
static bool
add_word(struct date *date, struct str word)
{
	bool named = date->month > 0 || date->season != SEASON_NONE;
	unsigned day = day_of(word);

	if (str_ends(word, STR(",")))
		word.len--;
	if (day == 0)
		day = day_of(word);
	if (day > 0 && date->day == 0 && date->season == SEASON_NONE) {
		date->day = day;
		return true;
	}
	if (named)
		return calendar_is_of(word);
	date->month = calendar_month(word);
	if (date->month == 0 && date->day == 0)
		date->season = calendar_season(word);
	return date->month > 0 || date->season != SEASON_NONE ||
	       (date->day > 0 && calendar_is_of(word));
}

static size_t
scan_words(struct str text, struct date *date)
{
	struct str rest = text;
	struct str word;

	*date = (struct date){ 0 };
	for (int words = 0; words < WORDS_MAX; words++) {
		bool named = date->month > 0 || date->season != SEASON_NONE;

		if (named && !digit_follows(rest, 4) &&
		    datescan_has_form(str_take(rest, 4), STR("0000"))) {
			set_parts(date, rest, "y");
			return date->year > 0 ? text.len - rest.len + 4 : 0;
		}
		if (!str_cut(rest, ' ', &word, &rest) || !add_word(date, word))
			return 0;
	}
	return 0;
}

size_t
datescan(struct str text, struct date *date)
{
	size_t len = scan_cjk(text, date);

	if (len == 0)
		len = scan_forms(text, date);
	if (len == 0)
		len = scan_words(text, date);
	return len;
}

size_t
datescan_month(struct str text, struct date *date)
{
	size_t len = 0;
	struct str word;

	while (len < text.len && text.at[len] != ' ' && text.at[len] != '-' &&
	       !str_starts(str_skip(text, len), STR("\u2013")))
		len++;
	word = str_take(text, len);
	*date = (struct date){ 0 };
	date->month = calendar_month(word);
	if (date->month == 0)
		date->season = calendar_season(word);
	return date->month > 0 || date->season != SEASON_NONE ? len : 0;
}
