/* SPDX-License-Identifier: ISC */
#ifndef UNIT_MARKUP_H
#define UNIT_MARKUP_H

/*
 * markup -- reads what render/ writes as XML or HTML, and nothing more: tags
 * that nest, attributes in double quotes, four entities.
 */

#include <stdbool.h>

#include "base/buf.h"
#include "base/str.h"

#define MARKUP_DEPTH 16

struct markup {
	struct buf text;   /* between tags; a tag but <a> gives a LF */
	struct buf values; /* of attributes, a LF behind each */
	struct str open[MARKUP_DEPTH];
	size_t depth;
	size_t tags; /* that were opened, <a> not counted */
};

/* Takes from rest the character it begins with; false if it is no text. */
static inline bool
markup_char(struct str *rest, struct buf *out)
{
	static const struct {
		struct str name;
		char c;
	} entities[] = {
		{ STR_INIT("&amp;"), '&' },
		{ STR_INIT("&lt;"), '<' },
		{ STR_INIT("&gt;"), '>' },
		{ STR_INIT("&quot;"), '"' },
	};
	unsigned char c = (unsigned char)rest->at[0];

	for (size_t i = 0; i < sizeof(entities) / sizeof(entities[0]); i++) {
		if (str_starts(*rest, entities[i].name)) {
			buf_char(out, entities[i].c);
			*rest = str_skip(*rest, entities[i].name.len);
			return true;
		}
	}
	buf_char(out, (char)c);
	*rest = str_skip(*rest, 1);
	return str_index(STR("&<>\""), (char)c) == 4 &&
	       (c >= 0x20 || c == '\t' || c == '\n') && c != 0x7f;
}

static inline struct str
markup_name(struct str *rest)
{
	struct str from = *rest;
	size_t len = 0;

	while (len < from.len &&
	       (char_is_letter(from.at[len]) || char_is_digit(from.at[len]) ||
		   from.at[len] == ':' || from.at[len] == '-'))
		len++;
	*rest = str_skip(from, len);
	return str_take(from, len);
}

static inline bool
markup_attribute(struct str *rest, struct buf *values)
{
	*rest = str_skip(*rest, 1);
	if (markup_name(rest).len == 0 || !str_starts(*rest, STR("=\"")))
		return false;
	*rest = str_skip(*rest, 2);
	while (rest->len > 0 && rest->at[0] != '"')
		if (!markup_char(rest, values))
			return false;
	buf_char(values, '\n');
	*rest = str_skip(*rest, 1);
	return true;
}

static inline bool
markup_tag(struct markup *m, struct str *rest)
{
	bool closes = str_starts(*rest, STR("</"));
	struct str name;

	*rest = str_skip(*rest, closes ? 2 : 1);
	name = markup_name(rest);
	if (!str_eq(name, STR("a")) && !str_eq(name, STR("img"))) {
		buf_char(&m->text, '\n');
		m->tags += !closes;
	}
	while (!closes && str_starts(*rest, STR(" ")) &&
	       !str_starts(*rest, STR(" />")))
		if (!markup_attribute(rest, &m->values))
			return false;
	if (!closes && str_starts(*rest, STR(" />"))) {
		*rest = str_skip(*rest, 3);
		return name.len > 0;
	}
	if (!str_starts(*rest, STR(">")) || name.len == 0)
		return false;
	*rest = str_skip(*rest, 1);
	if (closes)
		return m->depth > 0 && str_eq(m->open[--m->depth], name);
	m->open[m->depth++] = name;
	return m->depth < MARKUP_DEPTH;
}

/* Whether s is well formed; what it says goes to m, to be released. */
static inline bool
markup_read(struct str s, struct markup *m)
{
	bool good = true;

	*m = (struct markup){ .depth = 0 };
	buf_init(&m->text);
	buf_init(&m->values);
	if (str_starts(s, STR("<?xml ")))
		s = str_skip(s, str_find(s, STR("?>")) + 2);
	while (good && s.len > 0)
		good = s.at[0] == '<' ? markup_tag(m, &s)
				      : markup_char(&s, &m->text);
	return good && m->depth == 0;
}

static inline void
markup_release(struct markup *m)
{
	buf_release(&m->text);
	buf_release(&m->values);
}

#endif
