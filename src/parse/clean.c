/* SPDX-License-Identifier: ISC */
#include "parse/clean.h"

#include "base/buf.h"
#include "base/utf8.h"

#define TAB_STOP 8
#define BYTE_ORDER_MARK 0xfeff

/* What is wrong with the character that s begins with; 1 if it is an error. */
static size_t
check_char(struct str s, size_t len, uint32_t point, struct place at,
    struct diags *d)
{
	if (len == 0)
		diag_add(d, DIAG_ERROR, at, "bad-utf8",
		    "byte 0x%02x is not UTF-8", (unsigned char)s.at[0]);
	else if (utf8_is_bidi(point))
		diag_add(d, DIAG_ERROR, at, "bidi",
		    "U+%04X reorders text; remove it", (unsigned)point);
	else if (utf8_is_control(point) && point != '\t')
		diag_add(d, DIAG_ERROR, at, "control",
		    "control character U+%04X; remove it", (unsigned)point);
	else
		return 0;
	return 1;
}

size_t
clean_check(struct str raw, struct place place, size_t most, struct diags *d)
{
	size_t bad = 0;

	while (raw.len > 0 && bad < most) {
		uint32_t point = 0;
		size_t len = utf8_next(raw, &point);

		bad += check_char(raw, len, point, place, d);
		place.column++;
		raw = str_skip(raw, len > 0 ? len : 1);
	}
	return bad;
}

/* Nothing but what ASCII prints, and TABs: nearly every line. */
static bool
is_plain(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.at[i];

		if ((c < 0x20 && c != '\t') || c >= 0x7f)
			return false;
	}
	return true;
}

struct str
clean_loose(struct arena *a, struct str raw)
{
	struct buf out;
	uint32_t point;
	size_t len;

	if (is_plain(raw))
		return raw;
	buf_fixed(&out, arena_array(a, raw.len + 1, 1), raw.len);
	while ((len = utf8_next(raw, &point)) > 0) {
		if (utf8_is_control(point) && point != '\t')
			buf_char(&out, ' ');
		else if (!utf8_is_bidi(point) && point != BYTE_ORDER_MARK)
			buf_add(&out, str_take(raw, len));
		raw = str_skip(raw, len);
	}
	return buf_str(&out);
}

static struct str
composed(struct arena *a, struct str s)
{
	return str_is_ascii(s) ? s : utf8_nfc(a, s);
}

/* ASCII without TABs, runs or edges of blanks: nearly every line. */
static bool
is_clean(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.at[i];

		if (c >= 0x80 || c == '\t')
			return false;
		if (c == ' ' && (i + 1 == s.len || s.at[i + 1] == ' '))
			return false;
	}
	return s.len == 0 || s.at[0] != ' ';
}

struct str
clean_text(struct arena *a, struct str raw)
{
	struct buf out;
	bool gap = false;
	uint32_t point;
	size_t len;

	raw = str_trim(raw);
	if (is_clean(raw))
		return raw;
	raw = composed(a, raw);
	buf_fixed(&out, arena_array(a, raw.len + 1, 1), raw.len);
	while ((len = utf8_next(raw, &point)) > 0) {
		bool blank = utf8_is_blank(point);

		if (!blank && gap && out.len > 0)
			buf_char(&out, ' ');
		if (!blank)
			buf_add(&out, str_take(raw, len));
		gap = blank;
		raw = str_skip(raw, len);
	}
	return buf_str(&out);
}

static struct str
without_last_blanks(struct str s)
{
	while (s.len > 0 && (s.at[s.len - 1] == ' ' || s.at[s.len - 1] == '\t'))
		s.len--;
	return s;
}

/* How wide a character is that stands at a column. */
static size_t
char_columns(uint32_t point, size_t column)
{
	if (point == '\t')
		return TAB_STOP - column % TAB_STOP;
	return utf8_char_width(point);
}

struct str
clean_pre(struct arena *a, struct str raw)
{
	struct buf out;
	size_t column = 0;
	uint32_t point;
	size_t len;

	raw = composed(a, without_last_blanks(raw));
	if (str_index(raw, '\t') == raw.len)
		return raw;
	buf_init(&out);
	while ((len = utf8_next(raw, &point)) > 0) {
		size_t columns = char_columns(point, column);

		if (point == '\t')
			buf_add(&out, str_take(STR("        "), columns));
		else
			buf_add(&out, str_take(raw, len));
		column += columns;
		raw = str_skip(raw, len);
	}
	return buf_keep(&out, a);
}

struct margin
clean_margin(struct str raw)
{
	struct margin margin = { 0 };
	uint32_t point;
	size_t len;

	while ((len = utf8_next(raw, &point)) > 0 && utf8_is_blank(point)) {
		margin.chars++;
		margin.columns += char_columns(point, margin.columns);
		raw = str_skip(raw, len);
	}
	return margin;
}
