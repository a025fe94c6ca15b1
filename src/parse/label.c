/* SPDX-License-Identifier: ISC */
#include "parse/label.h"

#include "base/utf8.h"
#include "model/calendar.h"
#include "model/phrase.h"
#include "model/words.h"
#include "parse/date.h"

/* The letters that line begins with. */
static struct str
first_letters(const struct line *line)
{
	struct str rest = line->whole;
	uint32_t point;
	size_t len;

	while ((len = utf8_next(rest, &point)) > 0 && utf8_is_word(point) &&
	       !char_is_digit(rest.at[0]))
		rest = str_skip(rest, len);
	return str_take(line->whole, line->whole.len - rest.len);
}

/* Whether a label's word ends here; Chinese needs no blank before a date. */
static bool
ends_word(struct str word, struct str rest)
{
	struct str before, after;

	if (rest.len == 0)
		return false;
	return str_starts(rest, STR(" ")) ||
	       (phrase_cut(rest, &before, &after) && before.len == 0) ||
	       (char_is_digit(rest.at[0]) && !char_is_letter(word.at[0]));
}

bool
label_read(const struct line *line, struct label *label)
{
	struct str word, rest, behind;

	/* "News Apr 17, 2023:" has not the form of a field. */
	if (line->escaped ||
	    (line->kind != LINE_FIELD && line->kind != LINE_TEXT))
		return false;
	word = first_letters(line);
	rest = str_skip(line->whole, word.len);
	behind = rest;
	if (!word_is_news(word) || !ends_word(word, rest))
		return false;
	/* The second colon ends a label whose first one is the time's. */
	for (int colons = 0; colons < 2; colons++) {
		struct str piece;

		if (!phrase_cut(behind, &piece, &behind))
			return false;
		piece.len += (size_t)(piece.at - rest.at);
		label->date = str_trim(str_take(rest, piece.len));
		label->text = str_trim(behind);
		if (label->date.len == 0 || date_is(label->date))
			return label->text.len > 0;
	}
	return false;
}

bool
label_is_near(const struct line *line)
{
	struct str word, head, text, more;
	struct label label;
	bool one;

	if (!phrase_cut(line->whole, &head, &text) || text.len == 0)
		return false;
	if (text.at[0] != ' ' && line->whole.at[head.len] == ':')
		return false;
	if (label_read(line, &label))
		return false;
	word = first_letters(line);
	head = str_trim(str_skip(head, word.len));
	one = !str_cut(head, ' ', &head, &more);
	if (head.len == 0)
		return word_is_nearly_news(word);
	return word_is_news(word) &&
	       (one || char_is_digit(head.at[0]) || calendar_month(head) > 0);
}
