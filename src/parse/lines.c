/* SPDX-License-Identifier: ISC */
#include "parse/lines.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "model/phrase.h"
#include "parse/clean.h"
#include "parse/gap.h"
#include "parse/lookalike.h"

#define FENCE STR("```")
#define BULLET STR("\xe2\x80\xa2")
#define FIELD_WORD_MAX 64 /* bytes */

struct splitter {
	struct arena *arena;
	struct diags *diags;
	struct place at;  /* of the first character of the line in hand */
	struct buf lines; /* of struct line */
	size_t blanks;	  /* at the end of lines */
	size_t bad;
	bool fenced;
	struct line fence; /* the open one */
	struct buf pre;	   /* its lines */
	struct comment **comments_end;
};

static void
add_line(struct splitter *s, const struct line *line)
{
	buf_add(&s->lines,
	    (struct str){ (const char *)line, sizeof(*line) });
	s->blanks = 0;
}

/* The length of "## " in front of a heading, or 0. */
static size_t
heading_mark(struct str text)
{
	size_t len = 0;

	while (len < text.len && text.at[len] == '#')
		len++;
	if (len == 0 || len > 3 || len == text.len || text.at[len] != ' ')
		return 0;
	return len + 1;
}

/* The length of a list marker and its blank, or 0 (G8). */
static size_t
item_mark(struct str text)
{
	size_t len = 0;

	if (str_starts(text, STR("* ")) || str_starts(text, STR("- ")))
		return 2;
	if (str_starts(text, BULLET) && text.len > BULLET.len &&
	    text.at[BULLET.len] == ' ')
		return BULLET.len + 1;
	/* Four digits in front of a dot are a year. */
	while (len < text.len && len < 4 && char_is_digit(text.at[len]))
		len++;
	if (len == 0 || len > 3)
		return 0;
	text = str_skip(text, len);
	if (str_starts(text, STR(". ")) || str_starts(text, STR(") ")))
		return len + 2;
	return 0;
}

static bool
is_id(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!char_is_letter(text.at[i]) && !char_is_digit(text.at[i]) &&
		    text.at[i] != '-')
			return false;
	return text.len > 0;
}

static void
set_heading(struct line *line, size_t mark)
{
	struct str id;
	size_t brace;
	bool alone;

	line->kind = LINE_HEADING;
	line->level = (int)mark - 1;
	line->text = str_skip(line->whole, mark);
	brace = line->text.len - 1;
	while (brace > 0 && line->text.at[brace] != '{')
		brace--;
	id = str_skip(line->text, brace + 1);
	/* Without a title, a section has the one that its id stands for. */
	alone = brace == 0 && line->text.at[0] == '{' && line->level == 1;
	if (!alone && (brace == 0 || line->text.at[brace - 1] != ' '))
		return;
	if (!str_ends(id, STR("}")) || !is_id(str_take(id, id.len - 1)))
		return;
	line->extra = str_take(id, id.len - 1);
	line->text = str_trim(str_take(line->text, brace));
}

static bool
set_link(struct line *line)
{
	struct str rest = str_trim(str_skip(line->whole, 2));

	if (!str_starts(line->whole, STR("=>")) || rest.len == 0)
		return false;
	line->kind = LINE_LINK;
	str_cut(rest, ' ', &line->extra, &line->text);
	return true;
}

/* One to three words that begin with a letter: what a key may look like. */
static bool
is_field_word(struct str word)
{
	size_t blanks = 0;
	uint32_t point;
	size_t len = utf8_next(word, &point);

	if (len == 0 || !utf8_is_word(point) || char_is_digit(word.at[0]))
		return false;
	for (; word.len > 0; word = str_skip(word, len)) {
		len = utf8_next(word, &point);
		if (len == 0)
			return false;
		blanks += point == ' ';
		if (!utf8_is_word(point) && point != ' ' && point != '-' &&
		    point != '.' && point != '\'')
			return false;
	}
	return blanks < 3;
}

static bool
set_field(struct line *line)
{
	struct str word, value;

	if (!phrase_cut(line->whole, &word, &value) ||
	    word.len >= FIELD_WORD_MAX || str_starts(value, STR("//")) ||
	    !is_field_word(str_trim(word)))
		return false;
	line->kind = LINE_FIELD;
	line->extra = str_trim(word);
	line->key = word_key(line->extra, SCOPE_PROFILE);
	line->text = str_trim(value);
	return true;
}

/* The kind of a line that is neither blank nor in a fence, by line->whole. */
static void
classify(struct line *line)
{
	bool first = line->indent < LINE_INDENT;
	size_t heading = heading_mark(line->whole);
	size_t item = item_mark(line->whole);
	bool quote = str_starts(line->whole, STR("> ")) ||
		     str_eq(line->whole, STR(">"));

	line->kind = LINE_TEXT;
	line->text = line->whole;
	if (heading > 0 && first) {
		set_heading(line, heading);
	} else if (item > 0) {
		line->kind = LINE_ITEM;
		line->text = str_skip(line->whole, item);
	} else if (quote) {
		line->kind = LINE_QUOTE;
		line->text = str_skip(line->whole, 2);
	} else if (!set_link(line)) {
		set_field(line);
	}
}

static bool
is_comment(struct str raw)
{
	struct str rest = str_skip(raw, 1);

	return raw.len > 0 && raw.at[0] == '%' &&
	       (rest.len == 0 || clean_margin(rest).chars > 0);
}

