/* SPDX-License-Identifier: ISC */
#include "app/built.h"

#include <string.h>

/* Whole lines only. */
static struct str
cut(struct str text)
{
	size_t end = BUILT_TEXT_MAX;

	if (text.len <= BUILT_TEXT_MAX)
		return text;
	while (end > 0 && text.at[end - 1] != '\n')
		end--;
	return str_take(text, end);
}

void
built_write(struct buf *out, const struct built *built, struct str text)
{
	buf_add(out, (struct str){ (const char *)built, sizeof(*built) });
	buf_add(out, cut(text));
}

bool
built_read(struct str bytes, struct built *built, struct str *text)
{
	if (bytes.len < sizeof(*built) ||
	    bytes.len > sizeof(*built) + BUILT_TEXT_MAX)
		return false;
	memcpy(built, bytes.at, sizeof(*built));
	*text = str_skip(bytes, sizeof(*built));
	return built->fine <= 1 && built->first <= 1;
}
