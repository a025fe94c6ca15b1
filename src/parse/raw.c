/* SPDX-License-Identifier: ISC */
#include "parse/raw.h"

#include "base/utf8.h"
#include "parse/header.h"
#include "parse/label.h"
#include "parse/paragraph.h"
#include "parse/student.h"

#define SHORT_WIDTH 80 /* columns of a line that may be a header's (G19) */

static bool
is_short(struct str text)
{
	return utf8_width(text) <= SHORT_WIDTH && !text_ends_sentence(text) &&
	       !str_ends(text, STR(":")) && word_section(text) == SECTION_FREE;
}

static void
add_field(struct draft *d, enum key key, struct str value, struct place at)
{
	struct field field = { .key = key, .value = value, .at = at };

	draft_field(d, &field);
}

static bool
read_name(struct draft *d, const struct line *line)
{
	bool heading = line->kind == LINE_HEADING;
	struct str name = heading ? line->text : line->whole;

	if (!heading && line->kind != LINE_TEXT && line->kind != LINE_FIELD)
		return false;
	if (!is_short(name))
		diag_add(d->diags, DIAG_WARNING, line->at, "guess-name",
		    "this line is read as the name; put one above it");
	add_field(d, KEY_NAME, name, line->at);
	return true;
}

/* Whether line would go on with the paragraph above it. */
static bool
is_text(const struct line *line)
{
	struct label label;

	return (line->kind == LINE_TEXT || line->kind == LINE_FIELD) &&
	       !label_read(line, &label);
}

static bool
is_known(const struct line *line)
{
	return line->kind == LINE_FIELD &&
	       word_key(line->extra, SCOPE_PROFILE) != KEY_NONE;
}

/*
 * The short lines that stand first, if they are one, or clearly no prose.
 * Fields with a known key speak for themselves and may stand between.
 */
static struct paragraph
short_lines(const struct line *line, size_t rest)
{
	struct paragraph p = { line, 0 };

	while (p.count < rest && is_text(&line[p.count]) &&
	       is_short(line[p.count].whole) && !is_known(&line[p.count]))
		p.count++;
	line += p.count;
	rest -= p.count;
	if (rest > 0 && (line->kind == LINE_LINK ||
			    (is_text(line) && !is_known(line))))
		p.count = 0;
	if (p.count > 1 && !paragraph_is_list(p))
		p.count = 0;
	return p;
}

/* Each kind once, then Field. */
static void
add_short(struct draft *d, struct paragraph p, bool seen[KEY_COUNT])
{
	for (size_t i = 0; i < p.count; i++) {
		enum key key = word_line_kind(p.at[i].whole);

		if (seen[key])
			key = KEY_FIELD;
		seen[key] = true;
		add_field(d, key, p.at[i].whole, p.at[i].at);
	}
}

/* The lines of the next field or paragraph of the header; 0 at its end. */
static size_t
read_short(struct draft *d, const struct line *line, size_t rest,
    bool seen[KEY_COUNT])
{
	size_t count = header_field(d, line, rest);
	struct paragraph p;

	if (count > 0) {
		seen[word_key(line->extra, SCOPE_PROFILE)] = true;
		return count;
	}
	p = short_lines(line, rest);
	add_short(d, p, seen);
	return p.count;
}

size_t
raw_header(struct draft *d, const struct line_list *lines)
{
	bool seen[KEY_COUNT] = { false };
	size_t done = 0;
	size_t count = 1;

	while (done < lines->count && lines->at[done].kind == LINE_BLANK)
		done++;
	if (done == lines->count || !read_name(d, &lines->at[done]))
		return done;
	for (done++; done < lines->count && count > 0; done += count) {
		count = 1;
		if (lines->at[done].kind != LINE_BLANK)
			count = read_short(d, &lines->at[done],
			    lines->count - done, seen);
	}
	return done;
}

/*
 * The link behind a list of students that begins at *link, with or without an
 * introduction; NULL if there is none. *next is where to look on.
 */
static struct node **
students_end(struct node **link, struct node ***next)
{
	struct node *node = *link;
	bool intro = node->kind == NODE_TEXT && str_ends(node->text, STR(":"));
	struct node **end = intro ? &node->next : link;
	bool fits = *end != NULL && (*end)->kind == NODE_ITEM;

	while (*end != NULL && (*end)->kind == NODE_ITEM) {
		fits = fits && student_fits((*end)->text);
		end = &(*end)->next;
	}
	*next = end == link ? &node->next : end;
	return fits ? end : NULL;
}

static struct chapter *
implied_about(const struct draft *d)
{
	struct chapter *chapter = d->first;

	while (chapter != NULL &&
	       !(chapter->implied && chapter->section->id == SECTION_ABOUT))
		chapter = chapter->next;
	return chapter;
}

void
raw_students(struct draft *d)
{
	struct chapter *about = implied_about(d);
	struct chapter *students = NULL;
	struct node **link;

	if (about == NULL)
		return;
	link = &about->section->nodes;
	while (*link != NULL) {
		struct node **next;
		struct node **end = students_end(link, &next);

		if (end == NULL) {
			link = next;
			continue;
		}
		if (students == NULL)
			students = draft_implied(d, SECTION_STUDENTS,
			    (*link)->at);
		*students->end = *link;
		*link = *end;
		*end = NULL;
		students->end = end;
	}
	about->end = link;
}
