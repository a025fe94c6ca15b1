/* SPDX-License-Identifier: ISC */
#include "render/xml.h"

#include "base/utf8.h"

#define REPLACEMENT STR("\xef\xbf\xbd")

static bool
is_left_out(uint32_t point)
{
	if (point < 0x20)
		return point != '\t' && point != '\n';
	return (point >= 0x7f && point < 0xa0) || point == 0xfffe ||
	       point == 0xffff;
}

static struct str
spelling(uint32_t point, struct str as_is)
{
	switch (point) {
	case '&':
		return STR("&amp;");
	case '<':
		return STR("&lt;");
	case '>': /* "]]>" may not stand in text either (XML 1.0 2.4) */
		return STR("&gt;");
	case '"':
		return STR("&quot;");
	default:
		return as_is;
	}
}

void
xml_text(struct buf *out, struct str text)
{
	while (text.len > 0) {
		uint32_t point;
		size_t len = utf8_next(text, &point);

		if (len == 0) {
			buf_add(out, REPLACEMENT);
			len = 1;
		} else if (!is_left_out(point)) {
			buf_add(out, spelling(point, str_take(text, len)));
		}
		text = str_skip(text, len);
	}
}

void
xml_attribute(struct buf *out, const char *name, struct str value)
{
	size_t start;

	buf_printf(out, " %s=\"", name);
	start = out->len;
	xml_text(out, value);
	for (size_t i = start; i < out->len; i++)
		if (out->at[i] == '\t' || out->at[i] == '\n')
			out->at[i] = ' ';
	buf_char(out, '"');
}

void
xml_element(struct buf *out, const char *name, struct str text)
{
	buf_printf(out, "<%s>", name);
	xml_text(out, text);
	buf_printf(out, "</%s>", name);
}
