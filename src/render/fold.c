/* SPDX-License-Identifier: ISC */
#include "render/fold.h"

#include "base/buf.h"
#include "base/count.h"
#include "base/utf8.h"

struct spelling {
	uint32_t first;
	uint32_t last;
	struct str plain;
};

/* By code point, so that a look-up can stop early. */
static const struct spelling spellings[] = {
	{ 0x00a0, 0x00a0, STR_INIT(" ") },
	{ 0x2000, 0x200a, STR_INIT(" ") },
	{ 0x2010, 0x2013, STR_INIT("-") },
	{ 0x2014, 0x2015, STR_INIT("--") },
	{ 0x2018, 0x201b, STR_INIT("'") },
	{ 0x201c, 0x201f, STR_INIT("\"") },
	{ 0x2026, 0x2026, STR_INIT("...") },
	{ 0x202f, 0x202f, STR_INIT(" ") },
	{ 0x2032, 0x2032, STR_INIT("'") },
	{ 0x2033, 0x2033, STR_INIT("\"") },
	{ 0x205f, 0x205f, STR_INIT(" ") },
	{ 0x2212, 0x2212, STR_INIT("-") },
	{ 0x3000, 0x3000, STR_INIT(" ") },
	{ 0xfb00, 0xfb00, STR_INIT("ff") },
	{ 0xfb01, 0xfb01, STR_INIT("fi") },
	{ 0xfb02, 0xfb02, STR_INIT("fl") },
	{ 0xfb03, 0xfb03, STR_INIT("ffi") },
	{ 0xfb04, 0xfb04, STR_INIT("ffl") },
	{ 0xfb05, 0xfb06, STR_INIT("st") },
};

static struct str
plain_of(uint32_t point, struct str as_is)
{
	size_t count = COUNT(spellings);

	for (size_t i = 0; i < count && point >= spellings[i].first; i++)
		if (point <= spellings[i].last)
			return spellings[i].plain;
	return as_is;
}

struct str
fold_text(struct arena *a, struct str text)
{
	struct buf out;
	uint32_t point;
	size_t len;

	buf_init(&out);
	while ((len = utf8_next(text, &point)) > 0) {
		buf_add(&out, plain_of(point, str_take(text, len)));
		text = str_skip(text, len);
	}
	return buf_keep(&out, a);
}
