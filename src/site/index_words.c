/* SPDX-License-Identifier: ISC */
#include "site/index_words.h"

#include "base/count.h"
#include "base/utf8.h"
#include "site/index.h"

void
index_words_init(struct index_words *w)
{
	buf_init(&w->title);
	buf_init(&w->text);
	buf_init(&w->path);
}

void
index_words_release(struct index_words *w)
{
	buf_release(&w->title);
	buf_release(&w->text);
	buf_release(&w->path);
}

static void
clear(struct index_words *w)
{
	buf_clear(&w->title);
	buf_clear(&w->text);
	buf_clear(&w->path);
}

/* The views in which the words of a page are those that view v shows. */
unsigned
index_words_views(const struct doc *doc, enum view v)
{
	unsigned same = doc->views;

	for (const struct block *b = doc->first; b != NULL; b = b->next)
		if (!b->nav)
			same &= (b->views & 1u << v) != 0 ? b->views
							  : ~b->views;
	return same;
}

/* Preformatted text and alt text have words, too; its lines are lines. */
static void
add_words(struct buf *text, const struct doc *doc, enum view v)
{
	const struct block *b = block_shown(doc->first, v);

	for (; b != NULL; b = block_shown(b->next, v)) {
		if (b->nav)
			continue;
		if (b->alt.len > 0) {
			buf_add(text, b->alt);
			buf_char(text, '\n');
		}
		buf_add(text, b->text);
		buf_char(text, '\n');
	}
}

void
index_words_doc(struct index_words *w, const struct doc *doc, enum view v)
{
	clear(w);
	buf_add(&w->title, doc_label(doc));
	buf_add(&w->path, doc->path);
	if (!doc->echo)
		add_words(&w->text, doc, v);
}

/* Nobody has cleaned a file: its controls end here (X-18). */
static void
add_clean(struct buf *out, struct str line)
{
	while (line.len > 0) {
		uint32_t point = 0;
		size_t len = utf8_next(line, &point);

		if (len == 0 || utf8_is_control(point) || utf8_is_bidi(point))
			buf_char(out, ' ');
		else
			buf_add(out, str_take(line, len));
		line = str_skip(line, len > 0 ? len : 1);
	}
}

/* Lines of gemtext are paragraphs; plain text has blank lines between them. */
static void
add_lines(struct buf *out, struct str text, bool gemtext)
{
	struct str line;
	char gap = '\n';

	while (text.len > 0) {
		str_cut(text, '\n', &line, &text);
		line = str_trim(line);
		if (line.len == 0) {
			gap = '\n';
			continue;
		}
		buf_char(out, gap);
		add_clean(out, line);
		gap = gemtext ? '\n' : ' ';
	}
}

static bool
is_for_readers(const struct file *f)
{
	static const struct str others[] = {
		STR_INIT("robots.txt"),
		STR_INIT("favicon.txt"),
		STR_INIT("security.txt"),
		STR_INIT("cv.txt"),
		STR_INIT("profile.txt"),
	};
	struct str folder = file_folder(f);
	struct str name = str_skip(f->path, folder.len);

	for (size_t i = 0; i < COUNT(others); i++)
		if (str_eq(name, others[i]))
			return false;
	return true;
}

/* A heading that stands above all else, of any level (T-26). */
static struct str
title_of(const struct file *f, bool gemtext)
{
	struct str rest = f->bytes;
	struct str line = { NULL, 0 };

	while (gemtext && line.len == 0 && rest.len > 0) {
		str_cut(rest, '\n', &line, &rest);
		line = str_trim(line);
	}
	if (!str_starts(line, STR("#")))
		return f->path;
	while (str_starts(line, STR("#")))
		line = str_skip(line, 1);
	return str_trim(line);
}

/* Up to the last line end or blank within the limit. */
static struct str
beginning(struct str text)
{
	size_t len = INDEX_FILE_MAX;

	if (text.len <= len)
		return text;
	while (len > 0 && text.at[len] != '\n' && text.at[len] != ' ')
		len--;
	return str_take(text, len);
}

static bool
is_gemtext(const struct file *f)
{
	return str_starts(f->media.type, STR("text/gemini"));
}

bool
index_words_has(const struct file *f)
{
	return f->zone == 0 && is_for_readers(f) &&
	       (is_gemtext(f) ||
		   str_starts(f->media.type, STR("text/plain")));
}

void
index_words_file(struct index_words *w, const struct file *f)
{
	bool gemtext = is_gemtext(f);

	clear(w);
	add_clean(&w->title, title_of(f, gemtext));
	add_lines(&w->text, beginning(f->bytes), gemtext);
	buf_char(&w->path, '/');
	buf_add(&w->path, f->path);
}
