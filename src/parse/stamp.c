/* SPDX-License-Identifier: ISC */
#include "parse/stamp.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "model/phrase.h"
#include "parse/clean.h"
#include "parse/date.h"
#include "parse/label.h"

/* The places of undated news, by line. */
struct spots {
	struct place *at;
	size_t count;
};

static int
by_line(const void *a, const void *b)
{
	const struct place *x = a;
	const struct place *y = b;

	return (x->line > y->line) - (x->line < y->line);
}

static bool
is_undated(const struct node *n)
{
	return n->kind == NODE_ITEM && n->when.text.len == 0 &&
	       !date_begins(n->text);
}

static size_t
count_news(const struct profile *p)
{
	size_t count = 0;

	for (const struct section *s = p->sections; s != NULL; s = s->next)
		if (s->id == SECTION_NEWS)
			count += section_count(s, NODE_ITEM);
	return count;
}

static struct spots
find_spots(struct arena *a, const struct profile *p)
{
	struct spots spots = { .count = 0 };

	spots.at = arena_array(a, count_news(p) + 1, sizeof(*spots.at));
	for (const struct section *s = p->sections; s != NULL; s = s->next)
		for (const struct node *n = s->nodes; n != NULL; n = n->next)
			if (s->id == SECTION_NEWS && is_undated(n))
				spots.at[spots.count++] = n->at;
	qsort(spots.at, spots.count, sizeof(*spots.at), by_line);
	return spots;
}

/* The bytes of the first count characters of s. */
static size_t
bytes_of(struct str s, size_t count)
{
	struct str rest = s;
	uint32_t point;
	size_t len;

	for (; count > 0 && (len = utf8_next(rest, &point)) > 0; count--)
		rest = str_skip(rest, len);
	return s.len - rest.len;
}

static struct str
without_blanks(struct str s)
{
	return str_skip(s, bytes_of(s, clean_margin(s).chars));
}

/* Append text, where the item begins, stamped; false if it cannot be. */
static bool
stamp_text(struct arena *a, struct str text, struct str day, bool bare,
    struct buf *out)
{
	struct str whole = clean_text(a, str_trim(text));
	struct line line = line_of(whole, 0);
	struct label label;
	struct str before, after;

	if (label_read(&line, &label) && phrase_cut(text, &before, &after)) {
		before = str_trim(before);
		buf_printf(out, "%.*s %.*s%.*s", STR_ARG(before), STR_ARG(day),
		    STR_ARG(str_skip(text, before.len)));
		return true;
	}
	if (line.kind == LINE_ITEM) {
		size_t mark = whole.len - line.text.len - 1;

		after = without_blanks(str_skip(text, mark));
		buf_add(out, str_take(text, text.len - after.len));
	} else if (bare && !str_starts(text, STR("\\"))) {
		after = text;
	} else {
		return false;
	}
	buf_printf(out, "%.*s %.*s", STR_ARG(day), STR_ARG(after));
	return true;
}

/* The line with its spot; it may have the CR of its end. */
static bool
stamp_line(struct arena *a, struct str raw, size_t column, struct str day,
    bool bare, struct buf *out)
{
	size_t start = bytes_of(raw, column - 1);
	struct str text = str_skip(raw, start);
	bool stamped;

	buf_add(out, str_take(raw, start));
	stamped = stamp_text(a, text, day, bare, out);
	if (!stamped)
		buf_add(out, text);
	return stamped;
}

size_t
stamp_source(const struct profile *p, struct str source, struct str day,
    bool bare, struct buf *out)
{
	struct arena a;
	struct spots spots;
	struct str raw;
	size_t next = 0;
	size_t count = 0;

	arena_init(&a);
	spots = find_spots(&a, p);
	if (str_starts(source, UTF8_BOM)) {
		buf_add(out, UTF8_BOM);
		source = str_skip(source, UTF8_BOM.len);
	}
	for (size_t line = 1; source.len > 0; line++) {
		bool ended = str_cut(source, '\n', &raw, &source);

		if (next < spots.count && spots.at[next].line == line)
			count += stamp_line(&a, raw, spots.at[next++].column,
			    day, bare, out);
		else
			buf_add(out, raw);
		if (ended)
			buf_char(out, '\n');
	}
	arena_release(&a);
	return count;
}
