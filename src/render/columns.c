/* SPDX-License-Identifier: ISC */
#include "render/columns.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "render/plain.h"
#include "render/spelling.h"

/* I, II and III are too much alike to be cut. */
static bool
can_be_cut(uint32_t point, struct str word)
{
	return utf8_is_word(point) && char_is_letter(word.at[0]) &&
	       (point < 0x2160 || point > 0x217f);
}

/* Append its spelling, of that many columns; false if it has none. */
static bool
add_spelling(struct buf *out, uint32_t point, size_t width,
    enum charset charset)
{
	size_t start = out->len;
	struct str sign = charset_has(charset, point) ? STR("")
						      : spelling_sign(point);
	struct str word;

	buf_add(out, sign);
	if (sign.len == 0 && !plain_add(out, point, charset))
		return false;
	word = str_skip(buf_str(out), start);
	if (utf8_width(word) > width) {
		if (!can_be_cut(point, word))
			return false;
		word = str_take(word, utf8_fit(word, width));
		out->len = start + word.len;
	}
	for (size_t i = utf8_width(word); i < width; i++)
		buf_char(out, ' ');
	return true;
}

static void
add_columns(struct buf *out, uint32_t point, enum charset charset)
{
	size_t start = out->len;
	size_t width = utf8_char_width(point);

	if (point < 0x80) {
		buf_char(out, (char)point);
		return;
	}
	if (width == 0 || add_spelling(out, point, width, charset))
		return;
	out->len = start;
	for (size_t i = 0; i < width; i++)
		buf_char(out, '?');
}

struct str
columns_fold(struct arena *a, struct str line, enum charset charset)
{
	struct buf out;
	uint32_t point;
	size_t len;

	if (charset == CHARSET_UTF8 || str_is_ascii(line))
		return line;
	buf_init(&out);
	line = utf8_nfc(a, line);
	while ((len = utf8_next(line, &point)) > 0) {
		add_columns(&out, point, charset);
		line = str_skip(line, len);
	}
	return buf_keep(&out, a);
}
