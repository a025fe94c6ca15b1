/* SPDX-License-Identifier: ISC */
#include "base/utf8.h"

#include <stdlib.h>
#include <unicase.h>
#include <unictype.h>
#include <unigbrk.h>
#include <uninorm.h>
#include <unistr.h>
#include <uniwidth.h>

#define GRAPHEME_MAX ((size_t)64) /* bytes */

static const uint8_t *
bytes_of(struct str s)
{
	return (const uint8_t *)s.at;
}

size_t
utf8_next(struct str s, uint32_t *point)
{
	ucs4_t got;
	int len;

	if (s.len == 0)
		return 0;
	/* Most characters are of ASCII. */
	if ((unsigned char)s.at[0] < 0x80) {
		*point = (unsigned char)s.at[0];
		return 1;
	}
	len = u8_mbtoucr(&got, bytes_of(s), s.len);
	if (len <= 0)
		return 0;
	*point = got;
	return (size_t)len;
}

struct str
utf8_char(char room[UTF8_CHAR_MAX], uint32_t point)
{
	int len = u8_uctomb((uint8_t *)room, point, UTF8_CHAR_MAX);

	return (struct str){ room, len > 0 ? (size_t)len : 0 };
}

size_t
utf8_valid(struct str s)
{
	const uint8_t *bad = s.len > 0 ? u8_check(bytes_of(s), s.len) : NULL;

	return bad != NULL ? (size_t)(bad - bytes_of(s)) : s.len;
}

/* What libunistring allocated, moved into the arena. */
static struct str
take_over(struct arena *a, uint8_t *got, size_t len)
{
	struct str kept;

	if (got == NULL)
		return (struct str){ NULL, 0 };
	kept = arena_str(a, (struct str){ (const char *)got, len });
	free(got);
	return kept;
}

struct str
utf8_nfc(struct arena *a, struct str s)
{
	uint8_t *got;
	size_t len;

	if (s.len == 0)
		return s;
	got = u8_normalize(UNINORM_NFC, bytes_of(s), s.len, NULL, &len);
	return take_over(a, got, len);
}

size_t
utf8_parts(uint32_t point, uint32_t parts[UTF8_PARTS_MAX])
{
	size_t count = UTF8_PARTS_MAX;

	/* There is room for any character, so it is used. */
	if (u32_normalize(UNINORM_NFKD, &point, 1, parts, &count) == parts)
		return count;
	parts[0] = point;
	return 1;
}

uint32_t
utf8_compose(uint32_t letter, uint32_t mark)
{
	return uc_composition(letter, mark);
}

struct str
utf8_fold(struct arena *a, struct str s)
{
	uint8_t *got;
	size_t len;

	if (s.len == 0)
		return s;
	got = u8_casefold(bytes_of(s), s.len, NULL, UNINORM_NFC, NULL, &len);
	return take_over(a, got, len);
}

size_t
utf8_width(struct str s)
{
	size_t width = 0;
	uint32_t point;
	size_t len;

	while ((len = utf8_next(s, &point)) > 0) {
		width += utf8_char_width(point);
		s = str_skip(s, len);
	}
	return width;
}

size_t
utf8_char_width(uint32_t point)
{
	int width;

	if (point >= 0x20 && point < 0x7f)
		return 1;
	width = uc_width(point, "UTF-8");

	return width > 0 ? (size_t)width : 0;
}

size_t
utf8_fit(struct str s, size_t width)
{
	size_t taken = 0;
	size_t used = 0;
	uint32_t point;
	size_t len;

	while ((len = utf8_next(str_skip(s, taken), &point)) > 0) {
		used += utf8_char_width(point);
		if (used > width)
			break;
		taken += len;
	}
	return taken;
}

size_t
utf8_grapheme(struct str s)
{
	char starts[GRAPHEME_MAX] = { 0 };
	size_t len = s.len < GRAPHEME_MAX ? s.len : GRAPHEME_MAX;

	if (len > 0)
		u8_grapheme_breaks(bytes_of(s), len, starts);
	for (size_t i = 1; i < len; i++)
		if (starts[i] != 0)
			return i;
	return s.len;
}

bool
utf8_is_control(uint32_t point)
{
	return point < 0x20 || (point >= 0x7f && point < 0xa0) ||
	       point == 0x2028 || point == 0x2029;
}

bool
utf8_is_line(struct str s)
{
	uint32_t point;
	size_t len;

	while ((len = utf8_next(s, &point)) > 0) {
		if (utf8_is_control(point))
			return false;
		s = str_skip(s, len);
	}
	return s.len == 0;
}

bool
utf8_is_bidi(uint32_t point)
{
	return point == 0x200e || point == 0x200f || point == 0x061c ||
	       (point >= 0x202a && point <= 0x202e) ||
	       (point >= 0x2066 && point <= 0x2069);
}

bool
utf8_is_blank(uint32_t point)
{
	if (point < 0x80)
		return point == ' ' || point == '\t';
	return uc_is_general_category_withtable(point, UC_CATEGORY_MASK_Zs);
}

bool
utf8_is_cjk(uint32_t point)
{
	return (point >= 0x2e80 && point <= 0x9fff) ||
	       (point >= 0xf900 && point <= 0xfaff) ||
	       (point >= 0xff00 && point <= 0xff60) ||
	       (point >= 0x20000 && point <= 0x3ffff);
}

bool
utf8_is_word(uint32_t point)
{
	if (point < 0x80)
		return char_is_letter((char)point) ||
		       char_is_digit((char)point);
	return uc_is_general_category_withtable(point,
	    UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N | UC_CATEGORY_MASK_M);
}

bool
utf8_has_word(struct str s)
{
	uint32_t point;
	size_t len;

	while ((len = utf8_next(s, &point)) > 0) {
		if (utf8_is_word(point))
			return true;
		s = str_skip(s, len);
	}
	return false;
}

/* A mark of no width would melt into the character before it. */
bool
utf8_needs_blank(uint32_t before, uint32_t behind)
{
	return !utf8_is_cjk(before) || !utf8_is_cjk(behind) ||
	       utf8_char_width(behind) == 0;
}

bool
utf8_is_mark(uint32_t point)
{
	return uc_is_general_category_withtable(point, UC_CATEGORY_MASK_M);
}

bool
utf8_is_format(uint32_t point)
{
	return uc_is_general_category_withtable(point, UC_CATEGORY_MASK_Cf);
}

bool
utf8_is_upper(uint32_t point)
{
	return uc_is_general_category_withtable(point, UC_CATEGORY_MASK_Lu);
}

uint32_t
utf8_lower(uint32_t point)
{
	return point < 0x80 ? (uint32_t)char_lower((char)point)
			    : uc_tolower(point);
}
