/* SPDX-License-Identifier: ISC */
#include "base/str.h"

#include <string.h>

struct str
str_of(const char *text)
{
	return (struct str){ text, text != NULL ? strlen(text) : 0 };
}

bool
str_eq(struct str a, struct str b)
{
	return a.len == b.len && str_cmp(a, b) == 0;
}

bool
str_eq_nocase(struct str a, struct str b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++)
		if (char_lower(a.at[i]) != char_lower(b.at[i]))
			return false;
	return true;
}

bool
str_is_ascii(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.at[i] >= 0x80)
			return false;
	return true;
}

int
str_cmp(struct str a, struct str b)
{
	size_t shared = a.len < b.len ? a.len : b.len;
	int order = shared > 0 ? memcmp(a.at, b.at, shared) : 0;

	if (order != 0)
		return order;
	return a.len < b.len ? -1 : a.len > b.len;
}

bool
str_starts(struct str s, struct str prefix)
{
	return s.len >= prefix.len && str_eq(str_take(s, prefix.len), prefix);
}

bool
str_ends(struct str s, struct str suffix)
{
	return s.len >= suffix.len &&
	       str_eq(str_skip(s, s.len - suffix.len), suffix);
}

struct str
str_skip(struct str s, size_t n)
{
	if (n >= s.len)
		return (struct str){ NULL, 0 };
	return (struct str){ s.at + n, s.len - n };
}

struct str
str_take(struct str s, size_t n)
{
	return (struct str){ s.at, n < s.len ? n : s.len };
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct str
str_trim(struct str s)
{
	while (s.len > 0 && is_blank(s.at[0]))
		s = str_skip(s, 1);
	while (s.len > 0 && is_blank(s.at[s.len - 1]))
		s.len--;
	return s;
}

size_t
str_index(struct str s, char c)
{
	const char *hit = s.len > 0 ? memchr(s.at, c, s.len) : NULL;

	return hit != NULL ? (size_t)(hit - s.at) : s.len;
}

size_t
str_find(struct str s, struct str needle)
{
	const char *hit;

	if (needle.len == 0)
		return 0;
	hit = s.len > 0 ? memmem(s.at, s.len, needle.at, needle.len) : NULL;
	return hit != NULL ? (size_t)(hit - s.at) : s.len;
}

bool
str_cut(struct str s, char c, struct str *before, struct str *after)
{
	size_t at = str_index(s, c);

	*before = str_take(s, at);
	*after = str_skip(s, at + 1);
	return at < s.len;
}

bool
str_number(struct str s, uint64_t max, uint64_t *value)
{
	uint64_t sum = 0;

	if (s.len == 0)
		return false;
	for (size_t i = 0; i < s.len; i++) {
		uint64_t digit = (uint64_t)(s.at[i] - '0');

		if (!char_is_digit(s.at[i]) || sum > (max - digit) / 10 ||
		    digit > max)
			return false;
		sum = sum * 10 + digit;
	}
	*value = sum;
	return true;
}
