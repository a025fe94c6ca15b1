/* SPDX-License-Identifier: ISC */
#include "parse/write.h"

#include "base/count.h"
#include "model/phrase.h"
#include "parse/label.h"
#include "parse/lines.h"
#include "parse/profile.h"
#include "parse/remark.h"
#include "parse/wrapped.h"

#define WIDTH 78
#define TEXT_WAYS 6

struct writer {
	struct arena arena;
	struct remarks remarks;
	const struct section *section;
	const struct node *above; /* in that section; NULL = its title */
	struct buf piece;	  /* a text or item, before it is accepted */
	struct buf *out;
};

static bool
is_label(const struct line *line)
{
	struct label label;

	return label_read(line, &label);
}

static bool
is_any(const struct line *line)
{
	return line->kind == LINE_FIELD;
}

static bool
is_of_entry(const struct line *line)
{
	return word_key(line->extra, SCOPE_ENTRY) != KEY_NONE;
}

static void
write_audience(unsigned audience, struct buf *out)
{
	if (audience == AUDIENCE_ALL)
		return;
	buf_add(out, audience != 0 ? STR("Only:") : STR("Not:"));
	if (audience == 0)
		audience = AUDIENCE_ALL;
	if ((audience & AUDIENCE_GEMINI) != 0)
		buf_add(out, STR(" gemini"));
	if ((audience & AUDIENCE_GOPHER) != 0)
		buf_add(out, STR(" gopher"));
	if ((audience & AUDIENCE_WEB) != 0)
		buf_add(out, STR(" web"));
	buf_char(out, '\n');
}

/* In braces, unless they would make another known section of it. */
static bool
is_in_braces(const struct section *s)
{
	enum section_id id = word_section(s->address);

	return s->address.len > 0 && (id == SECTION_FREE || id == s->id);
}

static void
write_heading(const struct section *s, struct buf *out)
{
	bool braces = is_in_braces(s);

	buf_printf(out, "# %.*s", STR_ARG(s->title));
	if (braces)
		buf_printf(out, " {%.*s}", STR_ARG(s->address));
	buf_char(out, '\n');
	if (s->address.len > 0 && !braces)
		buf_printf(out, "Slug: %.*s\n", STR_ARG(s->address));
	write_audience(s->audience, out);
	if (s->home == SECTION_HOME_ALL)
		buf_add(out, STR("Home: yes\n"));
	else if (s->home != SECTION_HOME_USUAL)
		buf_printf(out, "Home: %d\n", s->home);
	if (s->order != ORDER_USUAL)
		buf_printf(out, "Order: %s\n",
		    s->order == ORDER_NEWEST ? "newest" : "given");
}

/* What is only tried takes no comments along. */
static void
write_remarks(struct writer *w, size_t line)
{
	if (w->out != &w->piece)
		remarks_write(&w->remarks, line, w->out);
}

/* "Key: value" behind so many blanks; what does not fit stands deeper. */
static void
write_field(struct writer *w, const struct field *f, int indent)
{
	struct str key = f->label.len > 0 ? f->label : word_key_name(f->key);
	struct wrapping how = {
		.width = WIDTH,
		.first = str_take(STR("  "), (size_t)indent),
		.indent = (size_t)indent + LINE_INDENT,
		.marked_first = true,
	};

	write_remarks(w, f->at.line);
	wrapped_write(&w->arena, &how,
	    arena_printf(&w->arena, "%.*s: %.*s", STR_ARG(key),
		STR_ARG(f->value)),
	    w->out);
}

static void
write_links(struct writer *w, const struct node *n)
{
	for (const struct link *l = n->links; l != NULL; l = l->next) {
		write_remarks(w, l->at.line);
		buf_printf(w->out, "=> %.*s%s%.*s\n", STR_ARG(l->target),
		    l->label.len > 0 ? " " : "", STR_ARG(l->label));
	}
}

