/* SPDX-License-Identifier: ISC */
#include "parse/wrapped.h"

#include "base/utf8.h"
#include "base/wrap.h"
#include "parse/paragraph.h"

#define JOINT_BYTES 8 /* two characters: all that a joint depends on */

/* Whether the lines, which view one text, are joined to that text again. */
static bool
joins(struct buf *joined, struct str above, struct str line)
{
	size_t gap = (size_t)(line.at - (above.at + above.len));
	size_t kept;

	if (above.len > JOINT_BYTES)
		above = str_skip(above, above.len - JOINT_BYTES);
	buf_clear(joined);
	buf_add(joined, above);
	kept = joined->len;
	paragraph_add(joined, line);
	return joined->len == kept + gap + line.len;
}

/* Chinese has blanks that no line break stands for, for one. */
static void
unite_broken(struct lines *lines)
{
	size_t kept = 0;
	struct buf joined;

	buf_init(&joined);
	for (size_t i = 0; i < lines->count; i++) {
		struct str line = lines->at[i];
		struct str *above = &lines->at[kept > 0 ? kept - 1 : 0];

		if (kept == 0 || joins(&joined, *above, line))
			lines->at[kept++] = line;
		else
			above->len = (size_t)(line.at + line.len - above->at);
	}
	lines->count = kept;
	buf_release(&joined);
}

/* Whether a line of the text would be taken for more than that. */
static bool
needs_backslash(const struct wrapping *how, struct str whole, size_t indent)
{
	struct line line = line_of(whole, indent);

	if (line.kind == LINE_FIELD)
		return how->is_key != NULL && how->is_key(&line);
	return line_takes_backslash(whole, indent);
}

void
wrapped_write(struct arena *a, const struct wrapping *how, struct str text,
    struct buf *out)
{
	size_t left = utf8_width(how->first);
	struct lines lines;

	left = left > how->indent ? left : how->indent;
	lines = wrap_text(a, text, how->width - left);
	unite_broken(&lines);
	for (size_t i = 0; i < lines.count; i++) {
		size_t indent = i > 0 ? how->indent : how->first.len;

		if (i == 0)
			buf_add(out, how->first);
		else
			buf_printf(out, "%*s", (int)indent, "");
		if ((i > 0 || !how->marked_first) &&
		    needs_backslash(how, lines.at[i], indent))
			buf_char(out, '\\');
		buf_add(out, lines.at[i]);
		buf_char(out, '\n');
	}
}
