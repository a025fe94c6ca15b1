/* SPDX-License-Identifier: ISC */
#include "page/drawn.h"

#include "base/utf8.h"

/* Signs that make a rule; fewer are an ellipsis or a scene's end. */
#define RULE_MIN 5

/* Of a hundred characters, so many signs are no sentence. */
#define SIGNS_PERCENT 45
#define SIGNS_OF_MIN 6

/* Blanks within a line that are a column's, whatever stands in front. */
#define GAP_WIDE 3

/* Left edges in one paragraph; a list within a list has two. */
#define MARGINS_MAX 2

bool
drawn_is_rule(struct str text)
{
	uint32_t signs[2] = { 0, 0 };
	uint32_t point;
	size_t count = 0;
	size_t len;

	while ((len = utf8_next(text, &point)) > 0) {
		text = str_skip(text, len);
		if (utf8_is_blank(point))
			continue;
		if (utf8_is_word(point) || point == '.')
			return false;
		if (count < 2)
			signs[count] = point;
		else if (point != signs[count % 2])
			return false;
		count++;
	}
	return count >= RULE_MIN;
}

/* How many of the character c s begins with. */
static size_t
run_of(struct str s, char c)
{
	size_t i = 0;

	while (i < s.len && s.at[i] == c)
		i++;
	return i;
}

static size_t
run_at_end(struct str s, char c)
{
	size_t i = s.len;

	while (i > 0 && s.at[i - 1] == c)
		i--;
	return s.len - i;
}

/* Hyphens and others that stand within names need a blank. */
bool
drawn_is_framed(struct str text, struct str *inner)
{
	size_t run = text.len > 0 ? run_of(text, text.at[0]) : 0;
	struct str within;

	if (run < 2 || str_index(STR("=*~-_+#"), text.at[0]) == 7 ||
	    2 * run >= text.len || run_at_end(text, text.at[0]) != run)
		return false;
	within = str_take(str_skip(text, run), text.len - 2 * run);
	if (str_index(STR("=*~"), text.at[0]) == 3 &&
	    !(str_starts(within, STR(" ")) && str_ends(within, STR(" "))))
		return false;
	within = str_trim(within);
	if (!utf8_has_word(within) || utf8_width(within) > DRAWN_LABEL_MAX)
		return false;
	*inner = within;
	return true;
}

/* Box drawing, blocks, braille: nobody writes with these. */
static bool
is_art(uint32_t point)
{
	return (point >= 0x2500 && point <= 0x259f) ||
	       (point >= 0x2800 && point <= 0x28ff);
}

struct signs {
	size_t words; /* characters of words */
	size_t signs; /* others that are not blank */
	bool art;
	unsigned gaps; /* columns of a table that begin in the line */
	unsigned wide; /* of them those that nothing else can be */
};

static bool
ends_a_part(uint32_t point)
{
	return point < 0x80 && point != 0 &&
	       str_index(STR(".:!?)]-*"), (char)point) < 8;
}

static void
count_signs(struct str text, struct signs *s)
{
	uint32_t before = 0;
	uint32_t point;
	size_t blanks = 0;
	size_t len;

	while ((len = utf8_next(text, &point)) > 0) {
		text = str_skip(text, len);
		if (utf8_is_blank(point)) {
			blanks++;
			continue;
		}
		s->wide += blanks >= GAP_WIDE;
		s->gaps += blanks > 1 && !ends_a_part(before);
		s->words += utf8_is_word(point);
		s->signs += !utf8_is_word(point);
		s->art = s->art || is_art(point);
		before = point;
		blanks = 0;
	}
}

/* More left edges than a paragraph and its lists have: verse, or code. */
static bool
is_stepped(struct typed lines)
{
	size_t margins[MARGINS_MAX + 1];
	size_t count = 0;

	for (size_t i = 0; i < lines.count && count <= MARGINS_MAX; i++) {
		size_t known = 0;

		while (known < count && margins[known] != lines.at[i].margin)
			known++;
		if (known == count)
			margins[count++] = lines.at[i].margin;
	}
	return count > MARGINS_MAX;
}

static bool
has_list(struct typed lines)
{
	for (size_t i = 0; i < lines.count; i++) {
		struct str text = lines.at[i].text;

		if (str_starts(text, STR("- ")) ||
		    str_starts(text, STR("* ")) ||
		    char_is_digit(text.at[0]))
			return true;
	}
	return false;
}

bool
drawn_is(struct typed lines)
{
	struct signs all = { .words = 0 };
	size_t counted = 0;

	for (size_t i = 0; i < lines.count; i++) {
		struct str text = lines.at[i].text;

		if (drawn_is_rule(text))
			continue;
		drawn_is_framed(text, &text);
		count_signs(text, &all);
		counted++;
	}
	if (counted == 0)
		return lines.count > 1;
	if (all.art || str_starts(lines.at[0].text, STR("-----BEGIN ")))
		return true;
	if (all.words + all.signs >= SIGNS_OF_MIN &&
	    100 * all.signs >= SIGNS_PERCENT * (all.words + all.signs))
		return true;
	if (counted < 2)
		return false;
	return all.wide > 0 || all.gaps > 1 ||
	       (is_stepped(lines) && !has_list(lines));
}