/* Whether the profile is nothing but one section with such a node. */
static bool
is_only(const struct profile *p, const struct node *n)
{
	const struct node *got;

	if (p == NULL || p->sections == NULL || p->sections->next != NULL ||
	    p->sections->nodes == NULL)
		return false;
	got = p->sections->nodes;
	return got->next == NULL && got->kind == n->kind &&
	       str_eq(got->text, n->text) &&
	       str_eq(got->when.text, n->when.text) &&
	       (got->fields == NULL) == (n->fields == NULL) &&
	       (got->links == NULL) == (n->links == NULL);
}

/* Whether the piece, right below the section's title, is read as that node. */
static bool
piece_is(const struct writer *w, const struct node *n)
{
	struct arena a;
	struct buf source;
	struct diags d;
	bool same;

	arena_init(&a);
	diags_init(&d, &a);
	buf_init(&source);
	buf_add(&source, STR("Name: -\n"));
	write_heading(w->section, &source);
	buf_add(&source, buf_str(&w->piece));
	same = is_only(profile_parse(&a, buf_str(&source), STR(""), &d), n);
	buf_release(&source);
	arena_release(&a);
	return same;
}

/*
 * Lines of a paragraph may look like a list, with dates or keys in front; then
 * it is one line. What even so would be something else, as a lone URL would, is
 * a fence's words, which are text as well.
 */
static void
write_text_by(struct writer *w, const struct node *n, size_t way)
{
	static const struct wrapping ways[] = {
		{ .width = WIDTH, .is_key = is_label },
		{ .width = WIDTH, .is_key = is_any },
		{ .width = WIDTH - 8, .is_key = is_any },
		{ .width = SIZE_MAX, .is_key = is_label },
		{ .width = SIZE_MAX, .is_key = is_any },
	};

	if (way < COUNT(ways))
		wrapped_write(&w->arena, &ways[way], n->text, w->out);
	else
		buf_printf(w->out, "```%.*s\n```\n", STR_ARG(n->text));
	write_links(w, n);
}

/*
 * An entry's dates stand in front of its text, with a sign behind them if that
 * begins with a date itself; or they are in it, as a student's may be; or the
 * text reads on as a sentence, and they need a field.
 */
enum item_way {
	ITEM_PLAIN,
	ITEM_SIGN,
	ITEM_WITHIN,
	ITEM_FIELD,
	ITEM_WAYS,
};

static struct str
item_text(struct writer *w, const struct node *n, enum item_way way)
{
	bool dated = n->when.text.len > 0;

	if (!dated || way == ITEM_WITHIN || way == ITEM_FIELD)
		return n->text;
	if (n->text.len == 0)
		return n->when.text;
	return arena_printf(&w->arena, "%.*s%s%.*s", STR_ARG(n->when.text),
	    way == ITEM_SIGN ? ": " : " ", STR_ARG(n->text));
}

static void
write_note(struct writer *w, const struct node *n)
{
	const struct wrapping how = {
		.width = WIDTH,
		.first = STR("  "),
		.indent = LINE_INDENT,
		.is_key = is_of_entry,
	};

	if (n->note.len > 0)
		wrapped_write(&w->arena, &how, n->note, w->out);
}

static void
write_item_by(struct writer *w, const struct node *n, size_t way)
{
	const struct wrapping how = {
		.width = WIDTH,
		.first = STR("* "),
		.indent = LINE_INDENT,
		.marked_first = true,
		.is_key = is_of_entry,
	};

	wrapped_write(&w->arena, &how, item_text(w, n, (enum item_way)way),
	    w->out);
	if (way == ITEM_FIELD)
		buf_printf(w->out, "  Dates: %.*s\n", STR_ARG(n->when.text));
	else if (n->fields == NULL && n->note.len > 0)
		/* It stood below a field that said nothing. */
		buf_add(w->out, STR("  Note:\n"));
	for (const struct field *f = n->fields; f != NULL; f = f->next)
		write_field(w, f, LINE_INDENT);
	write_note(w, n);
	write_links(w, n);
}

