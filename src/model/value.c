/* SPDX-License-Identifier: ISC */
#include "model/value.h"

#include "base/count.h"
#include "base/utf8.h"

#define PHONE_DIGITS_MIN 7
#define PHONE_DIGITS_MAX 15 /* E.164 */

static bool
is_name_char(char c)
{
	return char_is_letter(c) || char_is_digit(c) || c == '-';
}

bool
value_is_url(struct str value)
{
	size_t scheme = str_find(value, STR("://"));

	if (scheme == 0 || scheme + 3 >= value.len ||
	    str_index(value, ' ') < value.len)
		return false;
	for (size_t i = 0; i < scheme; i++) {
		char c = value.at[i];

		if (!is_name_char(c) && c != '+' && c != '.')
			return false;
	}
	return char_is_letter(value.at[0]);
}

/* Labels with dots between, the last of them letters: no version, no price. */
static bool
is_host(struct str host)
{
	struct str label = { NULL, 0 };
	size_t labels = 0;

	if (str_ends(host, STR(".")))
		return false;
	while (host.len > 0) {
		str_cut(host, '.', &label, &host);
		for (size_t i = 0; i < label.len; i++)
			if (!is_name_char(label.at[i]))
				return false;
		if (label.len == 0)
			return false;
		labels++;
	}
	for (size_t i = 0; i < label.len; i++)
		if (!char_is_letter(label.at[i]))
			return false;
	return labels > 1 && label.len > 1;
}

bool
value_is_bare_url(struct str value)
{
	struct str host, path;

	if (str_index(value, ' ') < value.len)
		return false;
	str_cut(value, '/', &host, &path);
	str_cut(host, ':', &host, &path);
	return is_host(host);
}

bool
value_is_mail(struct str value)
{
	size_t at = str_index(value, '@');

	for (size_t i = 0; i < value.len; i++)
		if (str_index(STR(" <>(),;:\""), value.at[i]) < 9 ||
		    (value.at[i] == '@' && i != at))
			return false;
	return at > 0 && at + 1 < value.len;
}

bool
value_is_hidden_mail(struct str value)
{
	static const struct str marks[] = {
		STR_INIT("(at)"),
		STR_INIT("[at]"),
		STR_INIT("{at}"),
		STR_INIT("<at>"),
	};
	size_t dot = str_find(value, STR(" DOT "));

	for (size_t i = 0; i < COUNT(marks); i++) {
		size_t at = str_find(value, marks[i]);

		if (at > 0 && at + marks[i].len < value.len)
			return true;
	}
	return dot < value.len && str_find(value, STR(" AT ")) < dot;
}

bool
value_is_orcid(struct str value)
{
	if (value.len != 19)
		return false;
	for (size_t i = 0; i < value.len; i++) {
		char c = value.at[i];
		bool fits = i % 5 == 4 ? c == '-' : char_is_digit(c);

		if (!fits && (i != 18 || c != 'X'))
			return false;
	}
	return true;
}

bool
value_is_icon(struct str value)
{
	return value.len > 0 && utf8_grapheme(value) == value.len &&
	       !char_is_letter(value.at[0]) && !char_is_digit(value.at[0]);
}

bool
value_is_phone(struct str value)
{
	size_t digits = 0;

	if (!str_starts(value, STR("+")) && !str_starts(value, STR("(")))
		return false;
	for (size_t i = 0; i < value.len; i++) {
		char c = value.at[i];

		digits += char_is_digit(c);
		if (!char_is_digit(c) && str_index(STR("+() -./"), c) == 7)
			return false;
	}
	return digits >= PHONE_DIGITS_MIN && digits <= PHONE_DIGITS_MAX;
}

size_t
value_width(struct str value)
{
	uint64_t width;

	if (!str_number(value, VALUE_WIDTH_MAX, &width) ||
	    width < VALUE_WIDTH_MIN)
		return 0;
	return (size_t)width;
}
