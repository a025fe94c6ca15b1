/* SPDX-License-Identifier: ISC */
#include "parse/paragraph.h"

#include "base/utf8.h"
#include "model/phrase.h"
#include "parse/label.h"

static bool
is_prose(const struct line *line)
{
	return line->kind == LINE_TEXT || line->kind == LINE_FIELD;
}

struct paragraph
paragraph_first(const struct line *line, size_t rest)
{
	struct paragraph p = { line, 0 };
	struct label label;

	while (p.count < rest && is_prose(&line[p.count]) &&
	       (p.count == 0 || !label_read(&line[p.count], &label)))
		p.count++;
	return p;
}

size_t
paragraph_intro(struct paragraph p)
{
	for (size_t i = 0; i < p.count; i++)
		if (phrase_announces(p.at[i].whole))
			return i + 1;
	return 0;
}

struct paragraph
paragraph_skip(struct paragraph p, size_t n)
{
	return (struct paragraph){ p.at + n, p.count - n };
}

struct paragraph
paragraph_take(struct paragraph p, size_t n)
{
	return (struct paragraph){ p.at, n };
}

/* The last character of s, and its length; 0 if s is empty. */
static size_t
last_char(struct str s, uint32_t *point)
{
	size_t start = s.len;

	while (start > 0) {
		start--;
		if (((unsigned char)s.at[start] & 0xc0) != 0x80)
			break;
	}
	return utf8_next(str_skip(s, start), point);
}

static bool
is_one_of(uint32_t point, struct str set)
{
	uint32_t next;
	size_t len;

	while ((len = utf8_next(set, &next)) > 0) {
		if (next == point)
			return true;
		set = str_skip(set, len);
	}
	return false;
}

static struct str
without_closers(struct str text)
{
	uint32_t point;
	size_t len;

	while ((len = last_char(text, &point)) > 0 &&
	       is_one_of(point, STR(")]}\"'”’»」』）】》")))
		text.len -= len;
	return text;
}

static bool
ends_in(struct str text, struct str set)
{
	uint32_t point;

	return last_char(text, &point) > 0 && is_one_of(point, set);
}

/* The word that text ends with, without a bracket or quote before it. */
static struct str
last_word(struct str text)
{
	size_t start = text.len;

	while (start > 0 && text.at[start - 1] != ' ' &&
	       text.at[start - 1] != '(')
		start--;
	return str_skip(text, start);
}

bool
text_ends_sentence(struct str text)
{
	text = without_closers(text);
	return ends_in(text, STR(".!?…。！？")) &&
	       !word_is_abbreviation(last_word(text));
}

/* Whether the words go on in the next line: the mark of filled prose. */
static bool
ends_open(struct str text)
{
	return text_ends_sentence(text) || ends_in(text, STR(",;，、；"));
}

/* A sign of Chinese or Japanese has its blank in itself. */
static bool
is_wide_sign(uint32_t point)
{
	return utf8_is_cjk(point) && !utf8_is_word(point);
}

/* The blank that joins two lines, if they need one. */
static struct str
joint(struct str text, struct str line)
{
	uint32_t last, next, before = 0;
	size_t len = last_char(text, &last);

	if (len == 0 || utf8_next(line, &next) == 0)
		return STR("");
	text.len -= len;
	/* A mark of no width would melt into the character before it. */
	if (utf8_is_cjk(last) && utf8_is_cjk(next) && utf8_char_width(next) > 0)
		return STR("");
	if (is_wide_sign(last) || is_wide_sign(next))
		return STR("");
	if (last == '-' && last_char(text, &before) > 0 && utf8_is_word(before))
		return STR("");
	return STR(" ");
}

/* Columns that the first word of a line takes; a CJK character is a word. */
static size_t
first_word_width(struct str line)
{
	uint32_t point;
	size_t len = utf8_next(line, &point);

	if (len > 0 && utf8_is_cjk(point))
		return utf8_char_width(point);
	return utf8_width(str_take(line, str_index(line, ' ')));
}

static size_t
line_width(const struct line *line)
{
	return line->indent + utf8_width(line->whole);
}

size_t
paragraph_width(struct paragraph p)
{
	size_t widest = 0;

	for (size_t i = 0; i < p.count; i++) {
		size_t width = line_width(&p.at[i]);

		widest = width > widest ? width : widest;
	}
	return widest;
}

bool
paragraph_breaks(struct paragraph p, size_t i, size_t width)
{
	struct str next = p.at[i].whole;

	return line_width(&p.at[i - 1]) + joint(p.at[i - 1].whole, next).len +
		   first_word_width(next) <=
	       width;
}

bool
paragraph_is_list(struct paragraph p)
{
	size_t width = paragraph_width(p);
	size_t breaks = 0;

	for (size_t i = 0; i < p.count; i++) {
		if (ends_open(p.at[i].whole))
			return false;
		breaks += i > 0 && paragraph_breaks(p, i, width);
	}
	return p.count > 1 && 2 * breaks >= p.count - 1;
}

void
paragraph_add(struct buf *text, struct str line)
{
	buf_add(text, joint(buf_str(text), line));
	buf_add(text, line);
}

struct str
paragraph_text(struct arena *a, struct paragraph p)
{
	struct buf text;

	if (p.count == 1)
		return p.at[0].whole;
	buf_init(&text);
	for (size_t i = 0; i < p.count; i++)
		paragraph_add(&text, p.at[i].whole);
	return buf_keep(&text, a);
}
