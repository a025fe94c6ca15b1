/* SPDX-License-Identifier: ISC */
#include "parse/verbatim.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "parse/clean.h"

struct str
verbatim_lines(struct arena *a, struct str source)
{
	struct buf lines;
	struct str line;

	buf_init(&lines);
	while (source.len > 0) {
		str_cut(source, '\n', &line, &source);
		buf_add(&lines, clean_pre(a, clean_loose(a, line)));
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
