/* SPDX-License-Identifier: ISC */
#include "base/charset.h"

#include "base/count.h"
#include "base/utf8.h"

/* Those of IANA first, in the order of enum charset. */
static const struct {
	struct str name;
	enum charset charset;
} names[] = {
	{ STR_INIT("UTF-8"), CHARSET_UTF8 },
	{ STR_INIT("ISO-8859-1"), CHARSET_LATIN1 },
	{ STR_INIT("US-ASCII"), CHARSET_ASCII },
	{ STR_INIT("UTF8"), CHARSET_UTF8 },
	{ STR_INIT("Latin-1"), CHARSET_LATIN1 },
	{ STR_INIT("Latin1"), CHARSET_LATIN1 },
	{ STR_INIT("ASCII"), CHARSET_ASCII },
};

struct str
charset_name(enum charset charset)
{
	return names[charset].name;
}

bool
charset_parse(struct str name, enum charset *charset)
{
	for (size_t i = 0; i < COUNT(names); i++) {
		if (str_eq_nocase(name, names[i].name)) {
			*charset = names[i].charset;
			return true;
		}
	}
	return false;
}

bool
charset_has(enum charset charset, uint32_t point)
{
	static const uint32_t last[CHARSET_COUNT] = {
		[CHARSET_UTF8] = 0x10ffff,
		[CHARSET_LATIN1] = 0xff,
		[CHARSET_ASCII] = 0x7f,
	};

	/* Terminals of Latin-1 would take these for commands. */
	if (charset == CHARSET_LATIN1 && point >= 0x80 && point < 0xa0)
		return false;
	return point <= last[charset];
}

void
charset_encode(struct buf *out, size_t start, enum charset charset)
{
	struct str rest = str_skip(buf_str(out), start);

	if (charset == CHARSET_UTF8)
		return;
	out->len = start;
	while (rest.len > 0) {
		uint32_t point;
		size_t len = utf8_next(rest, &point);
		bool known = len > 0 && charset_has(charset, point);

		/* Never ahead of what is read: that is a byte at least. */
		out->at[out->len++] = known ? (char)point : '?';
		rest = str_skip(rest, len > 0 ? len : 1);
	}
}

struct str
charset_guess(struct arena *a, struct str text)
{
	char room[UTF8_CHAR_MAX];
	struct buf out;

	if (utf8_valid(text) == text.len)
		return text;
	buf_init(&out);
	for (size_t i = 0; i < text.len; i++)
		buf_add(&out, utf8_char(room, (unsigned char)text.at[i]));
	return buf_keep(&out, a);
}
