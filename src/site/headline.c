/* SPDX-License-Identifier: ISC */
#include "site/headline.h"

#include "base/utf8.h"
#include "page/drawn.h"
#include "page/typed.h"
#include "parse/clean.h"

#define FENCE STR("```")
#define LINES 3 /* a title with a rule above and below */

/* Bytes in which a title stands, if anywhere. */
#define BEGINNING ((size_t)4096)

static struct str
shown(struct arena *a, struct str text)
{
	size_t fits = utf8_fit(text, HEADLINE_MAX);

	if (fits == text.len)
		return text;
	return arena_printf(a, "%.*s...", STR_ARG(str_take(text, fits)));
}

struct str
headline_of_doc(struct arena *a, const struct doc *doc)
{
	const struct block *b = doc->first;

	if (doc->title.len > 0)
		return shown(a, doc->title);
	while (b != NULL && b->kind != BLOCK_HEADING)
		b = b->next;
	return b != NULL ? shown(a, b->text) : STR("");
}

static struct str
of_gemtext(struct arena *a, struct str text)
{
	bool fenced = false;
	struct str line;

	while (text.len > 0) {
		str_cut(text, '\n', &line, &text);
		if (str_starts(line, FENCE))
			fenced = !fenced;
		if (fenced || !str_starts(line, STR("#")))
			continue;
		while (str_starts(line, STR("#")))
			line = str_skip(line, 1);
		return clean_text(a, clean_loose(a, line));
	}
	return STR("");
}

static struct str
take_line(struct arena *a, struct str *text)
{
	struct str line;

	str_cut(*text, '\n', &line, text);
	return clean_pre(a, clean_loose(a, line));
}

/* What is below stands apart, and there is something. */
static bool
stands_alone(struct typed lines, struct str below)
{
	return lines.count == 1 && !drawn_is(lines) &&
	       typed_is_label(lines.at) && str_trim(below).len > 0;
}

static struct str
of_text(struct arena *a, struct str text)
{
	struct typed_line first[LINES];
	struct typed lines = { first, 0 };
	struct str line = STR("");
	struct str title;
	int level;

	while (line.len == 0 && text.len > 0)
		line = take_line(a, &text);
	while (line.len > 0 && lines.count < LINES) {
		first[lines.count++] =
		    typed_line_of(a, line, (struct place){ .line = 0 });
		line = take_line(a, &text);
	}
	if (typed_heading(lines, &title, &level) > 0)
		return typed_words(a, title);
	if (stands_alone(lines, text))
		return typed_words(a, first[0].text);
	return STR("");
}

/* Without the end of a character, or a line, that is cut. */
static struct str
beginning(struct str text)
{
	size_t len = BEGINNING;

	if (text.len <= len)
		return text;
	while (len > 0 && text.at[len - 1] != '\n')
		len--;
	return str_take(text, len);
}

struct str
headline_of_file(struct arena *a, const struct file *f)
{
	struct str text = beginning(f->bytes);

	if (str_starts(text, UTF8_BOM))
		text = str_skip(text, UTF8_BOM.len);
	if (utf8_valid(text) != text.len)
		return STR("");
	if (str_starts(f->media.type, STR("text/gemini")))
		return shown(a, of_gemtext(a, text));
	if (str_ends(f->path, STR(".txt")) &&
	    str_starts(f->media.type, STR("text/plain")))
		return shown(a, of_text(a, text));
	return STR("");
}
