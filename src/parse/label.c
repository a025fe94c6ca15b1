/* SPDX-License-Identifier: ISC */
#include "parse/label.h"

#include "model/words.h"
#include "parse/date.h"

/* The letters that line begins with. */
static struct str
first_letters(const struct line *line)
{
	size_t len = 0;

	while (len < line->whole.len && char_is_letter(line->whole.at[len]))
		len++;
	return str_take(line->whole, len);
}

bool
label_read(const struct line *line, struct label *label)
{
	struct str word = first_letters(line);
	struct str rest = str_skip(line->whole, word.len);
	size_t end = 0;

	if (line->kind != LINE_FIELD || !word_is_news(word))
		return false;
	if (rest.at[0] != ' ' && rest.at[0] != ':')
		return false;
	/* The second colon ends a label whose first one is the time's. */
	for (int colons = 0; colons < 2; colons++) {
		end += str_index(str_skip(rest, end), ':');
		label->date = str_trim(str_take(rest, end));
		label->text = str_trim(str_skip(rest, end + 1));
		if (label->date.len == 0 || date_is(label->date))
			return label->text.len > 0;
		end++;
	}
	return false;
}

bool
label_is_near(const struct line *line)
{
	struct str word = first_letters(line);
	struct str head, text, more;
	struct label label;
	bool one;

	if (!str_cut(line->whole, ':', &head, &text) || text.len == 0 ||
	    text.at[0] != ' ' || label_read(line, &label))
		return false;
	head = str_trim(str_skip(head, word.len));
	one = !str_cut(head, ' ', &head, &more);
	if (head.len == 0)
		return word_is_nearly_news(word);
	return word_is_news(word) &&
	       (one || char_is_digit(head.at[0]) || word_is_month(head));
}
