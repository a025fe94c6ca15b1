/* SPDX-License-Identifier: ISC */
#include "parse/tags.h"

#include "base/buf.h"
#include "base/count.h"

struct reading {
	struct buf *out;
	struct str rest;
	bool pre;  /* line ends count */
	bool open; /* no '>' is left */
	bool lost;
};

static bool
is_among(struct str name, const struct str *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq_nocase(name, names[i]))
			return true;
	return false;
}

/* Tags that do not end a line. */
static bool
is_inline(struct str name)
{
	static const struct str names[] = {
		STR_INIT("a"),
		STR_INIT("abbr"),
		STR_INIT("b"),
		STR_INIT("cite"),
		STR_INIT("del"),
		STR_INIT("em"),
		STR_INIT("font"),
		STR_INIT("i"),
		STR_INIT("ins"),
		STR_INIT("kbd"),
		STR_INIT("mark"),
		STR_INIT("q"),
		STR_INIT("s"),
		STR_INIT("small"),
		STR_INIT("span"),
		STR_INIT("strong"),
		STR_INIT("sub"),
		STR_INIT("sup"),
		STR_INIT("time"),
		STR_INIT("u"),
		STR_INIT("var"),
	};

	return is_among(name, names, COUNT(names));
}

/* Tags around what is not for reading. */
static bool
is_hidden(struct str name)
{
	static const struct str names[] = {
		STR_INIT("script"),
		STR_INIT("style"),
	};

	return is_among(name, names, COUNT(names));
}

/* Skip what ends in `end`; all that is left if nothing does. */
static bool
skip_to(struct reading *r, struct str end)
{
	size_t at = str_find(r->rest, end);
	bool found = at < r->rest.len;

	r->rest = str_skip(r->rest, at + end.len);
	return found;
}

/* "</script", by its first letter in either case. */
static void
skip_hidden(struct reading *r, struct str name)
{
	while (skip_to(r, STR("</")))
		if (str_eq_nocase(str_take(r->rest, name.len), name))
			break;
	skip_to(r, STR(">"));
}

static void
add_tag(struct reading *r, struct str name, bool closes)
{
	if (str_eq_nocase(name, STR("code")))
		buf_char(r->out, '`');
	else if (str_eq_nocase(name, STR("img")))
		buf_char(r->out, ' ');
	else if (!is_inline(name))
		buf_char(r->out, '\n');
	if (str_eq_nocase(name, STR("pre")))
		r->pre = !closes;
}

/* rest begins with '<'. False if that is no tag. */
static bool
read_tag(struct reading *r)
{
	bool closes = str_starts(r->rest, STR("</"));
	struct str name = str_skip(r->rest, closes ? 2 : 1);
	size_t len = 0;
	size_t end;

	while (len < name.len &&
	       (char_is_letter(name.at[len]) ||
		   (len > 0 && char_is_digit(name.at[len]))))
		len++;
	if (len == 0 || r->open)
		return false;
	end = str_index(name, '>');
	r->open = end == name.len;
	if (r->open)
		return false;
	r->rest = str_skip(name, end + 1);
	name = str_take(name, len);
	r->lost |= !str_eq_nocase(name, STR("br"));
	add_tag(r, name, closes);
	if (!closes && is_hidden(name))
		skip_hidden(r, name);
	return true;
}

static bool
read_comment(struct reading *r)
{
	if (str_starts(r->rest, STR("<!--")))
		r->lost |= !skip_to(r, STR("-->"));
	else if (str_starts(r->rest, STR("<!")) ||
		 str_starts(r->rest, STR("<?")))
		r->lost |= !skip_to(r, STR(">"));
	else
		return false;
	return true;
}

static bool
read_entity(struct reading *r)
{
	static const struct {
		struct str name;
		char c;
	} entities[] = {
		{ STR_INIT("&amp;"), '&' },
		{ STR_INIT("&lt;"), '<' },
		{ STR_INIT("&gt;"), '>' },
		{ STR_INIT("&quot;"), '"' },
		{ STR_INIT("&#39;"), '\'' },
		{ STR_INIT("&nbsp;"), ' ' },
	};

	for (size_t i = 0; i < COUNT(entities); i++)
		if (str_starts(r->rest, entities[i].name)) {
			buf_char(r->out, entities[i].c);
			r->rest = str_skip(r->rest, entities[i].name.len);
			return true;
		}
	return false;
}

static void
read_char(struct reading *r)
{
	char c = r->rest.at[0];

	r->rest = str_skip(r->rest, 1);
	buf_char(r->out, (c == '\n' || c == '\r') && !r->pre ? ' ' : c);
}

struct str
tags_text(struct arena *a, struct str html, bool *lost)
{
	struct buf out;
	struct reading r = { .out = &out, .rest = html };

	buf_init(&out);
	while (r.rest.len > 0) {
		char c = r.rest.at[0];

		if ((c != '<' || (!read_comment(&r) && !read_tag(&r))) &&
		    (c != '&' || !read_entity(&r)))
			read_char(&r);
	}
	*lost = r.lost;
	return buf_keep(&out, a);
}
