/* SPDX-License-Identifier: ISC */
#include "parse/maporder.h"

#include "base/utf8.h"
#include "parse/map.h"

/* A row of signs is no name, and an item of a list is none. */
static bool
is_name(struct str s)
{
	uint32_t point = 0;

	return utf8_next(s, &point) > 0 &&
	       (utf8_is_word(point) || point == '/' || point == '.' ||
		   point == '_');
}

static enum map_order
order_of_sign(char sign)
{
	switch (sign) {
	case '.':
		return MAP_END;
	case '*':
		return MAP_LIST;
	case '~':
	case '%':
		return MAP_USERS;
	default:
		return MAP_TEXT;
	}
}

/* "!!!" is a shout. */
enum map_order
map_order_of(struct str raw, struct str *operand)
{
	struct str sign = str_trim(raw);

	*operand = str_skip(raw, 1);
	if (sign.len == 1)
		return order_of_sign(sign.at[0]);
	if (str_starts(raw, STR("!")) && !str_starts(raw, STR("!!")))
		return MAP_TITLE;
	if (str_starts(raw, STR("=")) && is_name(*operand))
		return MAP_INCLUDE;
	if (str_starts(raw, STR("-")) && is_name(*operand))
		return MAP_HIDE;
	return str_starts(sign, STR(":")) ? MAP_TYPE : MAP_TEXT;
}

bool
map_has_orders(struct str source)
{
	bool begun = false;

	while (source.len > 0) {
		struct str raw = map_next_line(&source);
		struct str operand;
		enum map_order order = map_order_of(raw, &operand);

		if (str_starts(raw, STR("#")))
			continue;
		if ((!begun && order == MAP_TITLE) || order == MAP_LIST)
			return true;
		begun = true;
	}
	return false;
}
