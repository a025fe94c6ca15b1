/* SPDX-License-Identifier: ISC */
#include "parse/burden.h"

#define DEPTH_TIMES_LINES ((size_t)1 << 24)
#define PICTURES_TIMES_LINKS ((size_t)1 << 26)
#define TAB_STOP 4

static bool
is_blank(struct str s)
{
	return s.len == 0 || s.at[0] == ' ' || s.at[0] == '\t';
}

/* At most so many lists and quotations are open in a line. */
static size_t
depth_of(struct str line)
{
	size_t columns = 0;
	size_t marks = 0;

	while (line.len > 0) {
		char c = line.at[0];

		line = str_skip(line, 1);
		if (c == '>' ||
		    (str_index(STR("-+*.)"), c) < 5 && is_blank(line)))
			marks++;
		else if (c == ' ')
			columns++;
		else if (c == '\t')
			columns += TAB_STOP;
		else if (!char_is_digit(c))
			break;
	}
	return marks + columns / 2;
}

static size_t
count_of(struct str source, struct str what)
{
	size_t count = 0;
	size_t at = str_find(source, what);

	while (at < source.len) {
		count++;
		source = str_skip(source, at + what.len);
		at = str_find(source, what);
	}
	return count;
}

bool
burden_is_heavy(struct str source)
{
	struct str line;
	size_t lines = 0;
	size_t deepest = 1;
	size_t pictures = 0; /* of what may be one paragraph */
	size_t links = 0;
	size_t pairs = 0;

	while (source.len > 0 && pairs < PICTURES_TIMES_LINKS) {
		size_t depth;

		str_cut(source, '\n', &line, &source);
		depth = depth_of(line);
		deepest = depth > deepest ? depth : deepest;
		lines++;
		pictures += count_of(line, STR("!["));
		links += count_of(line, STR("]("));
		if (str_trim(line).len > 0 && source.len > 0)
			continue;
		pairs += pictures * links;
		pictures = 0;
		links = 0;
	}
	return pairs >= PICTURES_TIMES_LINKS ||
	       lines > DEPTH_TIMES_LINES / deepest;
}
