/* SPDX-License-Identifier: ISC */
#ifndef UNIT_JSON_CHECK_H
#define UNIT_JSON_CHECK_H

/*
 * json_check -- whether text is one value of JSON (RFC 8259): objects, arrays,
 * strings, whole numbers, true, false, null, which is all that we write.
 */

#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

#define JSON_DEPTH_MAX 32

static inline bool
json_take(struct str *s, char c)
{
	*s = str_trim(*s);
	if (s->len == 0 || s->at[0] != c)
		return false;
	*s = str_skip(*s, 1);
	return true;
}

static inline size_t
json_escape(struct str s)
{
	if (s.len < 2 || strchr("\"\\/bfnrtu", s.at[1]) == NULL)
		return 0;
	if (s.at[1] != 'u')
		return 2;
	for (size_t i = 2; i < 6; i++)
		if (i >= s.len || strchr("0123456789abcdef", s.at[i]) == NULL)
			return 0;
	return 6;
}

static inline bool
json_string(struct str *s)
{
	if (!json_take(s, '"') || utf8_valid(*s) < s->len)
		return false;
	while (s->len > 0 && s->at[0] != '"') {
		size_t len = s->at[0] == '\\' ? json_escape(*s) : 1;

		if (len == 0 || (unsigned char)s->at[0] < 0x20)
			return false;
		*s = str_skip(*s, len);
	}
	return s->len > 0 && json_take(s, '"');
}

/* A number without sign, fraction and leading zeros, or one of three words. */
static inline bool
json_plain(struct str *s)
{
	static const char *const words[] = { "true", "false", "null" };
	size_t digits = 0;

	*s = str_trim(*s);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_starts(*s, str_of(words[i]))) {
			*s = str_skip(*s, strlen(words[i]));
			return true;
		}
	while (digits < s->len && char_is_digit(s->at[digits]))
		digits++;
	if (digits == 0 || (digits > 1 && s->at[0] == '0'))
		return false;
	*s = str_skip(*s, digits);
	return true;
}

static inline bool json_value(struct str *s, size_t depth);

static inline bool
json_group(struct str *s, char end, size_t depth)
{
	if (json_take(s, end))
		return true;
	do {
		if (end == '}' && (!json_string(s) || !json_take(s, ':')))
			return false;
		if (!json_value(s, depth + 1))
			return false;
	} while (json_take(s, ','));
	return json_take(s, end);
}

/* NOLINTNEXTLINE(misc-no-recursion) -- to a depth that is bounded */
static inline bool
json_value(struct str *s, size_t depth)
{
	if (depth > JSON_DEPTH_MAX)
		return false;
	if (json_take(s, '{'))
		return json_group(s, '}', depth);
	if (json_take(s, '['))
		return json_group(s, ']', depth);
	return json_string(s) || json_plain(s);
}

static inline bool
json_is_whole(struct str s)
{
	return json_value(&s, 0) && str_trim(s).len == 0;
}

#endif
