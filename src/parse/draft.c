/* SPDX-License-Identifier: ISC */
#include "parse/draft.h"

#include "base/utf8.h"
#include "parse/date.h"
#include "parse/dated.h"
#include "parse/slug.h"
#include "parse/student.h"

#define TITLE_SHOWN 200 /* columns of it in a message */

void
draft_init(struct draft *d, struct arena *a, struct diags *diags,
    struct str file)
{
	*d = (struct draft){ .arena = a, .diags = diags };
	d->profile = arena_new(a, struct profile);
	d->profile->file = file;
	d->fields_end = &d->profile->fields;
	d->end = &d->first;
}

void
draft_field(struct draft *d, const struct field *field)
{
	struct field *kept = arena_new(d->arena, struct field);

	*kept = *field;
	kept->next = NULL;
	*d->fields_end = kept;
	d->fields_end = &kept->next;
}

static struct chapter *
new_chapter(struct draft *d, enum section_id id, struct place at)
{
	struct chapter *chapter = arena_new(d->arena, struct chapter);

	chapter->section = arena_new(d->arena, struct section);
	chapter->section->id = id;
	chapter->section->at = at;
	chapter->section->audience = AUDIENCE_ALL;
	chapter->section->home = SECTION_HOME_USUAL;
	chapter->end = &chapter->section->nodes;
	return chapter;
}

static void
append(struct draft *d, struct chapter *chapter)
{
	*d->end = chapter;
	d->end = &chapter->next;
}

static struct str
heading_title(const struct draft *d, const struct line *heading,
    enum section_id id)
{
	if (heading->text.len > 0)
		return heading->text;
	if (id == SECTION_FREE)
		return heading->extra;
	return word_section_title(profile_lang(d->profile), id);
}

/* "# About {my page}": braces that may have been meant as an id. */
static void
hint_id(struct draft *d, const struct line *heading)
{
	struct str text = heading->text;

	if (heading->extra.len == 0 && str_ends(text, STR("}")) &&
	    str_index(text, '{') < text.len)
		diag_add(d->diags, DIAG_HINT, heading->at, "bad-id",
		    "the braces are part of the title here; an address has "
		    "letters, digits and hyphens only");
}

void
draft_heading(struct draft *d, const struct line *heading)
{
	enum section_id id = word_section(heading->extra);
	struct chapter *chapter;

	if (id == SECTION_FREE)
		id = word_section(heading->text);
	chapter = new_chapter(d, id, heading->at);
	chapter->section->title = heading_title(d, heading, id);
	chapter->id = heading->extra;
	append(d, chapter);
	hint_id(d, heading);
	d->open = chapter;
	if (id == SECTION_NEWS && (d->news == NULL || d->news->implied))
		d->news = chapter;
}

struct chapter *
draft_implied(struct draft *d, enum section_id id, struct place at)
{
	struct chapter *chapter = new_chapter(d, id, at);
	struct chapter **link = &d->first;

	chapter->section->title =
	    word_section_title(profile_lang(d->profile), id);
	chapter->implied = true;
	while (*link != NULL && (*link)->section->at.line <= at.line)
		link = &(*link)->next;
	chapter->next = *link;
	*link = chapter;
	if (chapter->next == NULL)
		d->end = &chapter->next;
	return chapter;
}

static struct node *
add_node(struct draft *d, struct chapter *chapter, struct node node)
{
	struct node *kept = arena_new(d->arena, struct node);

	*kept = node;
	*chapter->end = kept;
	chapter->end = &kept->next;
	return kept;
}

struct node *
draft_node(struct draft *d, enum node_kind kind, struct str text,
    struct place at)
{
	struct node node = { .kind = kind, .text = text, .at = at };

	if (d->open == NULL)
		d->open = draft_implied(d, SECTION_ABOUT, at);
	return add_node(d, d->open, node);
}

struct node *
draft_news(struct draft *d, struct str text, struct place at)
{
	struct node node = { .kind = NODE_ITEM, .text = text, .at = at };

	if (d->news == NULL)
		d->news = draft_implied(d, SECTION_NEWS, at);
	return add_node(d, d->news, node);
}

