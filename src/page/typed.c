/* SPDX-License-Identifier: ISC */
#include "page/typed.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "page/drawn.h"

#define FILLED_MIN 40 /* narrower lines were not filled */
#define QUOTE_INDENT 2

static size_t
widest(struct typed lines)
{
	size_t width = 0;

	for (size_t i = 0; i < lines.count; i++)
		if (!drawn_is_rule(lines.at[i].text) &&
		    lines.at[i].width > width)
			width = lines.at[i].width;
	return width;
}

/*
 * Whether line was broken because it was full, so that next goes on with it:
 * the next word would not have fitted, or is in the midst of a sentence.
 */
static bool
runs_on(const struct typed_line *line, size_t width)
{
	const struct typed_line *next = line + 1;
	struct str word = str_take(next->text, str_index(next->text, ' '));
	uint32_t point = 0;

	if (width < FILLED_MIN || next->margin > line->margin + QUOTE_INDENT)
		return false;
	if (typed_are_listed(line->text, next->text))
		return false;
	utf8_next(next->text, &point);
	return line->width + 1 + utf8_width(word) > width ||
	       (2 * line->width >= width && utf8_is_word(point) &&
		   utf8_lower(point) == point && point > '9' &&
		   !utf8_is_cjk(point));
}

/* How many lines the block has that begins with the first. */
static size_t
block_lines(struct typed lines, size_t width)
{
	bool hangs = typed_marker(lines.at->text) > 0 ||
		     typed_is_numbered(lines.at->text);
	size_t n = 1;

	for (; n < lines.count; n++) {
		const struct typed_line *line = &lines.at[n];

		if (typed_begins_part(line->text))
			break;
		if (hangs ? line->margin <= lines.at->margin
			  : !runs_on(line - 1, width))
			break;
	}
	return n;
}

/* The last character of text, or a blank. */
static uint32_t
last_of(struct str text)
{
	uint32_t point = ' ';
	size_t i = text.len;

	while (i > 0 && ((unsigned char)text.at[i - 1] & 0xc0) == 0x80)
		i--;
	if (i > 0)
		utf8_next(str_skip(text, i - 1), &point);
	return point;
}

static void
add_line(struct buf *out, struct str text)
{
	uint32_t point = ' ';

	utf8_next(text, &point);
	if (out->len > 0 && utf8_needs_blank(last_of(buf_str(out)), point))
		buf_char(out, ' ');
	buf_add(out, text);
}

static struct str
joined(struct arena *a, struct typed lines, size_t skip)
{
	struct buf out;

	buf_init(&out);
	for (size_t i = 0; i < lines.count; i++)
		add_line(&out, typed_words(a,
				   str_skip(lines.at[i].text,
				       i == 0 ? skip : 0)));
	return buf_keep(&out, a);
}

static void
add_block(struct arena *a, struct doc *doc, struct typed lines, bool quoted,
    bool tight)
{
	struct str first = lines.at->text;
	enum block_kind kind = quoted ? BLOCK_QUOTE : BLOCK_TEXT;
	size_t skip = typed_marker(first);
	struct block *block;

	if (skip > 0) {
		kind = BLOCK_ITEM;
	} else if (str_starts(first, STR(">"))) {
		kind = BLOCK_QUOTE;
		skip = 1;
	}
	block = doc_add(a, doc, kind, joined(a, lines, skip));
	block->at = lines.at->at;
	block->tight = tight;
}

static struct typed
typed_skip(struct typed lines, size_t n)
{
	return (struct typed){ lines.at + n, lines.count - n };
}

/* Further in than the page, and prose: somebody else's words. */
static bool
is_quoted(struct typed lines, size_t margin)
{
	size_t width = widest(lines);
	bool filled = false;

	for (size_t i = 0; i < lines.count; i++) {
		if (lines.at[i].margin < margin + QUOTE_INDENT)
			return false;
		if (typed_begins_part(lines.at[i].text))
			return false;
		filled = filled || (i > 0 && runs_on(&lines.at[i - 1], width));
	}
	return filled;
}

void
typed_add(struct arena *a, struct doc *doc, struct typed lines, size_t margin,
    bool tight)
{
	bool quoted = is_quoted(lines, margin);
	size_t width = widest(lines);
	struct block *block;
	struct str text;
	int level;

	while (lines.count > 0) {
		size_t n = typed_heading(lines, &text, &level);

		if (n > 0) {
			block = doc_add(a, doc, BLOCK_HEADING,
			    typed_words(a, text));
			block->level = level;
			block->at = lines.at->at;
			block->tight = tight;
		} else if (drawn_is_rule(lines.at->text)) {
			n = 1;
		} else {
			n = block_lines(lines, width);
			add_block(a, doc, (struct typed){ lines.at, n }, quoted,
			    tight);
		}
		lines = typed_skip(lines, n);
		tight = true;
	}
}

static size_t
left_edge(struct typed lines)
{
	size_t edge = SIZE_MAX;

	for (size_t i = 0; i < lines.count; i++)
		if (lines.at[i].text.len > 0 && lines.at[i].margin < edge)
			edge = lines.at[i].margin;
	return edge;
}

void
typed_add_drawn(struct arena *a, struct doc *doc, struct typed lines,
    bool tight)
{
	size_t edge = left_edge(lines);
	struct block *block;
	struct buf out;

	buf_init(&out);
	for (size_t i = 0; i < lines.count; i++) {
		const struct typed_line *line = &lines.at[i];

		if (line->text.len > 0)
			buf_printf(&out, "%*s%.*s", (int)(line->margin - edge),
			    "", STR_ARG(line->text));
		buf_char(&out, '\n');
	}
	block = doc_add(a, doc, BLOCK_PRE, buf_keep(&out, a));
	block->at = lines.at->at;
	block->tight = tight;
}
