/* SPDX-License-Identifier: ISC */
#include "render/fold.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "render/plain.h"
#include "render/spelling.h"

#define UNKNOWN STR("?")
#define LOST_MAX 4		      /* one of as many may be unknown */
#define JUDGED_MAX ((size_t)64 << 10) /* bytes that a long text is judged by */
#define CLUSTER_MAX ((size_t)64)      /* bytes of what is taken for one */

#define MICRO STR("\u00b5")
#define MU 0x03bcu

struct speller {
	enum charset charset;
	struct buf out;
	struct buf word; /* what the character at hand becomes */
	uint32_t before; /* the one before it, 0 at the start */
	bool apart;	 /* out ends in a word that is no part of the text's */
	bool raised;	 /* out ends above the line */
	size_t seen;	 /* characters but blanks */
	size_t lost;	 /* of these, unknown ones */
};

/*
 * Joiners and soft hyphens are for who can show them; a terminal of Latin-1
 * would show the latter.
 */
static bool
add_cluster(struct speller *s, struct str cluster)
{
	uint32_t point;
	size_t len;

	while ((len = utf8_next(cluster, &point)) > 0) {
		bool stands = s->word.len > 0 || s->before != 0;

		cluster = str_skip(cluster, len);
		if (utf8_is_format(point) || (stands && utf8_is_mark(point)))
			continue;
		if (!plain_add(&s->word, point, s->charset))
			return false;
	}
	return true;
}

static bool
is_greek(uint32_t point)
{
	return (point >= 0x0370 && point <= 0x03ff) ||
	       (point >= 0x1f00 && point <= 0x1fff);
}

/* Between letters of other alphabets a Greek one is a sign, "\u03bb". */
static struct str
name_of(const struct speller *s, struct str cluster, struct str after)
{
	uint32_t point = 0;
	uint32_t next = 0;

	utf8_next(after, &next);
	if (is_greek(s->before) || is_greek(next) ||
	    utf8_next(cluster, &point) < cluster.len || !is_greek(point) ||
	    charset_has(s->charset, point))
		return STR("");
	return spelling_name(point);
}

/* "5 \u03bcm" is written with either; a name or an "m" would be misread. */
static bool
is_micro(uint32_t point, struct str after)
{
	return point == MU && after.len > 0 && char_is_letter(after.at[0]);
}

/* Digits and fractions that are no digits of the number before them. */
static bool
is_beside_number(uint32_t point)
{
	return (point >= 0x00bc && point <= 0x00be) ||
	       (point >= 0x2080 && point <= 0x2089) ||
	       (point >= 0x2150 && point <= 0x215f) || point == 0x2189;
}

static bool
is_letter(char c)
{
	return char_is_letter(c) || (unsigned char)c >= 0x80;
}

static bool
needs_blank(const struct speller *s, char next, uint32_t point, bool apart)
{
	char last = s->out.len > 0 ? s->out.at[s->out.len - 1] : ' ';

	if (char_is_digit(last) && char_is_digit(next))
		return is_beside_number(point);
	return (apart || s->apart) && is_letter(last) && is_letter(next);
}

static void
put_word(struct speller *s, struct str word, uint32_t point, bool apart)
{
	bool raised = str_starts(word, STR("^")) && point >= 0x80;

	if (word.len == 0)
		return;
	if (needs_blank(s, word.at[0], point, apart))
		buf_char(&s->out, ' ');
	/* Of several digits above the line only the first says so. */
	buf_add(&s->out, str_skip(word, raised && s->raised ? 1 : 0));
	s->raised = raised;
	s->apart = apart;
}

static void
put_cluster(struct speller *s, struct str cluster, struct str after)
{
	uint32_t point = 0;
	struct str name;
	bool apart;

	utf8_next(cluster, &point);
	if (is_micro(point, after))
		cluster = MICRO;
	name = name_of(s, cluster, after);
	apart = name.len > 0 ||
		!(utf8_is_word(point) || charset_has(s->charset, point));
	buf_clear(&s->word);
	buf_add(&s->word, name);
	s->seen += !utf8_is_blank(point) && !utf8_is_control(point);
	if (name.len == 0 && !add_cluster(s, cluster)) {
		buf_clear(&s->word);
		buf_add(&s->word, UNKNOWN);
		s->lost++;
	}
	put_word(s, buf_str(&s->word), point, apart);
	s->before = point;
}

static size_t
cluster_len(struct str text)
{
	struct str near = str_take(text, CLUSTER_MAX);

	if (str_is_ascii(str_take(text, 2)))
		return 1;
	return utf8_grapheme(str_take(near, utf8_valid(near)));
}

static void
spell(struct speller *s, struct str text, enum charset charset)
{
	*s = (struct speller){ .charset = charset };
	buf_init(&s->out);
	buf_init(&s->word);
	while (text.len > 0) {
		size_t len = cluster_len(text);

		if (len == 0)
			break;
		put_cluster(s, str_take(text, len), str_skip(text, len));
		text = str_skip(text, len);
	}
	buf_release(&s->word);
}

static struct str
typographic(struct arena *a, struct str text)
{
	struct buf out;
	uint32_t point;
	size_t len;

	buf_init(&out);
	while ((len = utf8_next(text, &point)) > 0) {
		struct str plain = spelling_typographic(point);

		buf_add(&out, plain.len > 0 ? plain : str_take(text, len));
		text = str_skip(text, len);
	}
	return buf_keep(&out, a);
}

struct str
fold_text(struct arena *a, struct str text, enum charset charset)
{
	struct speller s;

	if (str_is_ascii(text))
		return text;
	if (charset == CHARSET_UTF8)
		return typographic(a, text);
	spell(&s, utf8_nfc(a, text), charset);
	return buf_keep(&s.out, a);
}

bool
fold_is_readable(struct str text, enum charset charset)
{
	struct speller s;

	if (charset == CHARSET_UTF8 || str_is_ascii(text))
		return true;
	spell(&s, str_take(text, JUDGED_MAX), charset);
	buf_release(&s.out);
	return s.lost * LOST_MAX <= s.seen;
}
