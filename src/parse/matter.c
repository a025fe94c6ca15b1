/* SPDX-License-Identifier: ISC */
#include "parse/matter.h"

static bool
is_key_char(char c)
{
	return char_is_letter(c) || char_is_digit(c) || c == '_' || c == '-' ||
	       c == '.';
}

/* "key: value", or "key = value" where sign says so. */
static bool
split_line(struct str line, char sign, struct str *key, struct str *value)
{
	size_t len = 0;

	while (len < line.len && is_key_char(line.at[len]))
		len++;
	*key = str_take(line, len);
	*value = str_trim(str_skip(line, len));
	if (len == 0 || value->len == 0 || value->at[0] != sign)
		return false;
	*value = str_trim(str_skip(*value, 1));
	return true;
}

static struct str
unquoted(struct str value)
{
	char first = value.len > 1 ? value.at[0] : ' ';

	if ((first != '"' && first != '\'') ||
	    value.at[value.len - 1] != first)
		return value;
	return str_take(str_skip(value, 1), value.len - 2);
}

/* A value on the lines below it ("title: >") is none here. */
static bool
is_title(struct str key, struct str value)
{
	return str_eq_nocase(key, STR("title")) && value.len > 0 &&
	       value.at[0] != '>' && value.at[0] != '|';
}

/* False if the line is prose, so that it stands between two rules. */
static bool
read_line(struct matter *matter, struct str line, char sign)
{
	struct str key, value;
	bool pair = split_line(line, sign, &key, &value);

	if (pair && is_title(key, value) && matter->title.len == 0)
		matter->title = unquoted(value);
	else if (str_trim(line).len > 0)
		matter->others++;
	/* Else what a value goes on with: indented, listed, in brackets. */
	return pair || line.len == 0 ||
	       str_index(STR(" \t\r-#[]{}"), line.at[0]) < 9;
}

static bool
is_end(struct str line, struct str fence)
{
	return str_eq(line, fence) ||
	       (fence.at[0] == '-' && str_eq(line, STR("...")));
}

bool
matter_take(struct str source, struct matter *matter)
{
	struct str fence, line, key, value;
	struct str rest;
	char sign;

	*matter = (struct matter){ .body = source, .lines = 1 };
	str_cut(source, '\n', &fence, &rest);
	fence = str_trim(fence);
	sign = str_eq(fence, STR("+++")) ? '=' : ':';
	str_cut(rest, '\n', &line, &value);
	if ((sign == ':' && !str_eq(fence, STR("---"))) ||
	    !split_line(line, sign, &key, &value))
		return false;
	while (rest.len > 0) {
		str_cut(rest, '\n', &line, &rest);
		matter->lines++;
		if (is_end(str_trim(line), fence)) {
			matter->body = rest;
			return true;
		}
		if (!read_line(matter, line, sign))
			break;
	}
	*matter = (struct matter){ .body = source };
	return false;
}
