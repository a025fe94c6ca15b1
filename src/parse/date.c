/* SPDX-License-Identifier: ISC */
#include "parse/date.h"

#include "base/count.h"
#include "base/utf8.h"
#include "model/calendar.h"
#include "parse/datescan.h"

/* What may stand between the ends of a stretch of time, or end it. */
static const struct str dashes[] = {
	STR_INIT(".."),
	STR_INIT("-"),
	STR_INIT("\u2013"),
	STR_INIT("\u2014"),
	STR_INIT("~"),
	STR_INIT("\u81f3"),
};

/* Dates while they are read. */
struct scan {
	struct str all;
	size_t len; /* so far */
	struct when *when;
};

static struct str
rest_of(const struct scan *s)
{
	return str_skip(s->all, s->len);
}

static size_t
count_blanks(struct str text)
{
	size_t len = 0;

	while (len < text.len && text.at[len] == ' ')
		len++;
	return len;
}

/* The word that text begins with, up to a blank or sign. */
static struct str
first_word(struct str text)
{
	struct str rest = text;
	uint32_t point;
	size_t len;

	while ((len = utf8_next(rest, &point)) > 0 &&
	       (utf8_is_word(point) || point == '\'' || point == 0x2019))
		rest = str_skip(rest, len);
	return str_take(text, text.len - rest.len);
}

/*
 * Whether a date may end in front of rest: "2023: x", but not "2023a", "2023's"
 * or "2023.5". Chinese and Japanese have no blanks between words.
 */
static bool
is_end(struct str rest)
{
	char next = rest.len > 1 ? rest.at[1] : ' ';
	uint32_t point;

	if (utf8_next(rest, &point) == 0)
		return rest.len == 0;
	if (utf8_is_word(point))
		return utf8_is_cjk(point);
	if (point == '\'' || point == 0x2019 || point == '%' || point == '_')
		return false;
	if (point == '-' || point == '/')
		return !char_is_digit(next) && !char_is_letter(next);
	return (point != '.' && point != ':') || !char_is_digit(next);
}

/* "to", "-", "..": its length with the blanks around it, or 0. */
static size_t
scan_until(struct str text)
{
	size_t start = count_blanks(text);
	size_t len = 0;
	struct str sign = str_skip(text, start);

	if (start > 0 && calendar_is_until(first_word(sign)))
		len = first_word(sign).len;
	for (size_t i = 0; i < COUNT(dashes) && len == 0; i++)
		if (str_starts(sign, dashes[i]))
			len = dashes[i].len;
	if (len == 0)
		return 0;
	return start + len + count_blanks(str_skip(sign, len));
}

/* "present", a word of its own; of \u81f3\u4eca the first may be the dash. */
static size_t
scan_today(struct str text)
{
	static const struct str cjk[] = {
		STR_INIT("\u4eca"),
		STR_INIT("\u81f3\u4eca"),
		STR_INIT("\u73b0\u5728"),
		STR_INIT("\u73fe\u5728"),
	};
	struct str word = first_word(text);

	for (size_t i = 0; i < COUNT(cjk); i++)
		if (str_starts(text, cjk[i]))
			return cjk[i].len;
	return calendar_is_today(word) ? word.len : 0;
}

/*
 * A dash that nothing belongs to: at the end, in front of a sign, or right
 * behind the date, as in "2021- Role". In "2021 - Role" it parts two things.
 */
static bool
is_open_end(struct str rest, size_t until)
{
	struct str behind = str_skip(rest, until);
	bool sign = behind.len > 0 && str_index(STR(":])"), behind.at[0]) < 3;

	if (str_starts(rest, STR(" ")) &&
	    calendar_is_until(first_word(str_skip(rest, count_blanks(rest)))))
		return false;
	if (behind.len == 0 || sign)
		return true;
	return !str_starts(rest, STR(" ")) && rest.at[until - 1] == ' ';
}

/* Reads on with the end of the stretch that the last date begins. */
static bool
scan_stretch(struct scan *s)
{
	size_t until = scan_until(rest_of(s));
	struct str behind = str_skip(rest_of(s), until);
	struct date end;
	size_t len;

	if (until == 0)
		return false;
	len = datescan(behind, &end);
	if (len > 0 && is_end(str_skip(behind, len))) {
		s->when->last = end;
		s->len += until + len;
		return true;
	}
	len = scan_today(behind);
	if (len == 0 && !is_open_end(rest_of(s), until))
		return false;
	if (len == 0)
		until = str_trim(str_take(rest_of(s), until)).len +
			count_blanks(rest_of(s));
	s->when->open = true;
	s->len += until + len;
	return true;
}

/* Chinese and Japanese write no blanks around them. */
static size_t
scan_comma(struct str text)
{
	static const struct str commas[] = {
		STR_INIT(","),
		STR_INIT("\uff0c"),
		STR_INIT("\u3001"),
		STR_INIT("\u548c"),
		STR_INIT("\u4e0e"),
		STR_INIT("\u3068"),
	};

	for (size_t i = 0; i < COUNT(commas); i++)
		if (str_starts(text, commas[i]))
			return commas[i].len;
	return 0;
}

/* Reads on with ", 2018" or " and 2018". */
static bool
scan_next(struct scan *s)
{
	struct str rest = rest_of(s);
	size_t comma = scan_comma(rest);
	size_t len = comma;
	struct date next;
	size_t date;

	len += count_blanks(str_skip(rest, len));
	if (len > 0 && calendar_is_and(first_word(str_skip(rest, len)))) {
		len += first_word(str_skip(rest, len)).len;
		len += count_blanks(str_skip(rest, len));
	} else if (comma == 0) {
		return false;
	}
	date = datescan(str_skip(rest, len), &next);
	if (date == 0 || (!is_end(str_skip(rest, len + date)) &&
			     scan_until(str_skip(rest, len + date)) == 0))
		return false;
	s->when->last = next;
	s->len += len + date;
	return true;
}

