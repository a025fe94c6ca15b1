/* SPDX-License-Identifier: ISC */
#include "parse/tex.h"

#include <string.h>

#include "base/buf.h"
#include "base/count.h"
#include "base/utf8.h"
#include "parse/tex_words.h"

#define MARKS_MAX 4 /* accents on one letter */

struct writer {
	struct arena *arena;
	struct buf out;
	struct str rest; /* of the source */
	bool gap;	 /* a blank is due */
	bool no_math;	 /* no dollar follows any more */
	/* For the next letter. */
	const struct tex_accent *marks[MARKS_MAX];
	size_t mark_count;
	size_t depth;	   /* of braces */
	struct str href;   /* to be told behind its text */
	size_t href_depth; /* of that text's braces; 0 = there is none */
};

static void
put_marks(struct writer *w)
{
	/* "\'{\^e}": the inner one stands nearer to the letter. */
	while (w->mark_count > 0)
		buf_add(&w->out, str_of(w->marks[--w->mark_count]->mark));
}

static void
put_point(struct writer *w, struct str bytes, uint32_t point)
{
	if (utf8_is_blank(point) || point == '\n' || point == '\r') {
		w->gap = w->gap || w->mark_count == 0;
		return;
	}
	if (utf8_is_control(point) || utf8_is_bidi(point) || point == 0xfeff)
		return;
	if (w->gap && w->out.len > 0)
		buf_char(&w->out, ' ');
	w->gap = false;
	buf_add(&w->out, bytes);
	put_marks(w);
}

static void
put(struct writer *w, struct str text)
{
	while (text.len > 0) {
		uint32_t point = 0xfffd;
		size_t len = utf8_next(text, &point);

		if (len > 0)
			put_point(w, str_take(text, len), point);
		else
			put_point(w, STR("\ufffd"), point);
		text = str_skip(text, len > 0 ? len : 1);
	}
}

static struct str
done(struct writer *w)
{
	struct str text = utf8_nfc(w->arena, buf_str(&w->out));

	buf_release(&w->out);
	return text;
}

static struct str
take(struct writer *w, size_t len)
{
	struct str taken = str_take(w->rest, len);

	w->rest = str_skip(w->rest, len);
	return taken;
}

static void
skip_blanks(struct writer *w)
{
	while (w->rest.len > 0 && strchr(" \t\r\n", w->rest.at[0]) != NULL &&
	       w->rest.at[0] != '\0')
		take(w, 1);
}

/* The accent has nothing to stand on: "\~{}", or the end. */
static void
put_alone(struct writer *w)
{
	if (w->mark_count == 0)
		return;
	w->mark_count = 0;
	put(w, str_of(w->marks[0]->alone));
}

static void
add_mark(struct writer *w, const struct tex_accent *accent)
{
	if (w->mark_count < MARKS_MAX)
		w->marks[w->mark_count++] = accent;
}

/* What stands in the braces that rest begins with, or all if none close. */
static struct str
take_group(struct writer *w)
{
	size_t depth = 0;
	size_t i = 0;
	struct str group;

	if (w->rest.len == 0 || w->rest.at[0] != '{')
		return (struct str){ NULL, 0 };
	for (; i < w->rest.len; i++) {
		depth += w->rest.at[i] == '{';
		if (w->rest.at[i] == '}' && --depth == 0)
			break;
	}
	group = str_skip(str_take(w->rest, i), 1);
	take(w, i + 1);
	return group;
}

/* A command about an address; false if name is another one. */
static bool
put_address(struct writer *w, struct str name)
{
	bool href = str_eq(name, STR("href"));

	if (!href && !str_eq(name, STR("url")) &&
	    !str_eq(name, STR("path")) && !str_eq(name, STR("nolinkurl")))
		return false;
	skip_blanks(w);
	if (!href || w->href_depth > 0) {
		put(w, tex_address(w->arena, take_group(w)));
		w->gap = w->gap || href;
		return true;
	}
	w->href = tex_address(w->arena, take_group(w));
	w->href_depth = w->depth + 1;
	return true;
}

/* Dotless letters exist to carry accents; Unicode's accents take the dot. */
static struct str
dotted(const struct writer *w, struct str name, struct str text)
{
	return w->mark_count > 0 && name.len == 1 &&
		       (name.at[0] == 'i' || name.at[0] == 'j')
		   ? name
		   : text;
}

static bool
put_letter(struct writer *w, struct str name)
{
	const struct tex_word *letter = tex_letter(name);

	if (letter == NULL)
		return false;
	put(w, dotted(w, name, letter->text));
	skip_blanks(w);
	return true;
}

/* With its backslash; its braces go, so a blank comes. */
static void
put_unknown(struct writer *w, struct str name)
{
	put(w, STR("\\"));
	put(w, name);
	w->gap = w->gap || str_starts(w->rest, STR("{"));
}

