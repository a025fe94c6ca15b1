/* SPDX-License-Identifier: ISC */
#include "parse/header.h"

#include "parse/label.h"
#include "parse/paragraph.h"
#include "parse/short.h"

bool
header_is_written(const struct line_list *lines)
{
	const struct line *first = lines->at;
	const struct line *end = lines->at + lines->count;

	while (first < end && first->kind == LINE_BLANK)
		first++;
	if (first == end)
		return false;
	if (first->kind == LINE_HEADING)
		return word_section(first->text) != SECTION_FREE ||
		       word_section(first->extra) != SECTION_FREE;
	return first->key != KEY_NONE ||
	       (first->kind == LINE_FIELD &&
		   word_nearest(first->extra, SCOPE_PROFILE).len > 0);
}

/* start and the lines that continue it, as one text. */
static struct str
read_value(struct draft *d, struct str start, const struct line *line,
    size_t rest, size_t *count)
{
	struct buf value;

	buf_init(&value);
	paragraph_add(&value, start);
	for (*count = 1; *count < rest; (*count)++) {
		const struct line *next = &line[*count];

		if (next->kind == LINE_BLANK ||
		    next->indent < line->indent + LINE_INDENT)
			break;
		paragraph_add(&value, next->whole);
	}
	return buf_keep(&value, d->arena);
}

size_t
header_field(struct draft *d, const struct line *line, size_t rest)
{
	struct field field = { .key = line->key, .at = line->at };
	size_t count;

	if (field.key == KEY_NONE)
		return 0;
	field.label = line->extra;
	field.value = read_value(d, line->text, line, rest, &count);
	if (field.value.len > 0)
		draft_field(d, &field);
	else
		diag_add(d->diags, DIAG_WARNING, field.at, "empty-field",
		    "'%.*s' says nothing; left out", STR_ARG(field.label));
	return count;
}

/* Whether a line of an unknown key has fields around it, so is no text. */
static bool
is_among_fields(const struct line *line, size_t rest, bool below_field)
{
	bool alone = rest == 1;

	if (!alone && line[1].kind == LINE_TEXT &&
	    line[1].indent < line->indent + LINE_INDENT)
		return false;
	return below_field || (!alone && line[1].key != KEY_NONE);
}

static void
warn_stray(struct draft *d, const struct line *line, struct str near,
    const char *kept)
{
	if (near.len > 0)
		diag_add(d->diags, DIAG_WARNING, line->at, "unknown-key",
		    "unknown field '%.*s', %s; did you mean %.*s?",
		    STR_ARG(line->extra), kept, STR_ARG(near));
	else
		diag_add(d->diags, DIAG_WARNING, line->at, "unknown-key",
		    "unknown field '%.*s', %s", STR_ARG(line->extra), kept);
}

/* "Blog: https://example.org": its value says what a line is, as in G19. */
static bool
read_named(struct draft *d, const struct line *line, struct str near)
{
	struct field field = short_field(line);

	if (field.key == KEY_FIELD)
		return false;
	draft_field(d, &field);
	if (field.label.len > 0 && near.len > 0)
		warn_stray(d, line, near, "shown by that name");
	return true;
}

/*
 * Reads a line whose key is unknown, if it is one of the header and not the
 * beginning of the text: it is nearly a known one, or has fields around it.
 */
static size_t
read_stray(struct draft *d, const struct line *line, size_t rest,
    bool below_field)
{
	struct label label;
	struct str text, near;
	size_t count;

	if (line->kind != LINE_FIELD || label_read(line, &label))
		return 0;
	near = word_nearest(line->extra, SCOPE_PROFILE);
	if (near.len == 0 && !is_among_fields(line, rest, below_field))
		return 0;
	text = read_value(d, line->whole, line, rest, &count);
	if (count == 1 && read_named(d, line, near))
		return count;
	draft_node(d, NODE_TEXT, text, line->at);
	warn_stray(d, line, near, "kept as text");
	return count;
}

size_t
header_read(struct draft *d, const struct line_list *lines)
{
	bool below_field = false;
	size_t done = 0;

	while (done < lines->count) {
		const struct line *line = &lines->at[done];
		size_t rest = lines->count - done;
		size_t count = 1;

		if (line->kind != LINE_BLANK) {
			count = header_field(d, line, rest);
			if (count == 0)
				count = read_stray(d, line, rest, below_field);
			if (count == 0)
				break;
		}
		below_field = line->kind != LINE_BLANK;
		done += count;
	}
	return done;
}
