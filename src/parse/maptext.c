/* SPDX-License-Identifier: ISC */
#include "parse/maptext.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "parse/clean.h"
#include "parse/verbatim.h"

#define TAB_STOP 8
#define ESCAPE '\x1b'

/* Printable ASCII, nearly every line: the text it is already. */
static bool
is_plain(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.at[i] < ' ' || s.at[i] > '~')
			return false;
	return true;
}

/* ECMA-48 5.4: parameters, then one byte that says what they are for. */
static size_t
sequence_len(struct str s)
{
	size_t len = 2;

	if (s.len < 2 || s.at[0] != ESCAPE || s.at[1] != '[')
		return 0;
	while (len < s.len && s.at[len] >= 0x20 && s.at[len] <= 0x3f)
		len++;
	return len < s.len && s.at[len] >= 0x40 ? len + 1 : len;
}

static struct str
without_sequences(struct arena *a, struct str raw)
{
	struct buf out;

	buf_init(&out);
	while (raw.len > 0) {
		size_t len = sequence_len(raw);

		if (len == 0) {
			len = 1 + str_index(str_skip(raw, 1), ESCAPE);
			buf_add(&out, str_take(raw, len));
		}
		raw = str_skip(raw, len);
	}
	return buf_keep(&out, a);
}

static struct str
with_blanks(struct arena *a, struct str text)
{
	struct str rest = text;
	struct str before;
	size_t column = 0;
	struct buf out;

	if (str_index(text, '\t') == text.len)
		return text;
	buf_init(&out);
	while (str_cut(rest, '\t', &before, &rest)) {
		buf_add(&out, before);
		column = (column + utf8_width(before)) % TAB_STOP;
		buf_add(&out, str_skip(STR("        "), column));
		column = 0;
	}
	buf_add(&out, before);
	return buf_keep(&out, a);
}

struct str
map_text_of(struct arena *a, struct str raw)
{
	if (is_plain(raw))
		return raw;
	if (str_index(raw, ESCAPE) < raw.len)
		raw = without_sequences(a, raw);
	if (utf8_valid(raw) < raw.len)
		raw = verbatim_decode(a, raw);
	return with_blanks(a, clean_loose(a, raw));
}

/* A TAB is a blank in any case, and nothing worth a word. */
static bool
is_odd(uint32_t point)
{
	return (utf8_is_control(point) && point != '\t') ||
	       utf8_is_bidi(point);
}

/* Where the first odd character stands; false if there is none. */
static bool
find_odd(struct str raw, struct place *at)
{
	while (raw.len > 0) {
		uint32_t point = 0;
		size_t len = utf8_next(raw, &point);

		if (len > 0 && is_odd(point))
			return true;
		at->column++;
		raw = str_skip(raw, len > 0 ? len : 1);
	}
	return false;
}

void
map_told_init(struct map_told *told, struct arena *a, struct diags *d)
{
	told->diags = d;
	names_init(&told->charset, a);
	names_init(&told->control, a);
}

/* Whether nothing was told yet of the file; from now on it was. */
static bool
is_news(struct names *told, struct str file)
{
	if (names_find(told, file) != NULL)
		return false;
	names_put(told, file, told);
	return true;
}

struct str
map_text(struct arena *a, struct str raw, struct place place,
    struct map_told *told)
{
	size_t valid = utf8_valid(raw);
	struct place at = place;

	if (is_plain(raw))
		return raw;
	if (valid < raw.len && is_news(&told->charset, place.file)) {
		find_odd(str_take(raw, valid), &at);
		diag_add(told->diags, DIAG_HINT, at, "map-charset",
		    "byte 0x%02x is not UTF-8 and read as Latin-1",
		    (unsigned char)raw.at[valid]);
	}
	at = place;
	if (find_odd(raw, &at) && is_news(&told->control, place.file))
		diag_add(told->diags, DIAG_HINT, at, "map-control",
		    "colours and control characters are left out");
	return map_text_of(a, raw);
}
