/* SPDX-License-Identifier: ISC */
#include "parse/raw.h"

#include "model/phrase.h"
#include "parse/header.h"
#include "parse/label.h"
#include "parse/paragraph.h"
#include "parse/short.h"
#include "parse/student.h"

/* The lines of a paragraph, and what each tells. */
struct block {
	struct paragraph p;
	const struct short_line *lines;
};

/* Narrower lines of the same kind are hardly one that was wrapped. */
#define FULL_WIDTH 50

/* Words of a first line that says more than a name. */
static bool
names_a_page(struct str text)
{
	struct str word;

	while (text.len > 0) {
		str_cut(text, ' ', &word, &text);
		if (str_eq_nocase(word, STR("homepage")) ||
		    str_eq_nocase(word, STR("page")) ||
		    str_eq_nocase(word, STR("website")) ||
		    str_eq_nocase(word, STR("site")))
			return true;
	}
	return false;
}

/* "Ada Example, Staff Researcher"; a degree goes with a name. */
static bool
holds_more(struct str name)
{
	struct str first, rest;
	enum key kind;

	if (!str_cut(name, '|', &first, &rest) &&
	    !str_cut(name, ',', &first, &rest))
		return names_a_page(name);
	kind = phrase_kind(rest);
	return kind == KEY_POSITION || kind == KEY_INSTITUTION ||
	       names_a_page(name);
}

static bool
read_name(struct draft *d, const struct line *line)
{
	struct field field = { .key = KEY_NAME, .at = line->at };
	struct line name = *line;

	if (line->kind != LINE_HEADING && line->kind != LINE_TEXT &&
	    line->kind != LINE_FIELD)
		return false;
	if (line->kind == LINE_HEADING && line->text.len > 0)
		name.whole = line->text;
	if (!short_read(&name).fits || short_is_menu(&name))
		diag_add(d->diags, DIAG_WARNING, line->at, "guess-name",
		    "this line is read as the name; put one above it");
	else if (holds_more(name.whole))
		diag_add(d->diags, DIAG_HINT, line->at, "guess-name",
		    "the whole line is read as the name; put what is none on "
		    "the next line");
	field.value = name.whole;
	draft_field(d, &field);
	return true;
}

/* Whether line would go on with the paragraph above it. */
static bool
is_text(const struct line *line)
{
	struct label label;

	return (line->kind == LINE_TEXT || line->kind == LINE_FIELD) &&
	       !label_read(line, &label) && !label_is_near(line);
}

static bool
is_known(const struct line *line)
{
	return line->key != KEY_NONE;
}

/*
 * The lines up to a blank one or a field with a known key. A menu stands by
 * itself.
 */
static struct paragraph
first_block(const struct line *line, size_t rest)
{
	struct paragraph p = { line, 0 };

	while (p.count < rest && is_text(&line[p.count]) &&
	       !is_known(&line[p.count]) && !short_is_menu(&line[p.count]))
		p.count++;
	if (p.count == 0 && rest > 0 && short_is_menu(line))
		p.count = 1;
	return p;
}

static struct block
block_read(struct arena *a, struct paragraph p)
{
	struct short_line *lines = arena_array(a, p.count + 1, sizeof(*lines));

	for (size_t i = 0; i < p.count; i++)
		lines[i] = short_read(&p.at[i]);
	return (struct block){ p, lines };
}

/*
 * Whether line i of b may go on with the one above: it begins with a small
 * letter, or is of the same kind and stands behind a line that is full.
 */
static bool
runs_on(struct block b, size_t i, size_t width)
{
	const struct short_line *line = &b.lines[i];
	char c = b.p.at[i].whole.at[0];

	if (line->clear)
		return width >= FULL_WIDTH &&
		       !paragraph_breaks(b.p, i, width) &&
		       line[0].field.key == line[-1].field.key;
	return char_is_letter(c) && char_lower(c) == c;
}

/* How many lines of b say by themselves what they are, each as a whole. */
static size_t
clear_lines(struct block b)
{
	size_t width = paragraph_width(b.p);
	size_t count = 0;

	while (count < b.p.count && b.lines[count].clear) {
		if (count > 0 && runs_on(b, count, width))
			return count - 1;
		count++;
	}
	if (count > 0 && count < b.p.count && runs_on(b, count, width))
		count--;
	return count;
}

/* Whether the first n lines of p were ended on purpose. */
static bool
are_set_off(struct paragraph p, size_t n)
{
	size_t width = paragraph_width(p);
	size_t breaks = 0;

	for (size_t i = 1; i <= n; i++)
		breaks += paragraph_breaks(p, i, width);
	return paragraph_breaks(p, n, width) && 2 * breaks >= n;
}

