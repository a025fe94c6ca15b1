/* SPDX-License-Identifier: ISC */
#include "e2e/reply.h"

#include "base/utf8.h"
#include "unit/unit.h"

/* G-63 */
static bool
is_status(struct str digits)
{
	const struct str all = STR("10 11 20 30 31 40 41 42 43 44 50 51 52 53 "
				   "59 60 61 62");

	for (size_t at = 0; at < all.len; at += 3)
		if (str_eq(str_take(str_skip(all, at), 2), digits))
			return true;
	return false;
}

/* G-62 */
static bool
is_clean(struct str text)
{
	uint32_t point;

	if (utf8_valid(text) < text.len ||
	    str_find(text, UTF8_BOM) < text.len)
		return false;
	while (text.len > 0) {
		text = str_skip(text, utf8_next(text, &point));
		if (utf8_is_control(point))
			return false;
	}
	return true;
}

void
reply_check(const struct wire *w, const char *why)
{
	struct str reply = wire_heard(w);
	struct str head = str_take(reply, str_find(reply, STR("\r\n")));
	struct str text = str_skip(head, 3);

	check_row(head.len < reply.len, why);
	check_row(is_status(str_take(head, 2)), why);
	check_row(head.at[2] == ' ', why);
	check_row(text.len >= 1 && text.len <= 1024 && text.at[0] != ' ', why);
	check_row(is_clean(text), why);
	check_row(head.at[0] == '2' || head.len + 2 == reply.len, why);
	check_row(w->end == WIRE_ENDED, why);
}
