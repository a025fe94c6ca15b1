/* SPDX-License-Identifier: ISC */
#include "parse/item.h"

#include "parse/paragraph.h"

/* An item while its lines are read. */
struct entry {
	struct draft *draft;
	struct node *node;
	struct link **links_end;
	struct field **fields_end;
	struct field field; /* the one being read; KEY_NONE before the first */
	size_t indent;	    /* of that field */
	struct buf words;   /* of the item's text, then of the field */
	struct buf note;
	bool noted; /* since that field */
};

static struct link **
add_link(struct draft *d, struct link **end, const struct line *line)
{
	struct link *link = arena_new(d->arena, struct link);

	link->target = line->extra;
	link->label = line->text;
	link->at = line->at;
	*end = link;
	return &link->next;
}

size_t
item_links(struct draft *d, struct node *node, const struct line *line,
    size_t rest)
{
	struct link **end = &node->links;
	size_t count = 0;

	while (count < rest && line[count].kind == LINE_LINK) {
		end = add_link(d, end, &line[count]);
		count++;
	}
	return count;
}

/* The words so far are complete. */
static void
end_words(struct entry *e)
{
	struct str words = arena_str(e->draft->arena, buf_str(&e->words));

	buf_clear(&e->words);
	if (e->field.key == KEY_NONE) {
		e->node->text = words;
		return;
	}
	if (words.len == 0) {
		diag_add(e->draft->diags, DIAG_WARNING, e->field.at,
		    "empty-field", "'%.*s' says nothing; left out",
		    STR_ARG(e->field.label));
		return;
	}
	*e->fields_end = arena_new(e->draft->arena, struct field);
	**e->fields_end = e->field;
	(*e->fields_end)->value = words;
	e->fields_end = &(*e->fields_end)->next;
}

static void
begin_field(struct entry *e, const struct line *line, enum key key)
{
	end_words(e);
	e->field = (struct field){
		.key = key,
		.label = line->extra,
		.at = line->at,
	};
	e->indent = line->indent;
	e->noted = false;
	paragraph_add(&e->words, line->text);
}

static void
hint_key(struct entry *e, const struct line *line)
{
	struct str near = word_nearest(line->extra, SCOPE_ENTRY);

	if (near.len > 0)
		diag_add(e->draft->diags, DIAG_HINT, line->at, "unknown-key",
		    "'%.*s' is text here; did you mean %.*s?",
		    STR_ARG(line->extra), STR_ARG(near));
}

/* Whether line goes on with the field above it (G9). */
static bool
is_deeper(const struct entry *e, const struct line *line)
{
	return e->field.key != KEY_NONE && !e->noted &&
	       line->indent > e->indent;
}

static void
add_line(struct entry *e, const struct line *line)
{
	enum key key = KEY_NONE;

	if (is_deeper(e, line)) {
		paragraph_add(&e->words, line->whole);
		return;
	}
	if (line->kind == LINE_FIELD) {
		key = word_key(line->extra, SCOPE_ENTRY);
		hint_key(e, line);
	}
	if (key != KEY_NONE) {
		begin_field(e, line, key);
	} else if (e->field.key == KEY_NONE) {
		paragraph_add(&e->words, line->whole);
	} else {
		paragraph_add(&e->note, line->whole);
		e->noted = true;
	}
}

/* Whether line, directly below, belongs to the item. */
static bool
is_part(const struct entry *e, const struct line *item, const struct line *line)
{
	if (line->kind == LINE_LINK)
		return true;
	if (line->kind == LINE_BLANK || line->indent < LINE_INDENT ||
	    line->indent <= item->indent)
		return false;
	return line->kind != LINE_ITEM || is_deeper(e, line);
}

static void
hint_nested(struct draft *d, const struct line *item, const struct line *next)
{
	if (next->kind == LINE_ITEM && next->indent >= LINE_INDENT &&
	    next->indent > item->indent)
		diag_add(d->diags, DIAG_HINT, next->at, "nested-item",
		    "lists have one level; this item stands beside the one "
		    "above");
}

size_t
item_read(struct draft *d, const struct line *line, size_t rest)
{
	struct entry e = { .draft = d };
	size_t count = 1;

	e.node = draft_node(d, NODE_ITEM, line->text, line->at);
	e.links_end = &e.node->links;
	e.fields_end = &e.node->fields;
	buf_init(&e.words);
	buf_init(&e.note);
	paragraph_add(&e.words, line->text);
	for (; count < rest && is_part(&e, line, &line[count]); count++) {
		if (line[count].kind == LINE_LINK)
			e.links_end = add_link(d, e.links_end, &line[count]);
		else
			add_line(&e, &line[count]);
	}
	if (count < rest)
		hint_nested(d, line, &line[count]);
	end_words(&e);
	e.node->note = arena_str(d->arena, buf_str(&e.note));
	buf_release(&e.words);
	buf_release(&e.note);
	return count;
}