/* None of the lines is running text, and most say what they are. */
static bool
are_mostly_clear(struct block b)
{
	size_t width = paragraph_width(b.p);
	size_t clear = 0;

	for (size_t i = 0; i < b.p.count; i++) {
		if (i > 0 && runs_on(b, i, width))
			return false;
		if (b.lines[i].clear)
			clear++;
		else if (phrase_is_piece(b.p.at[i].whole))
			return false;
	}
	return 2 * clear > b.p.count;
}

static bool
are_plain(struct block b)
{
	size_t count = 0;

	while (count < b.p.count && b.lines[count].plain)
		count++;
	return count == b.p.count;
}

/* How many lines of b are of the header. */
static size_t
header_lines(struct block b)
{
	size_t clear = clear_lines(b);

	if (clear == b.p.count)
		return clear;
	if (short_is_menu(b.p.at))
		return 0;
	if (are_plain(b) && (b.p.count == 1 || paragraph_is_list(b.p) ||
				are_mostly_clear(b)))
		return b.p.count;
	return clear > 0 && are_set_off(b.p, clear) ? clear : 0;
}

/* A menu, or what title_read left of one with its titles in lines. */
static bool
is_of_menu(const struct line *line)
{
	return short_is_menu(line) || word_section(line->whole) != SECTION_FREE;
}

static void
hint_text(struct draft *d, struct paragraph p)
{
	for (size_t i = 0; i < p.count; i++)
		if (is_of_menu(&p.at[i])) {
			diag_add(d->diags, DIAG_HINT, p.at[i].at, "guess-text",
			    "read as text; if it is the menu of a web site, "
			    "delete it");
			return;
		}
	diag_add(d->diags, DIAG_HINT, p.at->at, "guess-text",
	    "%zu lines from here are read as text; put a blank line below "
	    "each that says who you are",
	    p.count);
}

/* What may be of the header or not: text, and the header goes on below. */
static size_t
read_doubtful(struct draft *d, struct block b)
{
	struct paragraph p = b.p;
	size_t plain = 0;

	while (plain < p.count &&
	       (b.lines[plain].plain || is_of_menu(&p.at[plain])))
		plain++;
	if (plain < p.count && clear_lines(b) == 0)
		return 0;
	hint_text(d, p);
	if (plain < p.count)
		return 0;
	draft_node(d, NODE_TEXT, paragraph_text(d->arena, p), p.at->at);
	return p.count;
}

/* An address has commas where its lines end. */
static struct str
address_of(struct arena *a, struct paragraph p)
{
	struct buf text;

	buf_init(&text);
	for (size_t i = 0; i < p.count; i++) {
		if (text.len > 0 && text.at[text.len - 1] != ',')
			buf_char(&text, ',');
		paragraph_add(&text, p.at[i].whole);
	}
	return buf_keep(&text, a);
}

/* "Email:" with its value in the next line, "Address:" in the next ones. */
static size_t
read_below(struct draft *d, const struct line *line, size_t rest)
{
	struct field field = { .label = line->extra, .at = line->at };
	struct paragraph p = first_block(line + 1, rest - 1);
	size_t count = 0;

	field.key = line->key;
	while (count < p.count && short_read(&p.at[count]).plain &&
	       (count == 0 || field.key == KEY_ADDRESS))
		count++;
	if (count == 0)
		return 0;
	field.value = address_of(d->arena, paragraph_take(p, count));
	draft_field(d, &field);
	return 1 + count;
}

/* The lines of the next field or paragraph of the header; 0 at its end. */
static size_t
read_short(struct draft *d, const struct line *line, size_t rest)
{
	struct paragraph p = first_block(line, rest);
	struct block b;
	size_t count = 0;

	if (p.count == 0 && is_known(line) && line->text.len == 0)
		count = read_below(d, line, rest);
	if (p.count == 0)
		return count > 0 ? count : header_field(d, line, rest);
	/* A link belongs to the paragraph above it. */
	if (p.count < rest && line[p.count].kind == LINE_LINK)
		return 0;
	b = block_read(d->arena, p);
	count = header_lines(b);
	for (size_t i = 0; i < count; i++)
		draft_field(d, &b.lines[i].field);
	return count > 0 ? count : read_doubtful(d, b);
}

size_t
raw_header(struct draft *d, const struct line_list *lines)
{
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
			    lines->count - done);
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
	bool intro = node->kind == NODE_TEXT && phrase_announces(node->text);
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
