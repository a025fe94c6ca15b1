/* SPDX-License-Identifier: ISC */
#include "parse/verbatim.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "parse/clean.h"

/* line without what a reader's screen should not get. */
static struct str
without_controls(struct arena *a, struct str line)
{
	struct buf out;
	uint32_t point;
	size_t len;

	buf_fixed(&out, arena_array(a, line.len + 1, 1), line.len);
	while ((len = utf8_next(line, &point)) > 0) {
		if (point == '\t' ||
		    (!utf8_is_control(point) && !utf8_is_bidi(point)))
			buf_add(&out, str_take(line, len));
		line = str_skip(line, len);
	}
	return buf_str(&out);
}

struct str
verbatim_lines(struct arena *a, struct str source)
{
	struct buf lines;
	struct str line;

	buf_init(&lines);
	while (source.len > 0) {
		str_cut(source, '\n', &line, &source);
		buf_add(&lines, clean_pre(a, without_controls(a, line)));
		buf_char(&lines, '\n');
	}
	return buf_keep(&lines, a);
}

struct str
verbatim_decode(struct arena *a, struct str source)
{
	struct buf text;

	buf_init(&text);
	while (source.len > 0) {
		size_t valid = utf8_valid(source);
		unsigned char c;

		buf_add(&text, str_take(source, valid));
		source = str_skip(source, valid);
		if (source.len == 0)
			break;
		c = (unsigned char)source.at[0];
		if (c >= 0xa0)
			buf_printf(&text, "%c%c", 0xc0 | c >> 6,
			    0x80 | (c & 0x3f));
		else
			buf_add(&text, STR("\ufffd"));
		source = str_skip(source, 1);
	}
	return buf_keep(&text, a);
}