/* What an implied chapter holds stands in front of the author's own. */
static void
unite(struct chapter *implied, struct chapter *own)
{
	*implied->end = own->section->nodes;
	if (own->section->nodes == NULL)
		own->end = implied->end;
	own->section->nodes = implied->section->nodes;
	implied->section->nodes = NULL;
}

static void
unite_implied(struct draft *d)
{
	struct chapter *own[SECTION_COUNT] = { NULL };

	for (struct chapter *c = d->first; c != NULL; c = c->next)
		if (!c->implied && own[c->section->id] == NULL)
			own[c->section->id] = c;
	for (struct chapter *c = d->first; c != NULL; c = c->next)
		if (c->implied && own[c->section->id] != NULL &&
		    c->section->nodes != NULL)
			unite(c, own[c->section->id]);
}

static struct str
slug_base(struct draft *d, const struct chapter *chapter)
{
	if (chapter->id.len > 0)
		return slug_of(d->arena, chapter->id);
	if (chapter->section->id != SECTION_FREE)
		return word_section_slug(chapter->section->id);
	return slug_of(d->arena, chapter->section->title);
}

/* A title that is not shown is still its author's: `vitae fmt` keeps it. */
static void
keep_title(struct draft *d, const struct section *s)
{
	struct comment *comment = arena_new(d->arena, struct comment);

	while (*d->comment != NULL && (*d->comment)->at.line < s->at.line)
		d->comment = &(*d->comment)->next;
	comment->text = arena_printf(d->arena, "%% # %.*s", STR_ARG(s->title));
	comment->at = s->at;
	comment->next = *d->comment;
	*d->comment = comment;
}

/* Whether the chapter has something to show; says so if it has not. */
static bool
is_filled(struct draft *d, const struct chapter *chapter)
{
	const struct section *s = chapter->section;
	struct str title = str_take(s->title, utf8_fit(s->title, TITLE_SHOWN));

	if (s->id == SECTION_PUBLICATIONS)
		return true; /* a bibliography may fill it: page/cite */
	if (s->nodes == NULL && !chapter->implied) {
		diag_add(d->diags, DIAG_WARNING, s->at, "empty-section",
		    "section '%.*s' is empty and not shown", STR_ARG(title));
		keep_title(d, s);
	}
	return s->nodes != NULL;
}

/* Their dates may stand in the parentheses as well, or in front. */
static void
add_student(struct draft *d, struct node *node)
{
	struct student *student = arena_new(d->arena, struct student);
	struct when when;

	*student = student_of(d->arena, node);
	if (student->dates.len == 0)
		student->dates = node->when.text;
	else if (node->when.text.len == 0 &&
		 when_read(student->dates, &when) && when_flaw(&when) == NULL)
		node->when = when;
	node->student = student;
}

static void
add_students(struct draft *d, struct section *s)
{
	for (struct node *n = s->nodes; n != NULL; n = n->next)
		if (n->kind == NODE_ITEM)
			add_student(d, n);
}

static void
finish_section(struct draft *d, struct section *s)
{
	dated_read(s, d->diags);
	if (s->id == SECTION_STUDENTS)
		add_students(d, s);
	dated_sort(d->arena, s);
	dated_name(d->arena, s, d->diags);
}

void
draft_finish(struct draft *d)
{
	struct section **end = &d->profile->sections;
	struct slugs slugs;
	size_t count = 0;

	d->comment = &d->profile->comments;
	unite_implied(d);
	for (struct chapter *c = d->first; c != NULL; c = c->next)
		count++;
	slugs_init(&slugs, d->arena, count);
	for (struct chapter *c = d->first; c != NULL; c = c->next) {
		struct section *s = c->section;

		if (!is_filled(d, c))
			continue;
		s->slug = slugs_add(&slugs, slug_base(d, c));
		s->address = c->id;
		finish_section(d, s);
		*end = s;
		end = &s->next;
	}
}
