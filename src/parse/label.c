/* SPDX-License-Identifier: ISC */
#include "parse/label.h"

#include "model/words.h"

/* Whether text has the form of pattern, in which 0 stands for any digit. */
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

/* "2023", "2023-04", "2023-04-17", the same with a time, "Apr 2023" (G17). */
static bool
is_date(struct str text)
{
	struct str month, year;

	if (has_form(text, STR("0000")) || has_form(text, STR("0000-00")) ||
	    has_form(text, STR("0000-00-00")) ||
	    has_form(text, STR("0000-00-00 00:00")))
		return true;
	return str_cut(text, ' ', &month, &year) && word_is_month(month) &&
	       has_form(year, STR("0000"));
}

bool
label_read(const struct line *line, struct label *label)
{
	struct str rest = line->whole;
	size_t end = 0;

	while (end < rest.len && char_is_letter(rest.at[end]))
		end++;
	if (line->kind != LINE_FIELD || !word_is_news(str_take(rest, end)))
		return false;
	rest = str_skip(rest, end);
	if (rest.at[0] != ' ' && rest.at[0] != ':')
		return false;
	/* The second colon ends a label whose first one is the time's. */
	end = 0;
	for (int colons = 0; colons < 2; colons++) {
		end += str_index(str_skip(rest, end), ':');
		label->date = str_trim(str_take(rest, end));
		label->text = str_trim(str_skip(rest, end + 1));
		if (label->date.len == 0 || is_date(label->date))
			return label->text.len > 0;
		end++;
	}
	return false;
}
