/* SPDX-License-Identifier: ISC */
#include "app/mime.h"

#include <string.h>

static bool
is_name_byte(char c)
{
	return char_is_letter(c) || char_is_digit(c) ||
	       (c != '\0' && strchr("!#$&-^_.+", c) != NULL);
}

/* The name that *text begins with, taken off it; false if there is none. */
static bool
take_name(struct str *text)
{
	size_t len = 0;

	while (len < text->len && is_name_byte(text->at[len]))
		len++;
	*text = str_skip(*text, len);
	return len > 0;
}

static bool
take_byte(struct str *text, char c)
{
	if (text->len == 0 || text->at[0] != c)
		return false;
	*text = str_skip(*text, 1);
	return true;
}

static bool
take_quoted(struct str *text)
{
	size_t end = str_index(*text, '"');

	if (end == text->len || str_index(str_take(*text, end), '\\') < end)
		return false;
	*text = str_skip(*text, end + 1);
	return true;
}

/* One blank behind the semicolon, as in the examples (D-15), or none. */
static bool
take_parameter(struct str *text)
{
	if (!take_byte(text, ';'))
		return false;
	take_byte(text, ' ');
	if (!take_name(text) || !take_byte(text, '='))
		return false;
	return take_byte(text, '"') ? take_quoted(text) : take_name(text);
}

bool
mime_is_type(struct str text)
{
	if (!take_name(&text) || !take_byte(&text, '/') || !take_name(&text))
		return false;
	while (text.len > 0)
		if (!take_parameter(&text))
			return false;
	return true;
}
