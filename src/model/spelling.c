/* SPDX-License-Identifier: ISC */
#include "model/spelling.h"

#include "base/utf8.h"

/* The first character of *s in its small form, taken off it. */
static uint32_t
next_lower(struct str *s)
{
	uint32_t point = 0;
	size_t len;

	/* Nearly all letters are ASCII, and tables have many words. */
	if (s->len > 0 && (unsigned char)s->at[0] < 0x80) {
		point = (unsigned char)char_lower(s->at[0]);
		s->at++;
		s->len--;
		return point;
	}
	len = utf8_next(*s, &point);
	*s = str_skip(*s, len > 0 ? len : 1);
	return utf8_lower(point);
}

int
spelling_order(struct str a, struct str b)
{
	while (a.len > 0 && b.len > 0) {
		uint32_t x = next_lower(&a);
		uint32_t y = next_lower(&b);

		if (x != y)
			return x < y ? -1 : 1;
	}
	return (a.len > 0) - (b.len > 0);
}

bool
spelling_same(struct str a, struct str b)
{
	return spelling_order(a, b) == 0;
}

static struct str
skip_gaps(struct str s)
{
	while (s.len > 0 && (s.at[0] == ' ' || s.at[0] == '-'))
		s = str_skip(s, 1);
	return s;
}

bool
spelling_alike(struct str a, struct str b)
{
	for (;;) {
		a = skip_gaps(a);
		b = skip_gaps(b);
		if (a.len == 0 || b.len == 0)
			return a.len == b.len;
		if (next_lower(&a) != next_lower(&b))
			return false;
	}
}

/* Which letters a word has, letter case aside: a bit for each. */
static uint32_t
letters_of(struct str word)
{
	uint32_t letters = 0;

	for (size_t i = 0; i < word.len; i++)
		letters |= (uint32_t)1 << (word.at[i] & 31);
	return letters;
}

/* An edit puts in one letter and takes out another, at most. */
static bool
is_far(struct str a, struct str b, size_t limit)
{
	uint32_t differing;
	size_t count = 0;

	if (a.len > b.len + limit || b.len > a.len + limit)
		return true;
	differing = letters_of(a) ^ letters_of(b);
	for (; differing != 0; differing &= differing - 1)
		count++;
	return count > 2 * limit;
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static bool
is_same(char a, char b)
{
	return char_lower(a) == char_lower(b);
}

static size_t
edits(struct str a, struct str b)
{
	size_t cost[SPELLING_MAX + 1][SPELLING_MAX + 1];

	for (size_t i = 0; i <= a.len; i++)
		cost[i][0] = i;
	for (size_t j = 0; j <= b.len; j++)
		cost[0][j] = j;
	for (size_t i = 1; i <= a.len; i++) {
		for (size_t j = 1; j <= b.len; j++) {
			bool same = is_same(a.at[i - 1], b.at[j - 1]);

			cost[i][j] = least(cost[i - 1][j - 1] + !same,
			    least(cost[i - 1][j], cost[i][j - 1]) + 1);
			if (i > 1 && j > 1 &&
			    is_same(a.at[i - 1], b.at[j - 2]) &&
			    is_same(a.at[i - 2], b.at[j - 1]))
				cost[i][j] = least(cost[i][j],
				    cost[i - 2][j - 2] + 1);
		}
	}
	return cost[a.len][b.len];
}

bool
spelling_near(struct str a, struct str b, size_t limit, size_t *away)
{
	if (a.len > SPELLING_MAX || b.len > SPELLING_MAX || is_far(a, b, limit))
		return false;
	*away = edits(a, b);
	return *away <= limit;
}
