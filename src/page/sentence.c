/* SPDX-License-Identifier: ISC */
#include "page/sentence.h"

#include <string.h>

#include "base/count.h"
#include "model/phrase.h"

/* "He said so." and (so it is.) end inside their closing marks. */
static struct str
without_closers(struct str s)
{
	while (s.len > 0 && strchr("\"')]", s.at[s.len - 1]) != NULL)
		s.len--;
	return s;
}

static bool
ends_in_punctuation(struct str s)
{
	static const struct str marks[] = {
		STR_INIT("."),
		STR_INIT("!"),
		STR_INIT("?"),
		STR_INIT(":"),
		STR_INIT(";"),
		STR_INIT(","),
		STR_INIT("\u2026"),
		STR_INIT("\u3002"),
		STR_INIT("\uff01"),
		STR_INIT("\uff1f"),
	};

	s = without_closers(s);
	for (size_t i = 0; i < COUNT(marks); i++)
		if (str_ends(s, marks[i]))
			return true;
	return false;
}

struct str
sentence_sign(struct str sign, struct str next)
{
	static const struct {
		struct str narrow;
		struct str wide;
	} signs[] = {
		{ STR_INIT(". "), STR_INIT("\u3002") },
		{ STR_INIT(", "), STR_INIT("\uff0c") },
		{ STR_INIT("; "), STR_INIT("\uff1b") },
		{ STR_INIT(": "), STR_INIT("\uff1a") },
	};

	for (size_t i = 0; i < COUNT(signs); i++)
		if (str_eq(sign, signs[i].narrow) && phrase_is_cjk(next))
			return signs[i].wide;
	return sign;
}

/* Whether s ends in a sign of Chinese, which has its blank in itself. */
static bool
ends_wide(struct str s)
{
	return s.len >= 3 && phrase_is_cjk(str_skip(s, s.len - 3));
}

/* As sentence_sign(), and behind Chinese: "\u738b\u4e94\uff0cHPC" */
static struct str
sign_between(const struct buf *text, struct str sign, struct str next)
{
	struct str before = buf_str(text);

	return sentence_sign(sign,
	    ends_wide(before) ? str_skip(before, before.len - 3) : next);
}

static void
start_sentence(struct buf *text, struct str next)
{
	if (text->len == 0)
		return;
	if (!ends_in_punctuation(buf_str(text)))
		buf_add(text, sign_between(text, STR(". "), next));
	else if (!ends_wide(buf_str(text)))
		buf_char(text, ' ');
}

void
sentence_add(struct buf *text, struct str part)
{
	if (part.len == 0)
		return;
	start_sentence(text, part);
	buf_add(text, part);
}

void
sentence_add_labelled(struct buf *text, struct str label, struct str part)
{
	if (part.len == 0)
		return;
	start_sentence(text, label);
	buf_add(text, label);
	buf_add(text, sentence_sign(STR(": "), label));
	buf_add(text, part);
}

void
sentence_join(struct buf *text, struct str between, struct str part)
{
	if (part.len == 0)
		return;
	if (text->len > 0)
		buf_add(text, sign_between(text, between, part));
	buf_add(text, part);
}