static void
put_command(struct writer *w, struct str name)
{
	const struct tex_accent *accent = tex_accent(name);

	if (accent != NULL)
		add_mark(w, accent);
	else if (put_letter(w, name) || put_address(w, name))
		return;
	else if (tex_is_look(name))
		skip_blanks(w);
	else
		put_unknown(w, name);
}

/* Behind a backslash. */
static void
put_escape(struct writer *w)
{
	size_t len = 0;
	const struct tex_accent *accent;
	char c;

	while (len < w->rest.len && char_is_letter(w->rest.at[len]))
		len++;
	if (len > 0) {
		put_command(w, take(w, len));
		return;
	}
	if (w->rest.len == 0) {
		put(w, STR("\\"));
		return;
	}
	c = w->rest.at[0];
	accent = tex_accent(str_take(w->rest, 1));
	if (accent != NULL) {
		take(w, 1);
		add_mark(w, accent);
	} else if (c != '\0' && strchr("&%$#_{}", c) != NULL) {
		put(w, take(w, 1));
	} else if (c != '\0' && strchr("-/@!", c) != NULL) {
		take(w, 1);
	} else if (c != '\0' && strchr(" ,;:\\\t\r\n", c) != NULL) {
		take(w, 1);
		put(w, STR(" "));
	} else {
		put(w, STR("\\"));
	}
}

static bool
is_open_math(struct writer *w)
{
	if (w->rest.at[0] != '$' || w->no_math)
		return false;
	w->no_math = str_index(str_skip(w->rest, 1), '$') + 1 == w->rest.len;
	return !w->no_math;
}

static void
put_math(struct writer *w)
{
	size_t len = str_index(str_skip(w->rest, 1), '$') + 2;

	put(w, take(w, len));
}

static void
open_brace(struct writer *w)
{
	take(w, 1);
	w->depth++;
}

static void
close_brace(struct writer *w)
{
	take(w, 1);
	put_alone(w);
	if (w->depth > 0 && w->depth == w->href_depth) {
		w->href_depth = 0;
		put(w, STR(" ("));
		put(w, w->href);
		put(w, STR(")"));
	}
	w->depth -= w->depth > 0;
}

/* Bytes up to the next one that may mean something. */
static void
put_run(struct writer *w)
{
	const struct tex_word *sign = tex_sign(w->rest);
	size_t len = 1;

	if (sign != NULL) {
		take(w, sign->name.len);
		put(w, sign->text);
		return;
	}
	while (len < w->rest.len &&
	       (w->rest.at[len] == '\0' ||
		   strchr("\\{}$~`'-?!", w->rest.at[len]) == NULL))
		len++;
	put(w, take(w, len));
}

struct str
tex_text(struct arena *a, struct str tex)
{
	struct writer w = { .arena = a, .rest = tex };

	buf_init(&w.out);
	while (w.rest.len > 0) {
		switch (w.rest.at[0]) {
		case '\\':
			take(&w, 1);
			put_escape(&w);
			break;
		case '{':
			open_brace(&w);
			break;
		case '}':
			close_brace(&w);
			break;
		default:
			if (is_open_math(&w))
				put_math(&w);
			else
				put_run(&w);
			break;
		}
	}
	put_alone(&w);
	if (w.href_depth > 0)
		put(&w, w.href);
	return done(&w);
}

/* A sign that TeX has a longer way to write. */
static bool
put_long_sign(struct writer *w)
{
	static const struct tex_word longs[] = {
		{ STR_INIT("$\\sim$"), STR_INIT("~") },
		{ STR_INIT("\\textasciitilde"), STR_INIT("~") },
		{ STR_INIT("\\textunderscore"), STR_INIT("_") },
		{ STR_INIT("\\url"), STR_INIT("") },
	};

	for (size_t i = 0; i < COUNT(longs); i++) {
		if (str_starts(w->rest, longs[i].name)) {
			take(w, longs[i].name.len);
			put(w, longs[i].text);
			return true;
		}
	}
	return false;
}

struct str
tex_address(struct arena *a, struct str tex)
{
	struct writer w = { .arena = a, .rest = tex };

	buf_init(&w.out);
	while (w.rest.len > 0) {
		size_t len = 1;

		if (put_long_sign(&w))
			continue;
		if (strchr("\\{}", w.rest.at[0]) != NULL &&
		    w.rest.at[0] != '\0') {
			take(&w, 1);
			continue;
		}
		while (len < w.rest.len &&
		       (w.rest.at[len] == '\0' ||
			   strchr("\\{}$", w.rest.at[len]) == NULL))
			len++;
		put(&w, take(&w, len));
	}
	return done(&w);
}

struct str
tex_plain(struct arena *a, struct str text)
{
	struct writer w = { .arena = a };

	buf_init(&w.out);
	put(&w, text);
	return done(&w);
}
