/* SPDX-License-Identifier: ISC */
#include "site/snippet.h"

#include "base/buf.h"
#include "base/utf8.h"

#define BEFORE 40      /* columns in front of the word found */
#define BYTES_MAX 2048 /* characters without width could go on for ever */

static void
add_line(struct buf *out, struct str text)
{
	uint32_t point = 0;

	while (text.len > 0) {
		size_t len = utf8_next(text, &point);

		if (text.at[0] == '\n')
			buf_add(out, STR(" / "));
		else if (len == 0 || utf8_is_control(point) ||
			 utf8_is_bidi(point))
			buf_char(out, ' ');
		else
			buf_add(out, str_take(text, len));
		text = str_skip(text, len > 0 ? len : 1);
	}
}

static bool
is_inside(struct str line, size_t at)
{
	return at < line.len && ((unsigned char)line.at[at] & 0xc0) == 0x80;
}

/* Where words may be cut: at a blank, and in front of a CJK character. */
static bool
is_break(struct str line, size_t at)
{
	uint32_t point = 0;

	if (at == line.len || line.at[at] == ' ')
		return true;
	return utf8_next(str_skip(line, at), &point) > 0 && utf8_is_cjk(point);
}

/* The first break at most BEFORE columns in front of at, or at itself. */
static size_t
start_of(struct str line, size_t at)
{
	size_t start = at;
	size_t width = 0;

	while (at > 0 && width < BEFORE) {
		uint32_t point = 0;

		at--;
		if (is_inside(line, at))
			continue;
		utf8_next(str_skip(line, at), &point);
		width += utf8_char_width(point);
		if (at == 0 || is_break(line, at))
			start = at;
	}
	return start;
}

/* As many whole words as fit; one that does not fit alone is cut. */
static size_t
length_of(struct str line)
{
	size_t fits = utf8_fit(line, SNIPPET_WIDTH);
	size_t end;

	if (fits > BYTES_MAX)
		fits = utf8_valid(str_take(line, BYTES_MAX));
	end = fits;
	while (end > 0 && (is_inside(line, end) || !is_break(line, end)))
		end--;
	return end > 0 ? end : fits;
}

/* Much more of the text than will be shown, in whole characters. */
static struct str
before(struct str text, size_t at)
{
	size_t first = at > BYTES_MAX ? at - BYTES_MAX : 0;

	while (is_inside(text, first) && first > 0)
		first--;
	return str_skip(str_take(text, at), first);
}

static struct str
behind(struct str text, size_t at)
{
	size_t end = text.len - at > BYTES_MAX ? at + BYTES_MAX : text.len;

	while (is_inside(text, end))
		end++;
	return str_skip(str_take(text, end), at);
}

struct str
snippet_of(struct arena *a, struct str text, size_t at)
{
	struct buf made;
	struct str cut, rest;
	size_t start;

	buf_init(&made);
	add_line(&made, before(text, at));
	start = made.len;
	add_line(&made, behind(text, at));
	start = start_of(buf_str(&made), start);
	rest = str_trim(str_skip(buf_str(&made), start));
	cut = str_take(rest, length_of(rest));
	cut = arena_printf(a, "%s%.*s%s", start > 0 ? "... " : "",
	    STR_ARG(str_trim(cut)), cut.len < rest.len ? " ..." : "");
	buf_release(&made);
	return cut;
}
