/* SPDX-License-Identifier: ISC */
#include "render/drawing.h"

#include "base/buf.h"
#include "base/utf8.h"

/* As many in a row. */
#define BLANK_RUN 3
#define SIGN_RUN 3
#define EQUAL_RUN 8

/* What has been seen of a line, up to a character. */
struct scan {
	size_t blanks;
	size_t signs;
	size_t equals;
	uint32_t before;
};

static bool
is_sign(uint32_t point)
{
	const struct str signs = STR("^*_-=~/|\\<>()[]{}");

	return str_index(signs, (char)point) < signs.len;
}

static bool
is_box(uint32_t point)
{
	return point >= 0x2500 && point <= 0x257f;
}

/* Whether a run is complete with this character. */
static bool
scan_step(struct scan *s, uint32_t point)
{
	if (point >= 0x80) {
		s->signs += is_box(point);
		return s->signs >= SIGN_RUN;
	}
	s->equals = point == s->before && point != '.' ? s->equals + 1 : 1;
	s->signs = is_sign(point) ? s->signs + 1 : 0;
	s->blanks = point == ' ' ? s->blanks + 1 : 0;
	s->before = point;
	return s->equals >= EQUAL_RUN || s->signs >= SIGN_RUN ||
	       s->blanks >= BLANK_RUN;
}

bool
drawing_is(struct str line)
{
	struct scan scan = { 0 };
	uint32_t point;
	size_t len;

	while ((len = utf8_next(line, &point)) > 0) {
		if (scan_step(&scan, point))
			return true;
		line = str_skip(line, len);
	}
	return false;
}

/* Append a word with a blank in front of what would complete a run. */
static void
add_word(struct buf *out, struct str word)
{
	struct scan scan = { 0 };
	uint32_t point;
	size_t len;

	while ((len = utf8_next(word, &point)) > 0) {
		if (scan_step(&scan, point)) {
			buf_char(out, ' ');
			scan = (struct scan){ 0 };
			scan_step(&scan, point);
		}
		buf_add(out, str_take(word, len));
		word = str_skip(word, len);
	}
}

struct str
drawing_avoid(struct arena *a, struct str text)
{
	struct buf out;
	struct str word;

	buf_init(&out);
	while ((text = str_trim(text)).len > 0) {
		str_cut(text, ' ', &word, &text);
		if (out.len > 0)
			buf_char(&out, ' ');
		if (str_find(word, STR("://")) < word.len)
			buf_add(&out, word);
		else
			add_word(&out, word);
	}
	return buf_keep(&out, a);
}

struct str
drawing_keep(struct arena *a, struct str line, size_t width)
{
	if (drawing_is(line) || utf8_width(line) + BLANK_RUN > width)
		return line;
	return arena_printf(a, "%.*s%*s", STR_ARG(line), BLANK_RUN, "");
}
