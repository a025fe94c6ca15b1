/* SPDX-License-Identifier: ISC */
#include "page/entry.h"

#include "model/phrase.h"
#include "model/terms.h"
#include "model/value.h"
#include "page/dated.h"
#include "page/sentence.h"

/* A node's link is compared with as many before it, to stay linear. */
#define LINKS_COMPARED 64

struct str
field_label(const struct field *field)
{
	return field->label.len > 0 ? field->label : word_key_name(field->key);
}

/* A URL, or what can be a file's path: "files/talk.pdf", not "the talk". */
static bool
is_target(struct str word)
{
	if (value_is_url(word) || str_starts(word, STR("mailto:")))
		return true;
	return str_index(word, '/') < word.len ||
	       str_index(word, '.') < word.len;
}

/* Whether the field is better shown as a link, and as which. */
static bool
field_link(const struct field *field, struct link *link)
{
	struct str target, label;

	link->at = field->at;
	if (field->key == KEY_LINK) {
		str_cut(field->value, ' ', &target, &label);
		link->target = target;
		link->label = str_trim(label);
		return is_target(target);
	}
	link->target = field->value;
	link->label = field_label(field);
	return value_is_url(field->value);
}

/* What the item's text or address says already. */
static bool
is_told(const struct student *student, const struct field *field)
{
	struct str told = { NULL, 0 };

	if (field->key == KEY_ID)
		return true; /* it names the page */
	if (student == NULL)
		return false;
	if (field->key == KEY_PROJECT)
		told = student->project;
	else if (field->key == KEY_DEGREE)
		told = student->degree;
	else if (field->key == KEY_DATES)
		told = student->dates;
	else if (field->key == KEY_NOW)
		told = student->now;
	return told.len > 0 && str_eq(field->value, told);
}

/* "With Rui Pan": where the label reads on into the value. */
static void
add_unmarked(struct buf *text, struct str label, struct str value)
{
	if (value.len == 0)
		return;
	sentence_add(text, label);
	buf_char(text, ' ');
	buf_add(text, value);
}

/* "Mentor: Jianming Zhang". A note is a note without being called one. */
static void
add_field(struct buf *text, const struct field *field)
{
	if (field->key == KEY_NOTE)
		sentence_add(text, field->value);
	else if (field->key == KEY_WITH && !phrase_is_cjk(field_label(field)))
		add_unmarked(text, field_label(field), field->value);
	else
		sentence_add_labelled(text, field_label(field), field->value);
}

/* Of a student, dates are one part of what is known. */
static bool
has_student_dates(const struct node *node)
{
	return node->student != NULL &&
	       str_eq(node->student->dates, node->when.text);
}

/* "Lynn Liu: HyperAPX, M.Sc., 2019. Now: Ph.D. in CS at UC Berkeley" */
static void
add_student(struct arena *a, struct str lang, struct buf *text,
    const struct node *node)
{
	const struct student *student = node->student;
	struct str dates = student->dates;
	struct str now = term_of(lang, TERM_NOW);
	struct buf work;

	if (has_student_dates(node))
		dates = dated_when(a, lang, &node->when);
	buf_init(&work);
	sentence_join(&work, STR(", "), student->project);
	sentence_join(&work, STR(", "), student->degree);
	sentence_join(&work, STR(", "), dates);
	buf_add(text, student->name);
	/* On a Chinese page the colon is, whatever the alphabet of the name. */
	if (phrase_is_cjk(now))
		sentence_join(text, sentence_sign(STR(": "), now),
		    buf_str(&work));
	else
		sentence_join(text, STR(": "), buf_str(&work));
	if (str_starts(student->now, STR("at ")))
		add_unmarked(text, now, student->now);
	else
		sentence_add_labelled(text, now, student->now);
	buf_release(&work);
}

/* An item is one block whatever it has to say: gemtext has no sub-items. */
static struct str
entry_text(struct arena *a, struct str lang, const struct node *node)
{
	struct buf text;
	struct link link;

	buf_init(&text);
	if (node->when.text.len > 0 && !has_student_dates(node)) {
		buf_add(&text, dated_when(a, lang, &node->when));
		buf_add(&text, sentence_sign(STR(": "), node->text));
	}
	if (node->student != NULL)
		add_student(a, lang, &text, node);
	else
		buf_add(&text, node->text);
	for (const struct field *f = node->fields; f != NULL; f = f->next)
		if (!is_told(node->student, f) && !field_link(f, &link))
			add_field(&text, f);
	sentence_add(&text, node->note);
	return buf_keep(&text, a);
}

/* Whether the blocks from `from` on hold that link already (T-23). */
static bool
is_repeated(const struct block *from, const struct link *link)
{
	for (int i = 0; from != NULL && i < LINKS_COMPARED; i++) {
		if (str_eq(from->target, link->target) &&
		    (link->label.len == 0 || str_eq(from->text, link->label)))
			return true;
		from = from->next;
	}
	return false;
}

static void
add_link(struct arena *a, struct doc *doc, const struct link *link, bool tight)
{
	struct block *block = doc_add_link(a, doc, link->target, link->label);

	block->tight = tight;
	block->at = link->at;
}

static void
add_links(struct arena *a, struct doc *doc, const struct node *node, bool tight)
{
	struct block **from = doc->end;
	struct link own;

	for (const struct link *l = node->links; l != NULL; l = l->next) {
		if (!is_repeated(*from, l))
			add_link(a, doc, l, tight || *from != NULL);
	}
	for (const struct field *f = node->fields; f != NULL; f = f->next) {
		if (!is_told(node->student, f) && field_link(f, &own) &&
		    !is_repeated(*from, &own))
			add_link(a, doc, &own, tight || *from != NULL);
	}
}

/* What belongs together by its nature stands together. */
static bool
is_tight(const struct node *node, const struct node *above)
{
	if (above == NULL)
		return false;
	if (node->kind == above->kind)
		return node->kind == NODE_ITEM || node->kind == NODE_QUOTE ||
		       node->kind == NODE_LINK;
	return node->kind == NODE_ITEM && above->kind == NODE_TEXT &&
	       above->links == NULL && phrase_announces(above->text);
}

void
entry_add(struct arena *a, struct doc *doc, const struct node *node,
    const struct node *above)
{
	static const enum block_kind kinds[] = {
		[NODE_TEXT] = BLOCK_TEXT,
		[NODE_ITEM] = BLOCK_ITEM,
		[NODE_QUOTE] = BLOCK_QUOTE,
		[NODE_PRE] = BLOCK_PRE,
		[NODE_HEADING] = BLOCK_HEADING,
		[NODE_LINK] = BLOCK_LINK,
	};
	struct block *block;
	bool tight = is_tight(node, above);

	if (node->kind == NODE_LINK) {
		add_links(a, doc, node, tight);
		return;
	}
	block = doc_add(a, doc, kinds[node->kind],
	    entry_text(a, doc->lang, node));
	block->level = node->level;
	block->alt = node->alt;
	block->tight = tight;
	block->at = node->at;
	add_links(a, doc, node, true);
}