/* "2019-21", which has the form of a month that there is not. */
static bool
split_years(struct when *when)
{
	struct date *date = &when->first;

	if (date->month <= 12 || date->day > 0 ||
	    date->month <= date->year % 100)
		return false;
	when->last = (struct date){
		.year = date->year / 100 * 100 + date->month,
	};
	date->month = 0;
	return true;
}

/* "June to August 2019": the year of the end is the beginning's as well. */
static size_t
scan_months(struct str text, struct when *when)
{
	size_t month = datescan_month(text, &when->first);
	size_t until = scan_until(str_skip(text, month));
	size_t len;

	if (month == 0 || until == 0)
		return 0;
	len = datescan(str_skip(text, month + until), &when->last);
	if (len == 0 ||
	    (when->last.month == 0 && when->last.season == SEASON_NONE))
		return 0;
	when->first.year = when->last.year;
	return month + until + len;
}

static bool
scan_first(struct scan *s)
{
	struct when *when = s->when;
	struct str word = first_word(s->all);
	bool since = calendar_is_since(word);
	bool from = calendar_is_from(word);
	size_t len;

	if (since || from)
		s->len = word.len + count_blanks(str_skip(s->all, word.len));
	when->open = since;
	len = datescan(rest_of(s), &when->first);
	when->last = when->first;
	if (len == 0)
		len = scan_months(rest_of(s), when);
	else if (!split_years(when) && from &&
		 scan_until(str_skip(rest_of(s), len)) == 0)
		return false;
	s->len += len;
	return len > 0;
}

/* The length of the dates that text begins with, or 0. */
static size_t
scan_all(struct str text, struct when *when)
{
	struct scan s = { .all = text, .when = when };

	*when = (struct when){ .open = false };
	if (!scan_first(&s))
		return 0;
	if (!when->open)
		scan_stretch(&s);
	while (!when->open && scan_next(&s))
		scan_stretch(&s);
	when->text = str_take(text, s.len);
	return is_end(rest_of(&s)) ? s.len : 0;
}

bool
date_read(struct str text, struct date *date)
{
	return text.len > 0 && datescan(text, date) == text.len;
}

bool
when_read(struct str text, struct when *when)
{
	return text.len > 0 && scan_all(text, when) == text.len;
}

/* The length of the sign and blanks that part dates from the text behind. */
static size_t
scan_sign(struct str rest)
{
	static const struct str signs[] = {
		STR_INIT(":"),
		STR_INIT(","),
		STR_INIT(";"),
		STR_INIT("."),
		STR_INIT("|"),
		STR_INIT("-"),
		STR_INIT("\u2013"),
		STR_INIT("\u2014"),
		STR_INIT("\uff1a"),
		STR_INIT("\uff0c"),
	};
	size_t blanks = count_blanks(rest);
	struct str sign = str_skip(rest, blanks);

	for (size_t i = 0; i < COUNT(signs); i++) {
		struct str behind = str_skip(sign, signs[i].len);

		if (!str_starts(sign, signs[i]))
			continue;
		if (str_starts(behind, STR(" ")) || signs[i].at[0] == '\xef')
			return blanks + signs[i].len + count_blanks(behind);
	}
	return blanks;
}

static struct str
bracket_behind(struct str text)
{
	if (str_starts(text, STR("[")))
		return STR("]");
	return str_starts(text, STR("(")) ? STR(")") : STR("");
}

bool
when_take(struct str *text, struct when *when)
{
	struct str close = bracket_behind(*text);
	size_t start = close.len + count_blanks(str_skip(*text, close.len));
	size_t len = scan_all(str_skip(*text, start), when);
	struct str rest = str_skip(*text, start + len);

	if (len == 0)
		return false;
	if (close.len > 0) {
		rest = str_skip(rest, count_blanks(rest));
		if (!str_starts(rest, close))
			return false;
		rest = str_skip(rest, close.len);
	}
	rest = str_skip(rest, scan_sign(rest));
	if (rest.len == 0)
		return false;
	*text = rest;
	return true;
}

const char *
when_flaw(const struct when *when)
{
	if (!date_exists(&when->first) || !date_exists(&when->last))
		return "there is no such date";
	if (date_cmp(&when->last, &when->first) < 0 &&
	    str_index(when->text, ',') == when->text.len)
		return "its end comes before its beginning";
	return NULL;
}

bool
date_is(struct str text)
{
	struct date date;

	return date_read(text, &date);
}

/* Which of its numbers is the month is not known, but it is a date. */
static bool
begins_doubtfully(struct str text)
{
	const struct str form = STR("00/00/0000");

	if (bracket_behind(text).len > 0)
		text = str_skip(text, 1);
	return datescan_has_form(str_take(text, form.len), form) &&
	       text.len > form.len + 1 && is_end(str_skip(text, form.len));
}

bool
date_begins(struct str text)
{
	struct when when;

	return when_take(&text, &when) || begins_doubtfully(text);
}

bool
date_has_year(struct str text)
{
	size_t digits = 0;

	for (size_t i = 0; i < text.len; i++) {
		digits = char_is_digit(text.at[i]) ? digits + 1 : 0;
		if (digits == 4 &&
		    (i + 1 == text.len || !char_is_digit(text.at[i + 1])))
			return true;
	}
	return false;
}
