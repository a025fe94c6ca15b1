/* SPDX-License-Identifier: ISC */
#include "base/wrap.h"

#include <string.h>
#include <unilbrk.h>

#include "base/utf8.h"

static bool
is_scheme_char(char c)
{
	return char_is_letter(c) || char_is_digit(c) || c == '+' || c == '-' ||
	       c == '.';
}

/* Chinese needs no blank behind a URL, so its characters end one as well. */
static size_t
url_end(struct str text, size_t at)
{
	uint32_t point;
	size_t len;

	while ((len = utf8_next(str_skip(text, at), &point)) > 0 &&
	       !utf8_is_blank(point) && !utf8_is_cjk(point))
		at += len;
	return at;
}

/*
 * UAX #14 allows breaks after the slashes and hyphens of a URL, and a reader
 * cannot put such a URL together again: forbid them.
 */
static void
forbid_in_urls(struct str text, char *breaks)
{
	const struct str sign = STR("://");
	size_t at = 0;

	while ((at += str_find(str_skip(text, at), sign)) < text.len) {
		size_t start = at;
		size_t end = url_end(text, at);

		while (start > 0 && is_scheme_char(text.at[start - 1]))
			start--;
		memset(breaks + start + 1, UC_BREAK_PROHIBITED,
		    end - start - 1);
		at = end;
	}
}

/*
 * UAX #14 also breaks behind hyphens. "UW-Madison" is looked for, and copied,
 * as one word: it stays one. A long dash made of hyphens still divides.
 */
static void
forbid_in_compounds(struct str text, char *breaks)
{
	for (size_t i = 1; i + 1 < text.len; i++)
		if (text.at[i] == '-' && text.at[i - 1] != '-' &&
		    text.at[i - 1] != ' ')
			breaks[i + 1] = UC_BREAK_PROHIBITED;
}

static void
add_line(struct lines *lines, struct str line)
{
	line = str_trim(line);
	if (line.len > 0)
		lines->at[lines->count++] = line;
}

/* The length of the unbreakable piece that begins at `from`. */
static size_t
piece_len(struct str text, const char *breaks, size_t from)
{
	size_t end = from + 1;

	while (end < text.len && breaks[end] != UC_BREAK_POSSIBLE &&
	       breaks[end] != UC_BREAK_MANDATORY)
		end++;
	return end - from;
}

static struct str
without_last_blanks(struct str s)
{
	while (s.len > 0 && s.at[s.len - 1] == ' ')
		s.len--;
	return s;
}

struct lines
wrap_text(struct arena *a, struct str text, size_t width)
{
	struct lines lines = { 0 };
	size_t start = 0;
	size_t used = 0;
	char *breaks;

	text = str_trim(text);
	if (text.len == 0)
		return lines;
	breaks = arena_array(a, text.len, 1);
	lines.at = arena_array(a, text.len, sizeof(*lines.at));
	u8_possible_linebreaks(
	    (const uint8_t *)text.at, text.len, "UTF-8", breaks);
	forbid_in_urls(text, breaks);
	forbid_in_compounds(text, breaks);
	for (size_t at = 0; at < text.len;) {
		size_t len = piece_len(text, breaks, at);
		struct str piece = str_take(str_skip(text, at), len);

		if (at > start &&
		    used + utf8_width(without_last_blanks(piece)) > width) {
			add_line(&lines,
			    str_take(str_skip(text, start), at - start));
			start = at;
			used = 0;
		}
		used += utf8_width(piece);
		at += len;
	}
	add_line(&lines, str_skip(text, start));
	return lines;
}
