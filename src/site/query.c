/* SPDX-License-Identifier: ISC */
#include "site/query.h"

#include <stdbool.h>

#include "base/buf.h"
#include "base/charset.h"
#include "base/utf8.h"

/* In whole characters. */
static struct str
bounded(struct str text)
{
	size_t len = text.len < QUERY_BYTES_MAX ? text.len : QUERY_BYTES_MAX;

	return str_take(text, utf8_valid(str_take(text, len)));
}

static bool
divides(uint32_t point)
{
	return point == '"' || utf8_is_blank(point) || utf8_is_control(point) ||
	       utf8_is_bidi(point);
}

/* Take the first word off *text; empty if what divides words comes first. */
static struct str
take_word(struct str *text, bool *means)
{
	struct str word = { text->at, 0 };
	uint32_t point;
	size_t len;

	*means = false;
	while ((len = utf8_next(*text, &point)) > 0) {
		*text = str_skip(*text, len);
		if (divides(point))
			break;
		word.len += len;
		*means = *means || utf8_is_word(point);
	}
	return word;
}

void
query_parse(struct query *q, struct arena *a, struct str text)
{
	*q = (struct query){ 0 };
	text = bounded(utf8_nfc(a, charset_guess(a, text)));
	while (text.len > 0 && q->count < QUERY_WORDS_MAX) {
		bool means;
		struct str word = take_word(&text, &means);

		if (means)
			q->words[q->count++] = word;
	}
}

struct str
query_text(struct arena *a, const struct query *q)
{
	struct buf out;

	buf_init(&out);
	for (size_t i = 0; i < q->count; i++) {
		buf_add(&out, i > 0 ? STR(" ") : STR(""));
		buf_add(&out, q->words[i]);
	}
	return buf_keep(&out, a);
}

struct str
query_expression(struct arena *a, const struct query *q, const char *join)
{
	struct buf out;

	buf_init(&out);
	for (size_t i = 0; i < q->count; i++)
		buf_printf(&out, "%s%s\"%.*s\" *", i > 0 ? join : "",
		    i > 0 ? " " : "", STR_ARG(q->words[i]));
	return buf_keep(&out, a);
}
