/* SPDX-License-Identifier: ISC */
#include "proto/gemini.h"

#include <stdint.h>

#include "base/utf8.h"

enum gemini_line
gemini_request_line(struct str in, struct str *line)
{
	struct str seen = str_take(in, GEMINI_LINE_MAX);
	size_t len = str_index(seen, '\r');

	if (len > GEMINI_URI_MAX)
		return GEMINI_BAD;
	if (in.len < len + 2)
		return GEMINI_MORE;
	if (in.at[len + 1] != '\n')
		return GEMINI_BAD;
	*line = str_take(in, len);
	return GEMINI_LINE;
}

/* The first character of s as it may stand in a header; *len bytes of s. */
static struct str
clean_char(struct str s, size_t *len)
{
	uint32_t point;

	*len = utf8_next(s, &point);
	if (*len == 0) {
		*len = 1;
		return STR("?");
	}
	if (utf8_is_control(point) || str_eq(str_take(s, *len), UTF8_BOM))
		return STR("?");
	return str_take(s, *len);
}

void
gemini_header(struct buf *out, enum gemini_status status, struct str meta)
{
	size_t used = 0;
	size_t taken;

	meta = str_trim(meta); /* one blank behind the status, not more: G-60 */
	if (meta.len == 0)
		meta = STR("-");
	buf_printf(out, "%d ", (int)status);
	while (meta.len > 0) {
		struct str clean = clean_char(meta, &taken);

		used += clean.len;
		if (used > GEMINI_META_MAX)
			break;
		buf_add(out, clean);
		meta = str_skip(meta, taken);
	}
	buf_add(out, STR("\r\n"));
}
