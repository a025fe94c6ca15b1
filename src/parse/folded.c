/* SPDX-License-Identifier: ISC */
#include "parse/folded.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "parse/clean.h"

struct str
folded_one_line(struct arena *a, struct str text)
{
	struct buf line;
	uint32_t before = ' ';
	uint32_t point, behind;
	size_t len;

	buf_fixed(&line, arena_array(a, text.len + 1, 1), text.len);
	while ((len = utf8_next(text, &point)) > 0) {
		struct str rest = str_skip(text, len);

		if (point != FOLDED_FOLD && point != FOLDED_BREAK)
			buf_add(&line, str_take(text, len));
		else if (utf8_next(rest, &behind) == 0 ||
			 utf8_needs_blank(before, behind))
			buf_char(&line, ' ');
		before = point;
		text = rest;
	}
	return clean_text(a, buf_str(&line));
}

struct str
folded_lines(struct arena *a, struct str text, char end)
{
	struct buf lines;
	struct str line;

	buf_init(&lines);
	while (text.len > 0) {
		str_cut(text, end, &line, &text);
		buf_add(&lines, clean_pre(a, clean_loose(a, line)));
		buf_char(&lines, '\n');
	}
	return buf_keep(&lines, a);
}

/* "|---|:--:|" */
static bool
is_rule(struct str line)
{
	size_t bars = 0;
	size_t dashes = 0;

	for (size_t i = 0; i < line.len; i++) {
		bars += line.at[i] == '|';
		dashes += line.at[i] == '-';
		if (str_index(STR("|-: "), line.at[i]) == 4)
			return false;
	}
	return bars > 0 && dashes > 0;
}

bool
folded_is_table(struct str text)
{
	struct str head, rule;

	if (!str_cut(text, FOLDED_FOLD, &head, &text))
		return false;
	str_cut(text, FOLDED_FOLD, &rule, &text);
	return str_index(head, '|') < head.len && is_rule(rule);
}