struct line
line_of(struct str whole, size_t indent)
{
	struct line line = { .whole = whole, .indent = indent };

	classify(&line);
	return line;
}

bool
line_takes_backslash(struct str whole, size_t indent)
{
	while (whole.len > 0 && whole.at[0] == '\\')
		whole = str_skip(whole, 1);
	if (whole.len == 0 || whole.at[0] == ' ')
		return false;
	return line_of(whole, indent).kind != LINE_TEXT || is_comment(whole) ||
	       str_starts(whole, FENCE);
}

/*
 * A backslash is one of the text, unless it has something to take away. Of
 * several, one is taken.
 */
static bool
is_escaped(const struct line *line)
{
	return str_starts(line->whole, STR("\\")) &&
	       line_takes_backslash(line->whole, line->indent);
}

static void
blank_line(struct splitter *s)
{
	struct line line = { .kind = LINE_BLANK, .at = s->at };
	size_t blanks = s->blanks + 1;

	if (blanks <= 2)
		add_line(s, &line);
	s->blanks = blanks;
}

static void
fence_open(struct splitter *s, struct str whole)
{
	s->fenced = true;
	s->fence = (struct line){
		.kind = LINE_PRE,
		.extra = str_trim(str_skip(whole, FENCE.len)),
		.whole = whole,
		.at = s->at,
	};
	buf_clear(&s->pre);
}

/* Words behind the closing backquotes describe the fence as well. */
static void
fence_close(struct splitter *s, struct str whole)
{
	struct str more = str_trim(str_skip(whole, FENCE.len));
	const char *gap = s->fence.extra.len > 0 ? " " : "";

	if (more.len > 0)
		s->fence.extra = arena_printf(s->arena, "%.*s%s%.*s",
		    STR_ARG(s->fence.extra), gap, STR_ARG(more));
	s->fence.text = arena_str(s->arena, buf_str(&s->pre));
	add_line(s, &s->fence);
	s->fenced = false;
}

static void
fenced_line(struct splitter *s, struct str raw)
{
	if (str_starts(raw, FENCE)) {
		fence_close(s, clean_text(s->arena, raw));
		return;
	}
	buf_add(&s->pre, clean_pre(s->arena, raw));
	buf_char(&s->pre, '\n');
}

static void
plain_line(struct splitter *s, struct str raw, struct str whole)
{
	struct margin margin = clean_margin(raw);
	struct line line = {
		.at = s->at,
		.indent = margin.columns,
		.whole = whole,
	};

	line.at.column += margin.chars;
	gap_check(raw, s->at, s->diags);
	lookalike_check(raw, s->at, s->diags);
	if (is_escaped(&line)) {
		line.escaped = true;
		line.kind = LINE_TEXT;
		line.whole = str_skip(line.whole, 1);
		line.text = line.whole;
	} else {
		classify(&line);
	}
	add_line(s, &line);
}

static void
add_comment(struct splitter *s, struct str raw)
{
	struct comment *comment = arena_new(s->arena, struct comment);

	comment->text = raw;
	comment->at = s->at;
	*s->comments_end = comment;
	s->comments_end = &comment->next;
}

static void
good_line(struct splitter *s, struct str raw)
{
	struct str whole;

	if (s->fenced) {
		fenced_line(s, raw);
		return;
	}
	if (is_comment(raw)) {
		add_comment(s, raw);
		return;
	}
	whole = clean_text(s->arena, raw);
	if (whole.len == 0)
		blank_line(s);
	else if (str_starts(raw, FENCE))
		fence_open(s, whole);
	else
		plain_line(s, raw, whole);
}

static void
split_line(struct splitter *s, struct str raw)
{
	if (raw.len > LINE_BYTES_MAX) {
		diag_add(s->diags, DIAG_ERROR, s->at, "line-too-long",
		    "a line of %zu bytes; at most %zu can be read", raw.len,
		    LINE_BYTES_MAX);
		s->bad++;
		return;
	}
	s->bad += clean_check(raw, s->at, LINE_ERRORS_MAX - s->bad, s->diags);
	if (s->bad == 0)
		good_line(s, raw);
}

static void
finish(struct splitter *s, struct line_list *lines)
{
	if (s->fenced && s->bad == 0) {
		diag_add(s->diags, DIAG_ERROR, s->fence.at, "open-fence",
		    "this ``` has no closing ``` below it");
		s->bad++;
	}
	lines->count = s->lines.len / sizeof(*lines->at);
	lines->at = arena_array(s->arena, lines->count + 1, sizeof(*lines->at));
	if (lines->count > 0)
		memcpy(lines->at, s->lines.at, s->lines.len);
	buf_release(&s->lines);
	buf_release(&s->pre);
}

bool
lines_split(struct arena *a, struct str source, struct str file,
    struct diags *d, struct line_list *lines)
{
	struct splitter s = {
		.arena = a,
		.diags = d,
		.comments_end = &lines->comments,
	};
	struct str raw;

	lines->comments = NULL;
	buf_init(&s.lines);
	buf_init(&s.pre);
	if (str_starts(source, UTF8_BOM))
		source = str_skip(source, UTF8_BOM.len);
	s.at = (struct place){ file, 1, 1 };
	while (source.len > 0 && s.bad < LINE_ERRORS_MAX) {
		str_cut(source, '\n', &raw, &source);
		if (str_ends(raw, STR("\r")))
			raw.len--;
		split_line(&s, raw);
		s.at.line++;
	}
	finish(&s, lines);
	return s.bad == 0;
}
