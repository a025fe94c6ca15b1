/* SPDX-License-Identifier: ISC */
#include "page/typed_line.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "page/drawn.h"

#define COLUMN_GAP 3 /* blanks between two columns of a label */
#define KEY_MAX 24   /* bytes in front of a colon */

struct typed_line
typed_line_of(struct arena *a, struct str text, struct place at)
{
	struct typed_line line = { .at = at };
	uint32_t point;
	size_t len;

	if (!str_is_ascii(text))
		text = utf8_nfc(a, text);
	while (str_ends(text, STR(" ")))
		text.len--;
	line.whole = text;
	line.width = utf8_width(text);
	while ((len = utf8_next(text, &point)) > 0 && utf8_is_blank(point)) {
		line.margin += utf8_char_width(point);
		text = str_skip(text, len);
	}
	line.text = text;
	return line;
}

/* What stands between two words with so many blanks; columns need a dash. */
static struct str
between(size_t blanks, uint32_t before, uint32_t point)
{
	if (blanks == 0)
		return STR("");
	if (blanks < COLUMN_GAP || !utf8_is_word(before) ||
	    !utf8_is_word(point))
		return STR(" ");
	return STR(" \xe2\x80\x93 ");
}

struct str
typed_words(struct arena *a, struct str text)
{
	struct buf out;
	size_t blanks = 0;
	uint32_t before = 0;
	uint32_t point;
	size_t len;

	buf_init(&out);
	while ((len = utf8_next(text, &point)) > 0) {
		if (utf8_is_blank(point)) {
			blanks++;
		} else {
			if (out.len > 0)
				buf_add(&out, between(blanks, before, point));
			buf_add(&out, str_take(text, len));
			before = point;
			blanks = 0;
		}
		text = str_skip(text, len);
	}
	return buf_keep(&out, a);
}

bool
typed_is_label(const struct typed_line *line)
{
	static const struct str marks = STR_INIT("[(<>-*+\"");
	struct str text = line->text;

	return utf8_has_word(text) &&
	       str_index(marks, text.at[0]) == marks.len &&
	       utf8_width(text) <= DRAWN_LABEL_MAX &&
	       !str_ends(text, STR(".")) && !str_ends(text, STR(",")) &&
	       !str_ends(text, STR(";"));
}

/* As Markdown and gemtext write it. */
static bool
is_marked(struct str line, struct str *text, int *level)
{
	size_t run = 0;

	while (run < line.len && line.at[run] == '#')
		run++;
	if (run < 1 || run > 6 || !str_starts(str_skip(line, run), STR(" ")))
		return false;
	*text = str_trim(str_skip(line, run));
	*level = run > 2 ? 3 : 2;
	return utf8_has_word(*text);
}

size_t
typed_heading(struct typed lines, struct str *text, int *level)
{
	size_t above = lines.count > 0 && drawn_is_rule(lines.at[0].text);
	const struct typed_line *line = lines.at + above;

	*level = 2;
	if (above >= lines.count)
		return 0;
	if (is_marked(line->text, text, level) ||
	    drawn_is_framed(line->text, text))
		return above + 1;
	if (lines.count < above + 2 || !drawn_is_rule(line[1].text) ||
	    line->width - line->margin > DRAWN_LABEL_MAX ||
	    !utf8_has_word(line->text))
		return 0;
	*text = line->text;
	return above + 2;
}

size_t
typed_marker(struct str text)
{
	if (str_starts(text, STR("- ")) || str_starts(text, STR("* ")))
		return 2;
	return str_starts(text, STR("\xe2\x80\xa2 ")) ? 4 : 0;
}

/* "1. ", "12) ", "a. " */
bool
typed_is_numbered(struct str text)
{
	size_t i = 0;

	while (i < text.len && i < 3 && char_is_digit(text.at[i]))
		i++;
	if (i == 0 && text.len > 0 && char_is_letter(text.at[0]))
		i = 1;
	text = str_skip(text, i);
	return i > 0 &&
	       (str_starts(text, STR(". ")) || str_starts(text, STR(") ")));
}

bool
typed_begins_part(struct str text)
{
	struct str heading;
	int level;

	return typed_marker(text) > 0 || typed_is_numbered(text) ||
	       str_starts(text, STR(">")) || drawn_is_rule(text) ||
	       drawn_is_framed(text, &heading) ||
	       is_marked(text, &heading, &level);
}

/* "Name: value" */
static bool
has_key(struct str text)
{
	return str_find(text, STR(": ")) <= KEY_MAX &&
	       str_find(text, STR(": ")) < text.len;
}

bool
typed_are_listed(struct str a, struct str b)
{
	return (char_is_digit(a.at[0]) && char_is_digit(b.at[0])) ||
	       (has_key(a) && has_key(b));
}
