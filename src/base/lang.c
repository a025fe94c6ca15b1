/* SPDX-License-Identifier: ISC */
#include "base/lang.h"

bool
lang_is_tag(struct str tag)
{
	size_t len = 0;
	bool first = true;

	for (size_t i = 0; i < tag.len; i++) {
		char c = tag.at[i];

		if (c == '-' && len > 0) {
			first = false;
			len = 0;
			continue;
		}
		if (!char_is_letter(c) && (first || !char_is_digit(c)))
			return false;
		if (++len > 8)
			return false;
	}
	return len > 0;
}
