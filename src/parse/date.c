/* SPDX-License-Identifier: ISC */
#include "parse/date.h"

#include "model/words.h"

/* Forms in which 0 stands for any digit; a longer one before its beginning. */
static const struct str forms[] = {
	STR_INIT("0000-00-00 00:00"),
	STR_INIT("0000-00-00"),
	STR_INIT("0000-00"),
	STR_INIT("0000"),
};
static const struct str more_forms[] = {
	STR_INIT("0000/00/00"),
	STR_INIT("0000/00"),
	STR_INIT("0000.00"),
	STR_INIT("00/00/0000"),
	STR_INIT("00.00.0000"),
	STR_INIT("00/0000"),
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static bool
has_form(struct str text, struct str pattern)
{
	if (text.len != pattern.len)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		char c = char_is_digit(text.at[i]) ? '0' : text.at[i];

		if (c != pattern.at[i])
			return false;
	}
	return true;
}

bool
date_is(struct str text)
{
	struct str month, year;

	for (size_t i = 0; i < COUNT(forms); i++)
		if (has_form(text, forms[i]))
			return true;
	return str_cut(text, ' ', &month, &year) && word_is_month(month) &&
	       has_form(year, STR("0000"));
}

/* Whether s goes on as it does behind a date, with more to come. */
static bool
is_behind(struct str s)
{
	static const struct str ends[] = {
		STR_INIT(" "),
		STR_INIT(": "),
		STR_INIT(", "),
		STR_INIT(". "),
		STR_INIT("] "),
		STR_INIT("]: "),
		STR_INIT(") "),
		STR_INIT("): "),
	};

	for (size_t i = 0; i < COUNT(ends); i++)
		if (str_starts(s, ends[i]) && s.len > ends[i].len)
			return true;
	return false;
}

static bool
begins_with(struct str text, const struct str *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (has_form(str_take(text, list[i].len), list[i]) &&
		    is_behind(str_skip(text, list[i].len)))
			return true;
	return false;
}

static bool
is_day(struct str word)
{
	if (str_ends(word, STR(",")) || str_ends(word, STR(".")))
		word.len--;
	return has_form(word, STR("0")) || has_form(word, STR("00"));
}

/* "Apr 2023", "April 17, 2023", "17 April 2023", and something behind it. */
static bool
begins_in_words(struct str text)
{
	struct str word;
	bool month = false;

	for (int words = 0; words < 3; words++) {
		if (month && begins_with(text, &forms[COUNT(forms) - 1], 1))
			return true;
		str_cut(text, ' ', &word, &text);
		if (!month && word_is_month(word))
			month = true;
		else if (!is_day(word))
			return false;
	}
	return false;
}

bool
date_begins(struct str text)
{
	if (str_starts(text, STR("[")) || str_starts(text, STR("(")))
		text = str_skip(text, 1);
	return begins_with(text, forms, COUNT(forms)) ||
	       begins_with(text, more_forms, COUNT(more_forms)) ||
	       begins_in_words(text);
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
