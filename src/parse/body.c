/* SPDX-License-Identifier: ISC */
#include "parse/body.h"

#include "base/utf8.h"
#include "parse/item.h"
#include "parse/label.h"
#include "parse/paragraph.h"
#include "parse/student.h"

#define ITEM_WIDTH_MAX 200 /* columns of a paragraph read as an item (G12) */

struct reader {
	struct draft *draft;
	const struct line *at;
	size_t rest;
};

/* A list without markers. */
struct guess {
	struct place at;
	const char *where;
	size_t count;
	bool students; /* so far all items have their form */
};

static void
skip_lines(struct reader *r, size_t count)
{
	r->at += count;
	r->rest -= count;
}

static void
read_links(struct reader *r, struct node *node)
{
	skip_lines(r, item_links(r->draft, node, r->at, r->rest));
}

static struct node *
guess_item(struct reader *r, struct guess *guess, struct str text,
    struct place at)
{
	guess->count++;
	guess->students = guess->students && student_fits(text);
	return draft_node(r->draft, NODE_ITEM, text, at);
}

/* Raw pages have their students found in the text about their owner (G20). */
static bool
has_students(const struct draft *d)
{
	const struct chapter *open = d->open;

	return open->section->id == SECTION_STUDENTS ||
	       (d->profile->raw && open->implied);
}

static void
report(struct reader *r, const struct guess *guess)
{
	bool students = guess->count > 0 && guess->students &&
			has_students(r->draft);

	if (guess->count == 1)
		diag_add(r->draft->diags, DIAG_HINT, guess->at, "guess-list",
		    "1 line %s reads as %s; put '* ' before it to be sure",
		    guess->where, students ? "a student" : "a list");
	if (guess->count > 1)
		diag_add(r->draft->diags, DIAG_HINT, guess->at, "guess-list",
		    "%zu lines %s read as %s; put '* ' before them to be sure",
		    guess->count, guess->where,
		    students ? "students" : "a list");
}

static struct node *
add_items(struct reader *r, struct guess *guess, struct paragraph p)
{
	struct node *last = NULL;

	for (size_t i = 0; i < p.count; i++)
		last = guess_item(r, guess, p.at[i].whole, p.at[i].at);
	return last;
}

/*
 * The paragraph that follows behind one blank line, if it may be an item of
 * the list that the one above announced.
 */
static bool
next_in_group(const struct reader *r, struct paragraph *p)
{
	struct label label;

	if (r->rest < 2 || r->at[0].kind != LINE_BLANK)
		return false;
	*p = paragraph_first(r->at + 1, r->rest - 1);
	return p->count > 0 && !label_read(p->at, &label);
}

/* The item or items that p is; NULL if it is too long, or a sentence. */
static struct node *
add_group(struct reader *r, struct guess *guess, struct paragraph p)
{
	struct str text;

	if (paragraph_is_list(p))
		return add_items(r, guess, p);
	text = paragraph_text(r->draft->arena, p);
	if (utf8_width(text) > ITEM_WIDTH_MAX || text_ends_sentence(text) ||
	    str_ends(text, STR(":")))
		return NULL;
	return guess_item(r, guess, text, p.at->at);
}

/* G12: what follows a paragraph that ends in ':'. */
static void
read_group(struct reader *r, struct place intro)
{
	struct guess guess = { intro, "after this one", 0, true };
	struct paragraph p;

	while (next_in_group(r, &p)) {
		struct node *last = add_group(r, &guess, p);

		if (last == NULL)
			break;
		skip_lines(r, 1 + p.count);
		read_links(r, last);
	}
	report(r, &guess);
}

static void
read_news(struct reader *r, struct paragraph p, const struct label *label)
{
	struct draft *d = r->draft;
	struct buf text;
	struct str kept;

	buf_init(&text);
	paragraph_add(&text, label->date);
	paragraph_add(&text, label->text);
	for (size_t i = 1; i < p.count; i++)
		paragraph_add(&text, p.at[i].whole);
	kept = arena_str(d->arena, buf_str(&text));
	buf_release(&text);
	skip_lines(r, p.count);
	read_links(r, draft_news(d, kept, p.at->at));
}

/* Where in p a list of lines begins; p.count if there is none. */
static size_t
list_start(struct paragraph p)
{
	size_t intro = paragraph_intro(p);

	if (paragraph_is_list(paragraph_skip(p, intro)) || paragraph_is_list(p))
		return intro;
	return p.count;
}

static struct node *
add_text(struct reader *r, struct paragraph p)
{
	return draft_node(r->draft, NODE_TEXT,
	    paragraph_text(r->draft->arena, p), p.at->at);
}

static void
read_list(struct reader *r, struct paragraph p, size_t intro)
{
	struct guess guess = { p.at->at, "from here", 0, true };
	struct node *last;

	if (intro > 0) {
		add_text(r, paragraph_take(p, intro));
		guess.at = p.at[intro - 1].at;
		guess.where = "after this one";
	}
	last = add_items(r, &guess, paragraph_skip(p, intro));
	report(r, &guess);
	skip_lines(r, p.count);
	read_links(r, last);
}

static void
read_paragraph(struct reader *r)
{
	struct paragraph p = paragraph_first(r->at, r->rest);
	struct label label;
	struct node *node;
	size_t start;

	if (label_read(p.at, &label)) {
		read_news(r, p, &label);
		return;
	}
	start = list_start(p);
	if (start < p.count) {
		read_list(r, p, start);
		return;
	}
	node = add_text(r, p);
	skip_lines(r, p.count);
	read_links(r, node);
	if (str_ends(node->text, STR(":")) && node->links == NULL)
		read_group(r, p.at[p.count - 1].at);
}

static void
read_heading(struct reader *r)
{
	struct node *node;

	if (r->at->level == 1) {
		draft_heading(r->draft, r->at);
	} else {
		node = draft_node(r->draft, NODE_HEADING, r->at->text,
		    r->at->at);
		node->level = r->at->level;
	}
	skip_lines(r, 1);
}

static void
read_pre(struct reader *r)
{
	const struct line *line = r->at;
	struct node *node;

	if (line->text.len > 0) {
		node = draft_node(r->draft, NODE_PRE, line->text, line->at);
		node->alt = line->extra;
	} else if (line->extra.len > 0) {
		draft_node(r->draft, NODE_TEXT, line->extra, line->at);
	}
	skip_lines(r, 1);
}

static void
read_quote(struct reader *r)
{
	if (r->at->text.len > 0)
		draft_node(r->draft, NODE_QUOTE, r->at->text, r->at->at);
	skip_lines(r, 1);
}

/* A link of its own: others directly below it are theirs (G7). */
static void
read_link(struct reader *r)
{
	struct node *node;

	node = draft_node(r->draft, NODE_LINK, STR(""), r->at->at);
	skip_lines(r, item_links(r->draft, node, r->at, 1));
}

void
body_read(struct draft *d, const struct line *line, size_t rest)
{
	struct reader r = { d, line, rest };

	while (r.rest > 0) {
		switch (r.at->kind) {
		case LINE_BLANK:
			skip_lines(&r, 1);
			break;
		case LINE_PRE:
			read_pre(&r);
			break;
		case LINE_HEADING:
			read_heading(&r);
			break;
		case LINE_LINK:
			read_link(&r);
			break;
		case LINE_ITEM:
			skip_lines(&r, item_read(d, r.at, r.rest));
			break;
		case LINE_QUOTE:
			read_quote(&r);
			break;
		case LINE_FIELD:
		case LINE_TEXT:
			read_paragraph(&r);
			break;
		}
	}
}
