/* SPDX-License-Identifier: ISC */
#include "parse/body.h"

#include "base/utf8.h"
#include "model/phrase.h"
#include "model/value.h"
#include "parse/date.h"
#include "parse/item.h"
#include "parse/label.h"
#include "parse/listing.h"
#include "parse/paragraph.h"
#include "parse/settings.h"
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
	bool links;    /* so far all are URLs */
};

static enum section_id
section_in(const struct reader *r)
{
	const struct chapter *open = r->draft->open;

	return open != NULL ? open->section->id : SECTION_ABOUT;
}

static void
skip_lines(struct reader *r, size_t count)
{
	r->at += count;
	r->rest -= count;
}

static void
read_links(struct reader *r, struct node *node)
{
	if (node->kind == NODE_LINK)
		return;
	skip_lines(r, item_links(r->draft, node, r->at, r->rest));
}

/* A link of its own, labelled with its URL. */
static struct node *
add_url(struct reader *r, struct str url, struct place at)
{
	const struct line line = { .kind = LINE_LINK, .extra = url, .at = at };
	struct node *node = draft_node(r->draft, NODE_LINK, STR(""), at);

	item_links(r->draft, node, &line, 1);
	return node;
}

static struct node *
guess_item(struct reader *r, struct guess *guess, struct str text,
    struct place at)
{
	bool url = value_is_url(text);

	guess->count++;
	guess->students = guess->students && student_fits(text);
	guess->links = guess->links && url;
	return url ? add_url(r, text, at)
		   : draft_node(r->draft, NODE_ITEM, text, at);
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
	bool one = guess->count == 1;
	const char *what = "a list";

	if (guess->count == 0)
		return;
	if (guess->students && has_students(r->draft))
		what = one ? "a student" : "students";
	if (guess->links)
		what = one ? "a link" : "links";
	diag_add(r->draft->diags, DIAG_HINT, guess->at, "guess-list",
	    "%zu line%s %s %s as %s; put '%s' before %s to be sure",
	    guess->count, one ? "" : "s", guess->where,
	    one ? "reads" : "read", what, guess->links ? "=> " : "* ",
	    one ? "it" : "them");
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

	if (paragraph_intro(p) > 0)
		return NULL; /* another list begins */
	if (listing_is(p, section_in(r)))
		return add_items(r, guess, p);
	text = paragraph_text(r->draft->arena, p);
	if (utf8_width(text) > ITEM_WIDTH_MAX || text_ends_sentence(text))
		return NULL;
	return guess_item(r, guess, text, p.at->at);
}

/* G12: what follows a paragraph that ends in ':'. */
static void
read_group(struct reader *r, struct place intro)
{
	struct guess guess = { intro, "after this one", 0, true, true };
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

/* The date of a label; one that there is not is text, as dated_read() says. */
static struct when
label_when(const struct label *label)
{
	struct when when;

	if (!when_read(label->date, &when) || when_flaw(&when) != NULL)
		return (struct when){ .open = false };
	return when;
}

static void
read_news(struct reader *r, struct paragraph p, const struct label *label)
{
	struct draft *d = r->draft;
	struct when when = label_when(label);
	struct node *node;
	struct buf text;

	buf_init(&text);
	if (when.text.len == 0)
		paragraph_add(&text, label->date);
	paragraph_add(&text, label->text);
	for (size_t i = 1; i < p.count; i++)
		paragraph_add(&text, p.at[i].whole);
	node = draft_news(d, arena_str(d->arena, buf_str(&text)), p.at->at);
	node->when = when;
	buf_release(&text);
	skip_lines(r, p.count);
	read_links(r, node);
}

/* Whether p is URLs; a link below one says what it is. */
static bool
are_urls(const struct reader *r, struct paragraph p)
{
	const struct line *below = p.at + p.count;
	bool link = below < r->at + r->rest && below->kind == LINE_LINK;

	return listing_is_links(p) && !link;
}

/* Where in p a list of lines begins; p.count if there is none. */
static size_t
list_start(const struct reader *r, struct paragraph p)
{
	size_t intro = paragraph_intro(p);
	struct paragraph rest = paragraph_skip(p, intro);

	if (listing_is(rest, section_in(r)) || are_urls(r, rest) ||
	    paragraph_is_list(p))
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
	struct guess guess = { p.at->at, "from here", 0, true, true };
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

/* What its author perhaps took for more than text. */
static void
hint_line(struct draft *d, const struct line *line)
{
	enum key key = line->key;

	if (label_is_near(line))
		diag_add(d->diags, DIAG_HINT, line->at, "bad-label",
		    "this is text; a label is 'News: ' or 'News 2023-04-17: '");
	else if (key == KEY_EMAIL || key == KEY_PHONE || key == KEY_ORCID)
		diag_add(d->diags, DIAG_HINT, line->at, "late-field",
		    "'%.*s' is text here; put the line above all text to make "
		    "it a field",
		    STR_ARG(line->extra));
}

static void
read_text(struct reader *r, struct paragraph p)
{
	struct node *node = add_text(r, p);

	skip_lines(r, p.count);
	read_links(r, node);
	if (phrase_announces(node->text) && node->links == NULL)
		read_group(r, p.at[p.count - 1].at);
}

static void
read_paragraph(struct reader *r)
{
	struct paragraph p = paragraph_first(r->at, r->rest);
	size_t start = list_start(r, p);
	struct label label;

	for (size_t i = 0; i < p.count; i++)
		hint_line(r->draft, &p.at[i]);
	if (label_read(p.at, &label))
		read_news(r, p, &label);
	else if (start < p.count)
		read_list(r, p, start);
	else
		read_text(r, p);
}

static void
read_heading(struct reader *r)
{
	struct node *node;

	if (r->at->level == 1) {
		draft_heading(r->draft, r->at);
		skip_lines(r, 1);
		skip_lines(r, settings_read(r->draft, r->at, r->rest));
		return;
	}
	node = draft_node(r->draft, NODE_HEADING, r->at->text, r->at->at);
	node->level = r->at->level;
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

/* An empty line stands between two paragraphs of a quotation, not around. */
static void
read_quote(struct reader *r)
{
	const struct line *gap = NULL;
	bool first = true;

	while (r->rest > 0 && r->at->kind == LINE_QUOTE) {
		const struct line *line = r->at;

		skip_lines(r, 1);
		if (line->text.len == 0) {
			gap = line;
			continue;
		}
		if (gap != NULL && !first)
			draft_node(r->draft, NODE_QUOTE, STR(""), gap->at);
		draft_node(r->draft, NODE_QUOTE, line->text, line->at);
		gap = NULL;
		first = false;
	}
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
