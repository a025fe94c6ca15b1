/* SPDX-License-Identifier: ISC */
#include "parse/title.h"

#include "model/value.h"
#include "model/words.h"
#include "parse/paragraph.h"

static bool
is_small(char c)
{
	return char_is_letter(c) && char_lower(c) == c;
}

/* The title that line would be, or an empty view: "Research", "News:". */
static struct str
title_of(const struct line *line)
{
	struct str title = line->whole;

	if (line->kind == LINE_FIELD && line->text.len == 0)
		title = line->extra;
	else if (line->kind != LINE_TEXT)
		title.len = 0;
	if (title.len == 0 || is_small(title.at[0]) ||
	    line->indent >= LINE_INDENT ||
	    word_section(title) == SECTION_FREE)
		return (struct str){ NULL, 0 };
	return title;
}

/* Whether there is a text for it, in place i of the lines. */
static bool
has_text(const struct line_list *lines, size_t i)
{
	while (i < lines->count && lines->at[i].kind == LINE_BLANK)
		i++;
	return i < lines->count && lines->at[i].kind != LINE_HEADING &&
	       title_of(&lines->at[i]).len == 0;
}

/* Whether text may go on with a sentence of the line above. */
static bool
goes_on(struct str text)
{
	return is_small(text.at[0]) && !value_is_url(text) &&
	       !value_is_mail(text);
}

/* Whether line i of p stands alone. */
static bool
is_alone(struct paragraph p, size_t i, size_t width)
{
	if (i > 0 && (title_of(&p.at[i - 1]).len > 0 ||
			 !paragraph_breaks(p, i, width)))
		return false;
	return i + 1 == p.count || !goes_on(p.at[i + 1].whole) ||
	       paragraph_breaks(p, i + 1, width);
}

static void
make_heading(struct line *line, struct diags *d)
{
	line->text = title_of(line);
	line->extra = (struct str){ NULL, 0 };
	line->key = KEY_NONE;
	line->kind = LINE_HEADING;
	line->level = 1;
	diag_add(d, DIAG_HINT, line->at, "guess-title",
	    "read as the title of a section; put '# ' before it to be sure");
}

/* The paragraph that begins at line `start`; returns how many lines it has. */
static size_t
read_paragraph(struct line_list *lines, size_t start, struct diags *d)
{
	struct paragraph p;
	size_t width;

	p = paragraph_first(&lines->at[start], lines->count - start);
	width = paragraph_width(p);
	for (size_t i = 0; i < p.count; i++)
		if (title_of(&p.at[i]).len > 0 && is_alone(p, i, width) &&
		    has_text(lines, start + i + 1))
			make_heading(&lines->at[start + i], d);
	return p.count;
}

void
title_read(struct line_list *lines, struct diags *d)
{
	size_t i = 0;

	while (i < lines->count && lines->at[i].kind == LINE_BLANK)
		i++;
	for (i++; i < lines->count; i++) {
		size_t count = read_paragraph(lines, i, d);

		i += count > 0 ? count - 1 : 0;
	}
}
