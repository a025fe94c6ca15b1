/* SPDX-License-Identifier: ISC */
#include "parse/gemtext.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "parse/clean.h"
#include "parse/target.h"
#include "proto/uri.h"

#define FENCE STR("```")
#define DEEPEST 3

struct reader {
	struct arena *arena;
	struct diags *diags;
	struct doc *doc;
	struct str base; /* of references */
	struct str rest;
	struct place at; /* of the line taken last */
	bool gap;	 /* the next block is not tight */
};

/* The next line without its end; one CR belongs to that. */
static bool
next_line(struct reader *r, struct str *line)
{
	if (r->rest.len == 0)
		return false;
	str_cut(r->rest, '\n', line, &r->rest);
	if (str_ends(*line, STR("\r")))
		line->len--;
	r->at.line++;
	return true;
}

static struct str
cleaned(const struct reader *r, struct str raw)
{
	return clean_text(r->arena, clean_loose(r->arena, raw));
}

static void
place(struct reader *r, struct block *block, size_t line)
{
	block->at = r->at;
	block->at.line = line;
	block->tight = !r->gap && block->kind != BLOCK_HEADING;
	r->gap = block->kind == BLOCK_HEADING;
}

/* A marker without words is as good as a blank line, but within a quotation. */
static void
read_words(struct reader *r, enum block_kind kind, struct str raw)
{
	struct str text = cleaned(r, raw);

	if (text.len > 0 || kind == BLOCK_QUOTE)
		place(r, doc_add(r->arena, r->doc, kind, text), r->at.line);
	else
		r->gap = true;
}

static void
read_heading(struct reader *r, struct str line)
{
	struct block *above = r->doc->last;
	int level = 0;

	while (level < DEEPEST && str_starts(line, STR("#"))) {
		line = str_skip(line, 1);
		level++;
	}
	if (level == 1 && above == NULL && r->doc->title.len == 0) {
		r->doc->title = cleaned(r, line);
		return;
	}
	read_words(r, BLOCK_HEADING, line);
	if (r->doc->last != above)
		r->doc->last->level = level;
}

static size_t
until_blank(struct str s)
{
	return str_index(str_take(s, str_index(s, ' ')), '\t');
}

/* False if there is no URL: then it is a line of text (T-21). */
static bool
read_link(struct reader *r, struct str rest)
{
	struct str url, label;
	struct block *link;

	rest = str_trim(rest);
	if (rest.len == 0)
		return false;
	url = str_take(rest, until_blank(rest));
	label = cleaned(r, str_skip(rest, url.len));
	if (label.len == 0)
		label = cleaned(r, url);
	link = doc_add_link(r->arena, r->doc,
	    target_of(r->arena, r->base, url), label);
	place(r, link, r->at.line);
	r->doc->menu = true;
	return true;
}

/* In the opening line a backquote could not be written again (T-31). */
static struct str
alt_of(const struct reader *r, struct str raw)
{
	struct buf alt;

	buf_fixed(&alt, arena_array(r->arena, raw.len + 1, 1), raw.len);
	for (size_t i = 0; i < raw.len; i++)
		buf_char(&alt, raw.at[i] == '`' ? ' ' : raw.at[i]);
	return cleaned(r, buf_str(&alt));
}

/* Cleaning may leave a fence where there was none. */
static void
add_pre(const struct reader *r, struct buf *lines, struct str raw)
{
	struct str line = clean_pre(r->arena, clean_loose(r->arena, raw));

	if (str_starts(line, FENCE))
		buf_char(lines, ' ');
	buf_add(lines, line);
	buf_char(lines, '\n');
}

static void
read_fence(struct reader *r, struct str line)
{
	struct str alt = alt_of(r, str_skip(line, FENCE.len));
	struct place top = r->at;
	struct block *pre;
	bool open = true;
	struct buf lines;

	buf_init(&lines);
	while (open && next_line(r, &line)) {
		open = !str_starts(line, FENCE);
		if (open)
			add_pre(r, &lines, line);
	}
	if (open)
		diag_add(r->diags, DIAG_WARNING, top, "open-fence",
		    "no line of ``` ends this: all below is taken as it is");
	if (lines.len == 0 && alt.len == 0) {
		buf_release(&lines);
		r->gap = true;
		return;
	}
	pre = doc_add(r->arena, r->doc, BLOCK_PRE,
	    buf_keep(&lines, r->arena));
	pre->alt = alt;
	place(r, pre, top.line);
}

/* The first three bytes decide, and whether a fence is open (T-02). */
static void
read_line(struct reader *r, struct str line)
{
	if (str_starts(line, FENCE))
		read_fence(r, line);
	else if (str_starts(line, STR("#")))
		read_heading(r, line);
	else if (str_starts(line, STR("* ")) || str_starts(line, STR("*\t")))
		read_words(r, BLOCK_ITEM, str_skip(line, 2));
	else if (str_starts(line, STR(">")))
		read_words(r, BLOCK_QUOTE, str_skip(line, 1));
	else if (!str_starts(line, STR("=>")) ||
		 !read_link(r, str_skip(line, 2)))
		read_words(r, BLOCK_TEXT, line);
}

static bool
is_too_large(struct str source, struct place at, struct diags *d)
{
	if (source.len <= GEMTEXT_MAX)
		return false;
	diag_add(d, DIAG_WARNING, at, "too-large",
	    "more than %zu bytes of gemtext: served as they are, and only so",
	    GEMTEXT_MAX);
	return true;
}

struct doc *
gemtext_read(struct arena *a, struct str source, struct str path,
    struct diags *d)
{
	struct reader r = {
		.arena = a,
		.diags = d,
		.base = uri_path_encoded(a, path),
		.rest = source,
		.at = { .file = str_skip(path, 1), .column = 1 },
		.gap = true,
	};
	struct str line;

	if (is_too_large(source, r.at, d) || utf8_valid(source) != source.len)
		return NULL;
	r.doc = doc_new(a, path, STR(""), STR(""));
	if (str_starts(source, UTF8_BOM))
		r.rest = str_skip(source, UTF8_BOM.len);
	while (next_line(&r, &line))
		read_line(&r, line);
	return r.doc;
}