/* Writes n in the first of so many ways that is read as n, else in the last. */
static void
write_tried(struct writer *w, const struct node *n, size_t ways,
    void (*write)(struct writer *w, const struct node *n, size_t way))
{
	struct buf *out = w->out;
	bool same = false;
	size_t way = 0;

	w->out = &w->piece;
	for (; way + 1 < ways && !same; way += !same) {
		buf_clear(&w->piece);
		write(w, n, way);
		same = piece_is(w, n);
	}
	w->out = out;
	write(w, n, way);
}

/* Of two words in braces at the end, the last is no part of the title. */
static void
write_subheading(struct writer *w, const struct node *n)
{
	const char *marks = n->level == 2 ? "##" : "###";
	struct str whole = arena_printf(&w->arena, "%s %.*s", marks,
	    STR_ARG(n->text));
	struct line line = line_of(whole, 0);

	buf_add(w->out, whole);
	if (line.extra.len > 0)
		buf_printf(w->out, " {%.*s}", STR_ARG(line.extra));
	buf_char(w->out, '\n');
}

static void
write_node(struct writer *w, const struct node *n)
{
	switch (n->kind) {
	case NODE_TEXT:
		write_tried(w, n, TEXT_WAYS, write_text_by);
		break;
	case NODE_ITEM:
		write_tried(w, n, n->when.text.len > 0 ? ITEM_WAYS : 1,
		    write_item_by);
		break;
	case NODE_QUOTE:
		buf_printf(w->out, n->text.len > 0 ? "> %.*s\n" : ">%.*s\n",
		    STR_ARG(n->text));
		break;
	case NODE_PRE:
		buf_printf(w->out, "```%.*s\n", STR_ARG(n->alt));
		buf_add(w->out, n->text);
		buf_add(w->out, STR("```\n"));
		break;
	case NODE_HEADING:
		write_subheading(w, n);
		break;
	case NODE_LINK:
		write_links(w, n);
		break;
	}
}

static bool
announces(const struct node *n)
{
	return n->kind == NODE_TEXT && phrase_announces(n->text) &&
	       n->links == NULL;
}

/* The blank lines between two nodes; two end what is announced (G12). */
static size_t
blanks_between(const struct node *above, const struct node *n)
{
	if (above == NULL || above->kind == NODE_HEADING)
		return 0;
	if (n->kind == above->kind &&
	    (n->kind == NODE_ITEM || n->kind == NODE_QUOTE ||
		n->kind == NODE_LINK))
		return 0;
	if (announces(above) && n->kind == NODE_ITEM)
		return 0;
	return announces(above) && n->kind == NODE_TEXT ? 2 : 1;
}

static void
write_section(struct writer *w, const struct section *s)
{
	w->section = s;
	w->above = NULL;
	buf_char(w->out, '\n');
	/* One that nobody wrote a title for begins where its text does. */
	if (s->nodes == NULL || s->nodes->at.line != s->at.line)
		write_remarks(w, s->at.line);
	write_heading(s, w->out);
	for (const struct node *n = s->nodes; n != NULL; n = n->next) {
		for (size_t i = blanks_between(w->above, n); i > 0; i--)
			buf_char(w->out, '\n');
		write_remarks(w, n->at.line);
		write_node(w, n);
		w->above = n;
	}
}

static void
write_last(struct writer *w)
{
	struct buf last;

	buf_init(&last);
	if (remarks_write_last(&w->remarks, &last)) {
		buf_char(w->out, '\n');
		buf_add(w->out, buf_str(&last));
	}
	buf_release(&last);
}

void
profile_write(const struct profile *p, struct buf *out)
{
	struct writer w = { .out = out };

	arena_init(&w.arena);
	buf_init(&w.piece);
	remarks_init(&w.remarks, &w.arena, p);
	for (const struct field *f = p->fields; f != NULL; f = f->next)
		write_field(&w, f, 0);
	for (const struct section *s = p->sections; s != NULL; s = s->next)
		write_section(&w, s);
	write_last(&w);
	buf_release(&w.piece);
	arena_release(&w.arena);
}
